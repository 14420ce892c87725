"""What ``groundswell`` runs with by default: base, and the secrets it refuses to start without."""

from groundswell.settings import env
from groundswell.settings.base import *

SITE_URL = env.required(
    "SITE_URL", "the public address, such as https://network.example.ac.uk"
).rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECRET_KEY = env.secret("SECRET_KEY", "the key that signs cookies and forms")
AUDIT_KEYS = {"1": env.secret("AUDIT_KEY", "the key of the audit chain, kept outside the database")}
RECEIPT_PEPPERS = env.versioned_secret(
    "RECEIPT_PEPPERS", "what a stolen database lacks to try receipts of the sealed room"
)
SEALED_AUDIT_KEYS = env.versioned_secret(
    "SEALED_AUDIT_KEYS",
    "the key of the sealed room's own chain, and of the stamps on listeners' keys",
)
env.require_distinct(
    RECEIPT_PEPPERS, SEALED_AUDIT_KEYS, SECRET_KEY=SECRET_KEY, AUDIT_KEY=AUDIT_KEYS["1"]
)
