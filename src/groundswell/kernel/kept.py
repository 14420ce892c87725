"""A member's page as it was made, shown to the same person again while nothing at all has changed.

``kept_page`` is the last line of a view, after its door: whether somebody may see a page is asked at every
visit and never remembered. What is kept stays in this process, for a minute at most, and is found again only
by the same person with the same roles, at the same address, in the same language, while every audit chain
stands where it stood before the page was read (``version``). Any verb anywhere moves one.

Opt-in, view by view. What must never be remembered calls ``never_kept`` where it is read.
"""

import re
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import get_language

from groundswell.kernel.actors import Scope, roles_of

if TYPE_CHECKING:
    from groundswell.kernel.web import SignedInRequest

SECONDS = 60
MOST_BYTES = 4_000_000
# What is another in every answer: a form's token against forgery, and its number against sending it twice.
SLOT = re.compile(rb'name="(csrfmiddlewaretoken|_once)" value="([^"]*)"')


@dataclass(frozen=True)
class Kept:
    """A page in plain pieces, and the name of the slot after each but the last."""

    until: float
    pieces: list[bytes]
    slots: list[bytes]
    headers: dict[str, str]
    size: int


_pages: OrderedDict[Hashable, Kept] = OrderedDict()  # in the order in which they run out
_lock = Lock()
_is_private: ContextVar[bool] = ContextVar("is_private", default=False)


def never_kept() -> None:
    """Said where something confidential is read: the page it goes into is sent and not kept."""
    _is_private.set(True)


def forget_pages() -> None:
    """Empty this process's memory of pages."""
    with _lock:
        _pages.clear()


def kept_page(
    request: "SignedInRequest", network: Scope, version: int, make: Callable[[], HttpResponse]
) -> HttpResponse:
    """The answer of ``make``, or the same one again. ``version`` is read before anything the page shows."""
    if request.method != "GET" or request.META.get("QUERY_STRING") or _is_special(request):
        return make()
    place = _place(request, network, version)
    with _lock:
        _drop_old()
        found = _pages.get(place)
    return _filled(request, found) if found else _made(request, place, make)


def _is_special(request: HttpRequest) -> bool:
    """Asked for by htmx, or with a sentence waiting to be said."""
    return "HX-Request" in request.headers or len(messages.get_messages(request)) > 0


def _place(request: "SignedInRequest", network: Scope, version: int) -> Hashable:
    """All that an answer depends on. The person's own row is in it: name, theme and the rest."""
    person = request.user
    fields = (f.attname for f in person._meta.concrete_fields if f.name != "password")
    where = (request.get_host(), request.path, network.pk, version)
    row = tuple(str(getattr(person, name)) for name in fields)
    return (*where, roles_of(person.pk, network), get_language(), settings.DEMO, row)


def _made(request: HttpRequest, place: Hashable, make: Callable[[], HttpResponse]) -> HttpResponse:
    token = _is_private.set(False)
    try:
        response = make()
        found = None if _is_private.get() else _in_pieces(request, response)
    finally:
        _is_private.reset(token)
    if found:
        with _lock:
            _pages[place] = found
            _drop_old()
    return response


def _in_pieces(request: HttpRequest, response: HttpResponse) -> Kept | None:
    """A whole, plain page that sets and forbids nothing, without what is another in every answer; None else."""
    if response.status_code != 200 or response.cookies or "Cache-Control" in response.headers:
        return None
    parts = SLOT.split(response.content)
    pieces, slots, values = parts[::3], parts[1::3], parts[2::3]
    has_token = "CSRF_COOKIE_NEEDS_UPDATE" in request.META
    stays = any(value in piece for value in values for piece in pieces)
    if stays or has_token != (b"csrfmiddlewaretoken" in slots) or b" nonce=" in response.content:
        return None
    return Kept(
        time.monotonic() + SECONDS, pieces, slots, dict(response.headers), len(response.content)
    )


def _filled(request: HttpRequest, found: Kept) -> HttpResponse:
    """The page again, each form with a token and a number of its own."""
    body = [found.pieces[0]]
    for name, piece in zip(found.slots, found.pieces[1:], strict=True):
        value = get_token(request) if name == b"csrfmiddlewaretoken" else secrets.token_urlsafe(18)
        body += [b'name="%s" value="%s"' % (name, value.encode()), piece]
    response = HttpResponse(b"".join(body), headers=found.headers)
    response.is_kept = True  # type: ignore[attr-defined]
    return response


def _drop_old() -> None:
    """Those whose minute is over; then the oldest, until the rest is small enough."""
    now, size = time.monotonic(), sum(page.size for page in _pages.values())
    while _pages and ((oldest := next(iter(_pages.values()))).until <= now or size > MOST_BYTES):
        _pages.popitem(last=False)
        size -= oldest.size
