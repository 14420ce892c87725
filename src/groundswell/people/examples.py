"""Addresses of this room's pages, for the generated accessibility, door and query tests."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.urls import reverse

from groundswell.people.services import fewer_mails_url, sign_in_url

if TYPE_CHECKING:
    from tests.cast import Cast

Make = Callable[["Cast"], str]

PUBLIC = {
    "people:left",
    "people:enter",
    "people:fewer",
    "account_login",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_signup",
    "account_inactive",
    "socialaccount_login_cancelled",
}
OWN = (
    "people:me",
    "people:preferences",
    "people:export",
    "people:sessions",
    "people:leave",
    "people:leave_now",
    "account_email",
    "account_logout",
    "account_set_password",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "socialaccount_connections",
)


def _plain(name: str) -> Make:
    return lambda cast: reverse(name)


def _path(url: str) -> str:
    return "/" + url.split("/", 3)[3]


PAGES: dict[str, Make] = {
    **{name: _plain(name) for name in (*OWN, *sorted(PUBLIC - {"people:enter", "people:fewer"}))},
    "people:enter": lambda cast: _path(sign_in_url(person=cast.bob)),
    "people:fewer": lambda cast: _path(fewer_mails_url(cast.bob)),
}
