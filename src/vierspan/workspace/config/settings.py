"""The settings of the site; everything that differs per installation comes from the environment (env.py)."""

from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from vierspan.workspace.config import env, secret

WORKSPACE = Path(__file__).resolve().parents[1]
DATA_DIR = env.folder("VIERSPAN_DATA_DIR", "var")

DEBUG = env.switch("VIERSPAN_DEBUG")
# The demo opens with one link and no mail; it is on only in the run that shows the demo.
DEMO = env.switch("VIERSPAN_DEMO")
# Without a key Django refuses to start; `vierspan serve` makes one in the data folder.
SECRET_KEY = env.text("VIERSPAN_SECRET_KEY") or secret.kept_key(DATA_DIR)
BASE_URL = env.text("VIERSPAN_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
IS_HTTPS = BASE_URL.startswith("https://")
ALLOWED_HOSTS = [*env.names("VIERSPAN_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]"), urlsplit(BASE_URL).hostname or ""]
CSRF_TRUSTED_ORIGINS = [BASE_URL]

DOMAINS = [
    "accounts",
    "networks",
    "acts",
    "directory",
    "directory.surveys",
    "directory.drafting",
    "directory.links",
    "course",
    "course.priorities",
    "course.positioning",
    "conditions",
    "conditions.meeting",
    "conditions.seating",
    "conditions.reflection",
    "conditions.feedback",
    "conditions.conflicts",
    "horizon",
    "horizon.weighing",
    "horizon.sources",
    "horizon.opportunities",
    "horizon.outside",
    "initiatives",
    "initiatives.starting",
    "initiatives.mandate",
    "initiatives.planning",
    "initiatives.promises",
    "initiatives.deciding",
    "initiatives.winwin",
    "harvest",
    "leadership",
    "leadership.roles",
    "leadership.questions",
    "leadership.profiles",
    "leadership.team",
    "leadership.dilemmas",
    "leadership.growth",
    "insight",
    "exchange",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    *[f"vierspan.workspace.{name}" for name in DOMAINS],
    "vierspan.workspace.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "vierspan.workspace.web.headers.security_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "vierspan.workspace.web.language.chosen_language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "vierspan.workspace.web.errors.domain_errors",
]

ROOT_URLCONF = "vierspan.workspace.config.urls"
WSGI_APPLICATION = "vierspan.workspace.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WORKSPACE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "vierspan.workspace.web.context.frame",
            ],
            "builtins": ["django.templatetags.i18n", "vierspan.workspace.web.templatetags.vierspan"],
        },
    }
]

DATABASES = {"default": env.database(env.text("DATABASE_URL"), folder=DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Mail goes out by SMTP when a server is named; else it lands in the terminal, or in a folder when that is named.
EMAIL_HOST = env.text("VIERSPAN_MAIL_HOST")
EMAIL_PORT = env.number("VIERSPAN_MAIL_PORT", 587)
EMAIL_HOST_USER = env.text("VIERSPAN_MAIL_USER")
EMAIL_HOST_PASSWORD = env.text("VIERSPAN_MAIL_PASSWORD")
EMAIL_USE_TLS = env.text("VIERSPAN_MAIL_SECURITY", "starttls") == "starttls"
EMAIL_USE_SSL = env.text("VIERSPAN_MAIL_SECURITY", "starttls") == "tls"
EMAIL_TIMEOUT = 15
EMAIL_FILE_PATH = env.text("VIERSPAN_MAIL_FOLDER")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else f"django.core.mail.backends.{'filebased' if EMAIL_FILE_PATH else 'console'}.EmailBackend"
)
DEFAULT_FROM_EMAIL = env.text("VIERSPAN_MAIL_FROM", f"Vierspan <vierspan@{urlsplit(BASE_URL).hostname}>")
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "web_cache"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "vierspan.workspace.accounts.adapter.Adapter"
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/h/ip,3/15m/key",
    "login": "60/h/ip",
    "hand_in_signal": "12/h/ip,60/h/key",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Vierspan"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "vierspan.workspace.web.errors.stale_form"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [WORKSPACE / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "files"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Personal links stand in no log; what is logged besides, and where to, is Django's default.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_links": {"()": "vierspan.workspace.web.quiet_logs.WithoutLinks"}},
    "loggers": {name: {"filters": ["without_links"]} for name in ("django.request", "django.security.csrf")},
}
