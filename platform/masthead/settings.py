"""Django's settings. What differs between installations comes from `configuration`."""

import os
import sys
from pathlib import Path

from masthead import configuration, sqlite

# Before Django, or anything else, loads a SQLite library.
sqlite.install()

ROOT = Path(__file__).resolve().parents[2]

try:
    CONFIGURATION = configuration.read(os.environ, root=ROOT)
except configuration.UnsafeConfiguration as refusal:
    # A message for people, not a traceback.
    sys.exit(str(refusal))

# Process

DEBUG = CONFIGURATION.debug
PRODUCTION = CONFIGURATION.production
SECRET_KEY = CONFIGURATION.secret_key
SITE_URL = CONFIGURATION.site_url  # absolute addresses begin with it, whatever a request claims
ALLOWED_HOSTS = list(CONFIGURATION.allowed_hosts)
ROOT_URLCONF = "masthead.urls"
WSGI_APPLICATION = "masthead.wsgi.pages"  # of runserver alone, which counts no readers
ASGI_APPLICATION = "masthead.asgi.application"

INSTALLED_APPS = [
    "masthead",
    "desk",
    "proofs",
    "reader",
    "api",
    "feeds",
    "republishing",
    "fediverse",
    "webhooks",
    "search",
    "newsletter",
    "counting",
    "articles",
    "record",
    "authors",
    "photos",
    "partners",
    "publication",
    "accounts",
    "audit",
    "editing",
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "django_prose_editor",
    "js_asset",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "masthead.middleware.configured_scheme",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "masthead.middleware.ContentPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "masthead.middleware.publish_what_is_due",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.guard",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    },
]

# Data

DATABASES = {"default": CONFIGURATION.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": CONFIGURATION.cache}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["NAME"].parent.mkdir(parents=True, exist_ok=True, mode=0o750)

# Files: MEDIA_URL does not exist, for nothing is served by the name it was uploaded under.

MEDIA_ROOT = CONFIGURATION.media_root
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "var" / "static"
STORAGES = {
    "default": {"BACKEND": "masthead.storage.PrivateStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
# Development serves static files from where they lie, without collecting them.
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = not PRODUCTION
WHITENOISE_MAX_AGE = 60 if PRODUCTION else 0  # seconds; hashed names are immutable anyway
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750

# Language and time: stored in UTC, shown in the publication's zone.

LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = CONFIGURATION.time_zone

# Mail

EMAIL_BACKEND = CONFIGURATION.email.backend
EMAIL_HOST = CONFIGURATION.email.host
EMAIL_PORT = CONFIGURATION.email.port
EMAIL_HOST_USER = CONFIGURATION.email.user
EMAIL_HOST_PASSWORD = CONFIGURATION.email.password
EMAIL_USE_SSL = CONFIGURATION.email.implicit_tls
EMAIL_USE_TLS = CONFIGURATION.email.starttls
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = CONFIGURATION.email_from
SERVER_EMAIL = CONFIGURATION.email_from

# Who may do what

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60 * 3  # seconds; a reset's link is good for 3 hours
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "accounts.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]  # nobody signs up by themselves
ACCOUNT_EMAIL_VERIFICATION = "none"  # who is invited has followed a link in a mail
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody gets mail because somebody typed their address
ACCOUNT_LOGOUT_REDIRECT_URL = "admin:login"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105  a class, not a token
ACCOUNT_RATE_LIMITS = False  # accounts.limiting counts in the database, for all processes
ACCOUNT_SESSION_REMEMBER = True  # for SESSION_COOKIE_AGE, and no question at sign-in
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.CodeAgainForm",
}
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Masthead"
MFA_TOTP_TOLERANCE = 1  # of 30 seconds: clocks of telephones differ
# Browsers know passkeys on https alone, but for this machine's own names.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
OPENID = CONFIGURATION.openid  # None: there is no sign-on of the house's own

# Other people's servers; `outgoing` is the only way to them.

OUTGOING_ALLOWED_NETWORKS = CONFIGURATION.outgoing_allowed_networks
WEBSUB_HUB = CONFIGURATION.websub_hub  # empty: feeds are not announced
INDEXNOW_KEY = CONFIGURATION.indexnow_key  # empty: search engines are not pinged
FEDIVERSE_NAME = CONFIGURATION.fediverse_name  # empty: there is no actor
API_ANONYMOUS_PER_MINUTE = CONFIGURATION.api_anonymous_per_minute

# Browsers: only the admin ever sets a cookie.

SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12  # 12 hours
CSRF_TRUSTED_ORIGINS = [SITE_URL]
USE_X_FORWARDED_HOST = False
USE_X_FORWARDED_PORT = False
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if PRODUCTION else 0  # a year
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = False
SILENCED_SYSTEM_CHECKS = [
    "security.W008",  # HTTP is redirected by whoever ends TLS; here every request is HTTPS
    "security.W021",  # preloading HSTS is a decision about a whole domain, not about one site
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    },
}

# Limits of one request

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes without files: a long article with notes
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # an article with some hundred references
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # bytes; larger files go to the disk at once

# The admin's looks

UNFOLD = {
    "SITE_TITLE": "Masthead",
    "SITE_HEADER": "Masthead",
    "SITE_SUBHEADER": "Newsroom",
    "SITE_SYMBOL": "newspaper",
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": "masthead.navigation.favicon"},
    ],
    "SITE_URL": "/",
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": True,
    "SHOW_BACK_BUTTON": True,
    "SIDEBAR": {
        "show_search": True,
        "show_all_applications": False,
        "navigation": "masthead.navigation.sidebar",
    },
    "ACCOUNT": {
        "navigation": "masthead.navigation.own_account",
    },
}

# The API: read-only, for everybody and for partners with a key; api.endpoint says the rest.

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "api.problems.answer",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,  # the form is asked for with Accept alone
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Masthead API",
    "DESCRIPTION": (
        "The published articles of a review, whole and with everything needed to print them: "
        "text, byline, credited photos, disclaimers, licence, history. For reading; a key "
        "is needed only for what was agreed with a partner."
        "\n\nErrors are problem documents (RFC 9457). Every answer has an entity tag: ask again "
        "with `If-None-Match`, and it costs you nothing while nothing has changed."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVERS": [{"url": SITE_URL}],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SORT_OPERATION_PARAMETERS": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}

# Logs: to the console, one line for each record, whatever a request carries.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {"()": "masthead.logs.JSONLines" if PRODUCTION else "masthead.logs.PlainLines"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Replaces Django's own handlers, one of which would mail every error.
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
