"""The only reader of the environment. A missing value says its name, what it is for and the cure."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from groundswell.vault.errors import SecretsRefused
from groundswell.vault.secrets import Secrets, check_distinct, new_secrets, parse

DOCS = "docs/how-to/host-on-one-machine.md"


def text(name: str, default: str = "") -> str:
    """The value of ``GROUNDSWELL_<name>``, or the default."""
    return os.environ.get(f"GROUNDSWELL_{name}", default)


def name_dev_site(address: str) -> None:
    """In development, before anything is read: the address to stand in letters unless one was given."""
    if os.environ.get("DJANGO_SETTINGS_MODULE") == "groundswell.settings.dev":
        os.environ.setdefault("GROUNDSWELL_SITE_URL", address)


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


def versioned_secret(name: str, purpose: str) -> Secrets:
    """A secret with versions, from ``GROUNDSWELL_<name>`` or the file named by ``GROUNDSWELL_<name>_FILE``."""
    path = text(f"{name}_FILE")
    value = Path(path).read_text(encoding="utf-8").strip() if path else text(name)
    try:
        return parse(f"GROUNDSWELL_{name}", value)
    except SecretsRefused as error:
        found = str(error) if value else f"GROUNDSWELL_{name} is not set."
        message = (
            f"{found} It is {purpose}. Make one with `groundswell secret --versioned`, put it in the "
            f"environment or in a file named by GROUNDSWELL_{name}_FILE, then start again. See {DOCS}."
        )
        raise ImproperlyConfigured(message) from error


def made_versioned_secret(name: str, folder: Path) -> Secrets:
    """Development only: a versioned secret made on first use and kept in a private file."""
    path = folder / f"{name.lower()}.secret"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(new_secrets(name).text, encoding="utf-8")
    return parse(name, path.read_text(encoding="utf-8"))


def require_distinct(*several: Secrets, **others: str) -> None:
    """Refuse to start when two secrets are one: who learns the one would hold the other."""
    try:
        # A versioned secret is written in hex digits; the others are taken as they stand, and as hex digits too.
        known = {f"GROUNDSWELL_{name}": value.encode() for name, value in others.items()}
        as_hex = {
            name: bytes.fromhex(value.decode()) for name, value in known.items() if _is_hex(value)
        }
        _require_different(known)
        check_distinct(*several, others=known)
        check_distinct(*several, others=as_hex)
    except SecretsRefused as error:
        message = f"{error} Make another with `groundswell secret`, then start again. See {DOCS}."
        raise ImproperlyConfigured(message) from error


def _require_different(known: dict[str, bytes]) -> None:
    owner: dict[bytes, str] = {}
    for name, value in known.items():
        if owner.setdefault(value, name) != name:
            raise SecretsRefused(
                f"{owner[value]} and {name} are the same secret; each needs its own."
            )


def _is_hex(value: bytes) -> bool:
    try:
        bytes.fromhex(value.decode())
    except ValueError:
        return False
    return True


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
