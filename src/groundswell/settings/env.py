"""The only reader of the environment. A missing value says its name, what it is for and the cure."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

DOCS = "docs/how-to/host-on-one-machine.md"


def text(name: str, default: str = "") -> str:
    """The value of ``GROUNDSWELL_<name>``, or the default."""
    return os.environ.get(f"GROUNDSWELL_{name}", default)


def flag(name: str, *, default: bool = False) -> bool:
    """A yes/no value: 1, true, yes and on are yes."""
    value = text(name).strip().lower()
    return default if not value else value in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    """A whole number, or a sentence about what was found instead."""
    value = text(name)
    if not value:
        return default
    try:
        return int(value)
    except ValueError as error:
        message = f"GROUNDSWELL_{name} should be a whole number, but is {value!r}. See {DOCS}."
        raise ImproperlyConfigured(message) from error


def listed(name: str, default: str = "") -> list[str]:
    """A comma-separated list, without blanks."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def required(name: str, purpose: str) -> str:
    """A value production cannot do without; the sentence names it and the cure."""
    value = text(name)
    if value:
        return value
    message = (
        f"GROUNDSWELL_{name} is not set. It is {purpose}. "
        f"Set it in the environment of the service, then start again. See {DOCS}."
    )
    raise ImproperlyConfigured(message)


def secret(name: str, purpose: str) -> str:
    """A secret from ``GROUNDSWELL_<name>`` or the file named by ``GROUNDSWELL_<name>_FILE``."""
    path = text(f"{name}_FILE")
    value = Path(path).read_text(encoding="utf-8").strip() if path else text(name)
    if len(value) >= 32:
        return value
    found = "shorter than 32 characters" if value else "not set"
    message = (
        f"GROUNDSWELL_{name} is {found}. It is {purpose}. Make one with `groundswell secret`, put it "
        f"in the environment or in a file named by GROUNDSWELL_{name}_FILE, then start again. See {DOCS}."
    )
    raise ImproperlyConfigured(message)


def made_secret(name: str, folder: Path) -> str:
    """Development only: a secret made on first use and kept in a private file."""
    path = folder / f"{name.lower()}.secret"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()


def single_sign_on() -> tuple[str, dict[str, object], list[str]]:
    """The name of a university's sign-in, allauth's settings for it, and the hosts it is at.

    All empty without ``GROUNDSWELL_OIDC_ISSUER``.
    """
    issuer = text("OIDC_ISSUER").rstrip("/")
    if not issuer:
        return "", {}, []
    name = text("OIDC_NAME", "your university")
    app = {
        "provider_id": "sso",
        "name": name,
        "client_id": required("OIDC_CLIENT_ID", "the name the university knows this site by"),
        "secret": required("OIDC_CLIENT_SECRET", "the secret the university gave for this site"),
        # Addresses at these domains count as confirmed even where the university does not say so.
        "settings": {"server_url": issuer, "verified_email": listed("OIDC_DOMAINS")},
    }
    places = [issuer, *listed("OIDC_HOSTS")]
    hosts = [f"{part.scheme}://{part.netloc}" for part in map(urlsplit, places)]
    return name, {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}, hosts


def with_database(url: str) -> dict[str, str]:
    """This environment with another database, for a command that is run on a copy."""
    return {**os.environ, "GROUNDSWELL_DATABASE_URL": url}
