"""Settings that hold everywhere; the values of one installation come from the environment."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from kim.config.database import from_url

PACKAGE = Path(__file__).resolve().parents[2]

SECRET_KEY = os.environ.get("KIM_SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("KIM_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("KIM_ORIGINS", "").split(",") if origin]
ROOT_URLCONF = "kim.config.urls"
WSGI_APPLICATION = "kim.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "organisation.User"

# The web process and the worker connect as kim_app; `kim migrate`, `kim demo` and `kim county load` as owner.
CONNECT_AS_OWNER = os.environ.get("KIM_CONNECT_AS") == "owner"
DATABASES = {"default": from_url(os.environ.get("KIM_OWNER_URL" if CONNECT_AS_OWNER else "KIM_DATABASE_URL", ""))}

INSTALLED_APPS = [
    "kim.web",
    "kim.casework",
    "kim.naturalisation",
    "kim.steering",
    "kim.staffing",
    "kim.network",
    "kim.workbench",
    "kim.organisation",
    "kim.privacy",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "allauth",
    "allauth.account",
    "procrastinate.contrib.django",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kim.web.middleware.nothing_is_kept",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kim.web.middleware.chosen_language",
    "kim.web.middleware.words_of_the_county",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kim.web.middleware.acts_are_not_read",
    "kim.web.middleware.sign_in_is_the_rule",
    "kim.web.middleware.scope_of_the_request",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "kim.web.templatetags.kim",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "kim.web.context.shell",
            ],
        },
    }
]

# Signing in: local accounts by name or e-mail address; five wrong passwords make a pause.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "kim.web.accounts.AccountAdapter"
ACCOUNT_FORMS = {"change_password": "kim.web.accounts.PasswordForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,5/300s/key"}
# Behind how many proxies of one's own KIM stands: only then is the address they forward believed, else the connection's counts.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("KIM_PROXIES", "0"))
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = int(os.environ.get("KIM_IDLE_MINUTES", "60")) * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "kim.web.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# Several web processes share the counters of failed sign-ins: they live in the database.
# Room for many: a full table throws entries out, and with them counters that hold an attack back.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kim_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("German")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"
LANGUAGE_COOKIE_NAME = "kim_language"
LANGUAGE_COOKIE_HTTPONLY = True
_ROOMS_WITH_WORDS = (
    "applicants", "appointments", "areas", "cases", "consents", "county", "course", "documents", "drafts", "enquiries", "fields",
    "imports", "lead", "letters", "naturalisation", "notices", "office", "person", "plan", "staffing", "start", "steering", "tables",
)  # fmt: skip
LOCALE_PATHS = [*(PACKAGE / "web" / "locales" / room for room in _ROOMS_WITH_WORDS), PACKAGE / "web" / "locale"]
FORMAT_MODULE_PATH = ["kim.web.formats"]
FORM_RENDERER = "kim.web.renderer.Renderer"

STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("KIM_STATIC_ROOT", "")
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

# Nothing from elsewhere, nothing inline.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# Mail goes to a server, or into a folder where somebody only wants to look at it, or nowhere; see docs/operations.md.
KIM_MAIL_WAY = "smtp" if os.environ.get("KIM_MAIL_HOST") else "folder" if os.environ.get("KIM_MAIL_FOLDER") else "off"
EMAIL_BACKEND = f"django.core.mail.backends.{ {'folder': 'filebased'}.get(KIM_MAIL_WAY, 'smtp') }.EmailBackend"
EMAIL_FILE_PATH = os.environ.get("KIM_MAIL_FOLDER") or None
EMAIL_HOST = os.environ.get("KIM_MAIL_HOST", "localhost")
EMAIL_USE_TLS = os.environ.get("KIM_MAIL_TLS", "off") == "starttls"
EMAIL_USE_SSL = os.environ.get("KIM_MAIL_TLS", "off") == "tls"
EMAIL_PORT = int(os.environ.get("KIM_MAIL_PORT") or (465 if EMAIL_USE_SSL else 587 if EMAIL_USE_TLS else 25))
EMAIL_HOST_USER = os.environ.get("KIM_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("KIM_MAIL_PASSWORD", "")
EMAIL_TIMEOUT = int(os.environ.get("KIM_MAIL_TIMEOUT", "10"))
DEFAULT_FROM_EMAIL = os.environ.get("KIM_MAIL_FROM", "kim@localhost")
# How people reach this installation: what links in mails begin with.
KIM_ADDRESS = os.environ.get("KIM_ADDRESS") or (
    CSRF_TRUSTED_ORIGINS[0] if CSRF_TRUSTED_ORIGINS else f"https://{ALLOWED_HOSTS[0]}"
)

# The keys of what lies encrypted, and the folder of sealed documents; see docs/operations.md.
KIM_KEYS = os.environ.get("KIM_KEYS", "")
KIM_FILES = os.environ.get("KIM_FILES", "")
# How large one document may be, and everything that arrives in one form.
KIM_DOCUMENT_BYTES = int(os.environ.get("KIM_DOCUMENT_MB") or 20) * 1024 * 1024
KIM_UPLOAD_BYTES = max(5 * KIM_DOCUMENT_BYTES, 100 * 1024 * 1024)
FILE_UPLOAD_HANDLERS = ["kim.web.uploads.GuardedUpload"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "kim.web.logs.WithoutValues",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "filters": {"database_away": {"()": "kim.web.logs.DatabaseAway"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["database_away"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "kim": {"level": "INFO"},
        "django.request": {"level": "ERROR"},  # a form refused, a session that has ended: told to whoever asked
        "django.security.DisallowedHost": {"level": "ERROR"},
    },
}
