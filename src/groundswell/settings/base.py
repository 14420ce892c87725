"""Production settings. ``dev`` and ``test`` change what they must and nothing else."""

import logging
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from groundswell.settings import env
from groundswell.vault.costs import Cost
from groundswell.vault.secrets import Secrets

PACKAGE = Path(__file__).resolve().parent.parent
VAR = Path(env.text("VAR", "var")).resolve()


def database(url: str) -> dict[str, Any]:
    """Django's settings for one database, from an address such as ``sqlite:///var/db`` .

    What follows a question mark in a PostgreSQL address goes to the driver: ``?sslmode=verify-full``, or
    ``?host=/run/postgresql`` for a socket.
    """
    parts = urlsplit(url)
    if parts.scheme in {"postgres", "postgresql"}:
        more = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": more.pop("host", unquote(parts.hostname or "")),
            "PORT": more.pop("port", str(parts.port or "")),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": more,
        }
    if parts.scheme != "sqlite":
        message = (
            f"GROUNDSWELL_DATABASE_URL should be sqlite:///path/to/file or "
            f"postgresql://user:password@host/name, but begins with {url[:12]!r}. See {env.DOCS}."
        )
        raise ImproperlyConfigured(message)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": url.removeprefix("sqlite:///"),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: what was acknowledged is on the disk.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            # What is deleted is overwritten, so that no word of it stays in the file.
            "PRAGMA secure_delete=ON; "
            "PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000; PRAGMA mmap_size=134217728;",
        },
    }


DEBUG = False
READABLE_OUTBOX = False
OUTBOX_BAR = False  # whether each page says that letters stay on this machine
DEMO = False  # only settings.demo opens the doors of invented people
SITE_URL = env.text("SITE_URL", "http://localhost:8000").rstrip("/")
SECRET_KEY = ""
AUDIT_KEYS: dict[str, str] = {}
RECEIPT_PEPPERS: Secrets
SEALED_AUDIT_KEYS: Secrets
VAULT_COST: Cost | None = None  # what a derivation takes: the vault's own; tests alone take less
ALLOWED_HOSTS = env.listed("ALLOWED_HOSTS", urlsplit(SITE_URL).hostname or "")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    # rooms: top of the house first
    "groundswell.home",
    "groundswell.wall",
    "groundswell.concerns",
    "groundswell.suggestions",
    "groundswell.projects",
    "groundswell.meetings",
    "groundswell.networks",
    "groundswell.people",
    "groundswell.mail",
    "groundswell.audit",
    "groundswell.ui",
    "groundswell.kernel",
    # end of rooms
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "template_partials",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "groundswell.kernel.middleware.headers",
    "groundswell.kernel.middleware.unseen",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "groundswell.people.middleware.language",
    "groundswell.kernel.middleware.readable",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "groundswell.kernel.middleware.actors",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "groundswell.urls"
WSGI_APPLICATION = "groundswell.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "ui" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["groundswell.kernel.templatetags.addresses"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "groundswell.home.context.page_frame",
            ],
        },
    },
]

DATABASES = {
    "default": database(env.text("DATABASE_URL", f"sqlite:///{VAR / 'groundswell.sqlite3'}"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["groundswell.people.backends.Accounts"]
PASSWORD_HASHERS = ["groundswell.people.hashers.LeanArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:today"
LOGOUT_REDIRECT_URL = "home:front"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English")), ("cy", _("Welsh")), ("ar", _("Arabic"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "files"
SEALED_ROOT = VAR / "sealed"  # files of the sealed room, and what it has forgotten
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
LARGEST_REQUEST = DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
# What is sent stays in memory: no upload lies in the clear in a directory for temporary files.
FILE_UPLOAD_MAX_MEMORY_SIZE = LARGEST_REQUEST

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("SMTP_HOST", "localhost")
EMAIL_PORT = env.number("SMTP_PORT", 587)
EMAIL_HOST_USER = env.text("SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("SMTP_TLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "Groundswell <groundswell@localhost>")

SESSION_ENGINE = "groundswell.people.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "groundswell.kernel.pages.csrf_failure"
SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = ["^healthz$"]  # a monitor on the same machine asks without TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

# What the outside world calls "allauth": sign-in, addresses, passkeys, single sign-on.
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 7
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_ADAPTER = "groundswell.people.adapters.AccountAdapter"
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
SOCIALACCOUNT_ADAPTER = "groundswell.people.adapters.SingleSignOnAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
MFA_ADAPTER = "groundswell.people.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # or somebody with a passkey could not add an address
ACCOUNT_FORMS = {
    "request_login_code": "groundswell.people.forms.SignInCodeForm",
    "reset_password": "groundswell.people.forms.ForgottenForm",
    "add_email": "groundswell.people.forms.MoreAddressForm",
    "change_password": "groundswell.people.forms.ChangedPasswordForm",
    "set_password": "groundswell.people.forms.FirstPasswordForm",
    "reset_password_from_key": "groundswell.people.forms.PasswordByLinkForm",
}
MFA_FORMS = {
    "add_webauthn": "groundswell.people.forms.AddPasskeyForm",
    "activate_totp": "groundswell.people.forms.AppCodeForm",
}
# How many proxies stand in front: the address that limits are counted against is the one they saw.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 1)

SINGLE_SIGN_ON_NAME, SOCIALACCOUNT_PROVIDERS, issuers = env.single_sign_on()
# Browsers apply form-action to where a form is redirected to: here, the university's sign-in.
CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"] += issuers

# A handler that cannot write would print the exception under way, and all it was given, on the error stream.
logging.raiseExceptions = False
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {
        "links": {"()": "groundswell.kernel.logs.LinksHidden"},
        "context": {"()": "groundswell.kernel.logs.ContextHidden"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["links"]}
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # These speak every half second, or whenever a stranger knocks.
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # What a page was given must not be told in an error about it, at whatever level an operator looks.
        "django.template": {"filters": ["context"]},
        "django.request": {"filters": ["context"]},
    },
}
