"""The demo: development's settings, a database of its own, and doors into invented people's accounts."""

from groundswell.settings.base import INSTALLED_APPS, VAR, database
from groundswell.settings.dev import *
from groundswell.vault.costs import Cost

DEBUG = False
DEMO = True
OUTBOX_BAR = False  # the demo's own bar leads there
READABLE_OUTBOX = True  # whatever the environment says: nobody here can be written to
EMAIL_BACKEND = "groundswell.mail.backends.ReadableOutbox"
INSTALLED_APPS = ["groundswell.demo", *INSTALLED_APPS]
DATABASES = {"default": database(f"sqlite:///{VAR / 'demo.sqlite3'}")}
# Invented people lose nothing in a power cut: the demo need not wait for the disk.
DATABASES["default"]["OPTIONS"]["init_command"] = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
)
# What is sealed here is invented, and its secrets are printed: keys are derived in no time, so that building does not
# take minutes. Nothing real belongs into the demo, and no other settings weaken this.
VAULT_COST = Cost(1, 1024, 1)
