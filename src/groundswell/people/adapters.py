"""How allauth behaves here: no open sign-up, mail through our queue, no network addresses kept."""

import base64
import hashlib
import time
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.encoding import force_bytes
from django.utils.translation import gettext_lazy as _

from groundswell.kernel.clock import today
from groundswell.mail.services import clear_bounce, queue_letter
from groundswell.people.devices import device_of
from groundswell.people.models import Person
from groundswell.people.queries import person_by_address
from groundswell.people.responses import set_language
from groundswell.people.services import note_sign_in, note_sign_out, sign_in_url

CODE_LINK_DAYS = 15 / (24 * 60)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation or request, not by an open form."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """What limits are counted against: a name that changes daily and leads back to no address."""
        address = super().get_client_ip(request)
        return salted_hmac("people.limits", f"{today()}{address}", algorithm="sha256").hexdigest()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through our queue, at once, and with a link beside a code."""
        words = {**context, "email": email, "site_url": settings.SITE_URL, "request": self.request}
        person = context.get("user") or person_by_address(email)
        words["person"] = person
        if template_prefix.endswith("login_code") and person is not None:
            words["link"] = sign_in_url(person=person, days=CODE_LINK_DAYS)
        message = self.render_mail(template_prefix, email, words)
        queue_letter(to=email, subject=message.subject, text=message.body, kind="sign-in")

    def login(self, request: HttpRequest, user: Person) -> None:
        super().login(request, user)
        agent = request.headers.get("User-Agent", "")
        note_sign_in(person=user, session=request.session, user_agent=agent)

    def logout(self, request: HttpRequest) -> None:
        note_sign_out(session=request.session)
        super().logout(request)

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        set_language(response, user)
        return response

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Somebody who signed in a moment ago need not show it once more."""
        records = get_authentication_records(self.request, self.request.user)
        since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        if any(record["at"] > since for record in records):
            return False
        return bool(super().is_reauthentication_required(app=app))

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, Any]]:
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        words = {"reauthenticate": _("Use your password"), "mfa_reauthenticate": _("Use a code")}
        return [
            {**method, "description": words.get(method["id"], _("Use a passkey"))}
            for method in methods
        ]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """A new password gives the session a new key: keep the list of sign-ins in step."""
        agent = request.headers.get("User-Agent", "")
        note_sign_in(person=request.user, session=request.session, user_agent=agent)  # type: ignore[arg-type]
        url: str = super().get_password_change_redirect_url(request)
        return url

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Mail to an address that once refused it is sent again once its owner confirms it."""
        confirmed: bool = super().confirm_email(request, email_address)
        if confirmed:
            clear_bounce(address=email_address.email)
        return confirmed


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """A university's single sign-on: a second way into an account one has, never a way to get one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Keep nothing of what the university says but who it is."""
        sociallogin.account.extra_data = {}
        if sociallogin.account.pk:
            sociallogin.account.save(update_fields=["extra_data"])

    def authenticate_by_email(self, sociallogin: Any) -> tuple[Person, str] | None:
        """The account that proved to read this address, if the university vouches for it too."""
        for claimed in sociallogin.email_addresses:
            ours = EmailAddress.objects.filter(email__iexact=claimed.email, verified=True)
            found = ours.select_related("user").first() if claimed.verified else None
            if found is not None and found.user.is_active:
                return found.user, claimed.email
        return None


class SecondStepAdapter(DefaultMFAAdapter):
    """One-time codes and passkeys. Their secrets are not readable in the database alone."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """Dark on light in both themes, or a camera cannot read it."""
        picture = segno.make(url, error="m")
        return str(picture.svg_inline(scale=4, border=3, dark="#000", light="#fff"))

    def generate_authenticator_name(self, user: Person, type: object) -> str:  # noqa: A002
        """A passkey is called after the device that made it, until its owner names it."""
        return device_of(current.request.headers.get("User-Agent", ""))

    def get_totp_issuer(self) -> str:
        return "Groundswell"

    def _get_site_name(self) -> str:
        return f"Groundswell ({current.request.get_host()})"


def _box() -> MultiFernet:
    # Older keys still open what they closed, so that the secret key can be changed.
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (
        hashlib.sha256(b"people.second-step:" + force_bytes(key)).digest() for key in secrets
    )
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
