"""The suite: fast hashing, plain static files, fixed secrets, mail kept in memory."""

import os
import tempfile
from pathlib import Path

from groundswell.settings import env
from groundswell.settings.base import *
from groundswell.settings.base import STORAGES, database
from groundswell.vault.costs import FOR_TESTS
from groundswell.vault.secrets import parse

SECRET_KEY = "for-tests-only-" + "s" * 40
AUDIT_KEYS = {"1": "for-tests-only-" + "a" * 40}
RECEIPT_PEPPERS = parse("RECEIPT_PEPPERS", "1:" + "0a" * 32)
SEALED_AUDIT_KEYS = parse("SEALED_AUDIT_KEYS", "1:" + "0b" * 32)
VAULT_COST = FOR_TESTS
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
# A file, not memory: threads, the live server and a second connection then see what a real one would.
FILE = Path(tempfile.gettempdir()) / f"groundswell-test-{os.getpid()}.sqlite3"
DATABASES = {"default": database(env.text("TEST_DATABASE_URL", f"sqlite:///{FILE}"))}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(FILE)}
    # What a test acknowledged need not survive a power cut.
    DATABASES["default"]["OPTIONS"] |= {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON; "
        "PRAGMA secure_delete=ON;"
    }
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
READABLE_OUTBOX = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SITE_URL = "http://testserver"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
ALLAUTH_TRUSTED_PROXY_COUNT = 0
