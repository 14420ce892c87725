"""What this installation is: for a backup's manifest, and for deciding whether one fits here."""

import hashlib
import hmac
from types import ModuleType

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from groundswell import __version__
from groundswell.cli import postgres_copy, sqlite_copy
from groundswell.cli.archive import BackupError, Manifest

# Rows that a fresh installation has by itself.
OWN_ROWS = {"kernel", "audit", "contenttypes"}


def copier() -> ModuleType:
    """The module that copies the kind of database this installation has."""
    return postgres_copy if connection.vendor == "postgresql" else sqlite_copy


def key_prints() -> dict[str, str]:
    """A print of each audit key: the same key gives the same print, and the print gives no key."""
    return {
        number: hmac.new(secret.encode(), b"groundswell audit key", hashlib.sha256).hexdigest()[:16]
        for number, secret in settings.AUDIT_KEYS.items()
    }


def sealed_prints() -> dict[str, str]:
    """The same for each version of the sealed room's two secrets."""
    return {
        f"{name} {version}": hmac.new(key, b"groundswell sealed key", hashlib.sha256).hexdigest()[
            :16
        ]
        for name in ("RECEIPT_PEPPERS", "SEALED_AUDIT_KEYS")
        for version, key in getattr(settings, name).by_version.items()
    }


def migrations_run() -> list[str]:
    """Every migration this database has had, as ``room/0001_initial``."""
    return sorted("/".join(key) for key in MigrationLoader(connection).applied_migrations)


def migrations_known() -> set[str]:
    """Every migration this version comes with."""
    return {
        "/".join(key) for key in MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    }


def is_empty() -> bool:
    """Whether nothing would be lost: no row in any room's table, no file."""
    tables = set(connection.introspection.table_names())
    kept = [
        model
        for model in apps.get_models()
        if model._meta.app_label not in OWN_ROWS and model._meta.db_table in tables
    ]
    places = (settings.MEDIA_ROOT, settings.SEALED_ROOT / "files")
    has_files = any(place.is_dir() and any(place.iterdir()) for place in places)
    return not has_files and not any(model._default_manager.exists() for model in kept)


def require_fits(manifest: Manifest) -> None:
    """Refuse a backup of a newer version, of another kind of database, or of another audit key."""
    unknown = sorted(set(manifest.migrations) - migrations_known())
    if unknown:
        raise BackupError(
            f"This backup was made by Groundswell {manifest.version}, and this is {__version__}: its "
            f"database has had steps that are unknown here, the first {unknown[0]}. Upgrade this "
            "installation to that version or newer, then restore."
        )
    if manifest.engine != connection.vendor:
        raise BackupError(
            f"This backup is of a {manifest.engine} database, and this installation has "
            f"{connection.vendor}. Restore it where GROUNDSWELL_DATABASE_URL names the same kind."
        )
    missing = sorted(manifest.sealed_keys.items() - sealed_prints().items())
    if missing:
        name, _blank, version = missing[0][0].partition(" ")
        raise BackupError(
            f"This backup was made with a version {version} of GROUNDSWELL_{name} that this installation does not "
            "have, so part of the sealed room would stay shut. Set the one that was kept beside it, then restore."
        )
    here = key_prints()
    strangers = [n for n, made in manifest.audit_keys.items() if here.get(n) != made]
    if strangers:
        raise BackupError(
            "This backup's audit was made with another GROUNDSWELL_AUDIT_KEY than this installation "
            "has, so nobody could check it here. A backup holds no secrets: set the key that was kept "
            "beside it, then restore."
        )
