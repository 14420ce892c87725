"""One person's machine, and the demo: plain HTTP on localhost, secrets made on first use."""

from groundswell.settings import env
from groundswell.settings.base import *
from groundswell.settings.base import STORAGES, VAR

DEBUG = env.flag("DEBUG")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver", *env.listed("ALLOWED_HOSTS")]
SECRET_KEY = env.made_secret("SECRET_KEY", VAR)
AUDIT_KEYS = {"1": env.made_secret("AUDIT_KEY", VAR)}
RECEIPT_PEPPERS = env.made_versioned_secret("RECEIPT_PEPPERS", VAR)
SEALED_AUDIT_KEYS = env.made_versioned_secret("SEALED_AUDIT_KEYS", VAR)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
# Letters are kept to be read at /outbox/, until a mail server is named; then they leave.
READABLE_OUTBOX = not env.text("SMTP_HOST")
OUTBOX_BAR = READABLE_OUTBOX
if READABLE_OUTBOX:
    EMAIL_BACKEND = "groundswell.mail.backends.ReadableOutbox"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # http://localhost is safe enough for browsers too
ALLAUTH_TRUSTED_PROXY_COUNT = 0
