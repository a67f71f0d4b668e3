"""Every setting of the site, from the environment or `.env`; `docs/configuration.md` lists the variables.

Safe by default: without a secret key nothing starts, and nothing but `DEBUG` or `HTTPS=false` loosens a rule.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import environ
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.FileAwareEnv()  # SECRET_KEY_FILE=/run/secrets/key is read in place of SECRET_KEY
env.read_env(BASE_DIR / ".env")

# --- Who we are -------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY")
# Names that a show may have for itself, apart from those of the site.
SHOW_DOMAINS = tuple(domain.lower() for domain in env.list("SHOW_DOMAINS", default=[]))
ALLOWED_HOSTS = [*env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"]), *SHOW_DOMAINS]
SITE_NAME = env.str("SITE_NAME", default="Podcasts")
# Where the site is, for what is sent without a request that would tell, and for pages on a show's domain.
SITE_URL = env.str("SITE_URL", default="").rstrip("/")
WEBSUB_HUB = env.str("WEBSUB_HUB", default="")
QUESTION_DAYS = env.int("QUESTION_DAYS", default=180)
# Search engines are told of changed pages where there is a key.
INDEXNOW_KEY = env.str("INDEXNOW_KEY", default="")
INDEXNOW_ENDPOINT = env.str("INDEXNOW_ENDPOINT", default="https://api.indexnow.org/indexnow")
LOOK_UP_LINKS = env.bool("LOOK_UP_LINKS", default=True)
COUNT_MISSED_ADDRESSES = env.bool("COUNT_MISSED_ADDRESSES", default=True)
# Folders whose `templates/` and `static/` take the place of the site's own, the first one first.
THEME_DIRS = [(BASE_DIR / folder).resolve() for folder in env.list("THEME_DIRS", default=[])]

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",  # before the admin, whose templates it takes the place of
    "podcast_site.apps.DeskConfig",
    "podcast_site",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "episodes",
    "guests",
    "markdownx",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "axes",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "podcast_site.middleware.head_without_body",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",  # on redirects to https as well
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "podcast_site.middleware.shows_on_their_domains",  # before whatever looks at the path
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "guests.keeping.at_hand.kept_answers_first",  # what follows looks at who asks
    "django.contrib.sessions.middleware.SessionMiddleware",
    "podcast_site.middleware.private_to_who_is_looked_at",
    "podcast_site.middleware.desk_in_its_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "podcast_site.account.middleware.second_factor_first",
    "podcast_site.account.middleware.session_seen",
    "axes.middleware.AxesMiddleware",  # turns a refused sign-in into its answer
]

ROOT_URLCONF = "podcast_site.urls"
WSGI_APPLICATION = "podcast_site.wsgi.application"

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [*(theme / "templates" for theme in THEME_DIRS), BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.csp",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "podcast_site.context_processors.site",
            ],
        },
    },
]

# --- Database and cache -----------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'podcast.sqlite3'}")}
# A thread keeps its connection: opening one takes longer than most answers.
DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
DATABASES["default"].setdefault("CONN_HEALTH_CHECKS", True)
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = False  # a file does not hang up
    # One writer at a time, who waits for its turn in place of failing; readers never wait.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "timeout": 20,
    }
environ.FileAwareEnv.CACHE_SCHEMES["memory"] = "podcast_site.cache.MemoryCache"
CACHES = {"default": env.cache("CACHE_URL", default="memory://?megabytes=64")}

# --- Safety -----------------------------------------------------------------------------------

HTTPS = env.bool("HTTPS", default=True)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    # Only where a proxy sets this header itself: it decides what counts as a secure request.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

# Public pages: same-origin files only, nothing inline. The desk loosens this for itself (podcast_site/admin.py).
SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    # Audio may be kept elsewhere, and pages are put in one another's place: the policy of the first one holds for all.
    "media-src": [CSP.SELF, "https:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "podcast_site.account.passwords.EndsOtherSessions"},
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "episodes.rights.RightsBackend"]
# Who tries passwords is slowed, and cannot lock the owner out from elsewhere. These count by account and network;
# podcast_site/account/brake.py counts by network alone and by account alone.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "guests.network.client_network"
AXES_LOCKOUT_CALLABLE = "podcast_site.signing_in.locked_out"
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True  # the audit log has it
AXES_VERBOSE = False
LOGIN_URL = reverse_lazy("admin:login")
LOGIN_REDIRECT_URL = reverse_lazy("admin:index")

# --- Signing in -------------------------------------------------------------------------------

# Who has no second factor sets one up before anything else.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=False)
AUDIT_DAYS = env.int("AUDIT_DAYS", default=730)
AUDIT_ADDRESS_DAYS = env.int("AUDIT_ADDRESS_DAYS", default=90)
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds

# Accounts are made by administrators: nobody signs up, and an account's one address is the one on its page.
ACCOUNT_ADAPTER = "podcast_site.account.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "podcast_site.account.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
# In the memory of one process, against floods; wrong passwords and codes are counted in the database, by us.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": None, "reauthenticate": "20/m/user"}
MFA_ADAPTER = "podcast_site.account.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # telephones' clocks are half a minute off now and then
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"}

# --- Words and hours --------------------------------------------------------------------------

LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="en")
# Those that there are words in for listeners: each but the first has a catalogue in `locale/` of every app.
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("ar", "العربية")]
DESK_LANGUAGE = "en"
# Before those of the apps that are installed, Django's included: the same word may mean something else there.
LOCALE_PATHS = [BASE_DIR / app / "locale" for app in ("episodes", "guests", "podcast_site")]
USE_I18N = True
TIME_ZONE = "UTC"  # each show has its own zone; this one only stands where there is no show
USE_TZ = True

# --- Files ------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATICFILES_DIRS = [
    *(theme / "static" for theme in THEME_DIRS if (theme / "static").is_dir()),
    BASE_DIR / "static",
]
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))()
MEDIA_URL = "media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "media"))()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "podcast_site.storage.StaticStorage"},
}
UPLOAD_ROOT = env.path("UPLOAD_ROOT", default=str(BASE_DIR / "uploads"))()
AUDIO_MAX_MB = env.int("AUDIO_MAX_MB", default=2000)
AUDIO_KEPT_DAYS = env.int("AUDIO_KEPT_DAYS", default=7)
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # an episode of 200 chapters has 1,600 fields
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# --- Mail -------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="podcasts@localhost")
MAIL_HOST = env.str("MAIL_HOST", default="")
MAIL_IS_SENT = bool(MAIL_HOST)
MAILERS = {
    "default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if not MAIL_IS_SENT
    else {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": MAIL_HOST,
            "port": env.int("MAIL_PORT", default=587),
            "username": env.str("MAIL_USER", default=""),
            "password": env.str("MAIL_PASSWORD", default=""),
            "use_tls": env.bool("MAIL_TLS", default=True),
            "timeout": 10,
        },
    },
}

# --- Logging ----------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {"axes": {"level": "WARNING"}},  # a sign-in that succeeds is in its table, not in the log
}

# --- Notes editor -----------------------------------------------------------------------------

MARKDOWNX_MARKDOWNIFY_FUNCTION = "episodes.formats.markdown.render"
MARKDOWNX_UPLOAD_CONTENT_TYPES = ["image/jpeg", "image/png", "image/webp"]
MARKDOWNX_UPLOAD_MAX_SIZE = 12 * 1024 * 1024
MARKDOWNX_MEDIA_PATH = "images/"
MARKDOWNX_URLS_PATH = "/admin/markdownx/markdownify/"
MARKDOWNX_UPLOAD_URLS_PATH = "/admin/markdownx/upload/"
MARKDOWNX_EDITOR_RESIZABLE = False

# --- The desk ---------------------------------------------------------------------------------

UNFOLD = {
    "SITE_TITLE": SITE_NAME,
    "SITE_HEADER": SITE_NAME,
    "SITE_SUBHEADER": _("Producers' and editors' desk"),
    "SITE_URL": "/",
    "SITE_SYMBOL": "graphic_eq",
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("img/favicon.svg")},
    ],
    "BORDER_RADIUS": "3px",
    "SHOW_HISTORY": True,
    "STYLES": [
        lambda request: static("css/desk.css"),
        lambda request: static("css/desk-lists.css"),
        lambda request: static("css/desk-safety.css"),
        lambda request: static("css/desk-schedule.css"),
        lambda request: static("css/desk-talk.css"),
    ],
    "SCRIPTS": [
        lambda request: static("js/desk/keys.js"),
        lambda request: static("js/desk/shortcuts.js"),
        lambda request: static("js/desk/signing-out.js"),
    ],
    "ACCOUNT": {
        "navigation": [
            {"title": _("Sign-in and security"), "link": reverse_lazy("mfa_index")},
            {"title": _("Change password"), "link": reverse_lazy("admin:password_change")},
        ],
    },
    "SIDEBAR": {"navigation": "podcast_site.navigation.navigation"},
    "DASHBOARD_CALLBACK": "podcast_site.first_page.to_do",
    "COLORS": {
        # A warm grey and the public site's red.
        "base": {
            "50": "oklch(98.2% .004 85)",
            "100": "oklch(96% .006 85)",
            "200": "oklch(91.5% .009 85)",
            "300": "oklch(86% .011 85)",
            "400": "oklch(69% .013 80)",
            "500": "oklch(53% .013 75)",
            "600": "oklch(43% .012 72)",
            "700": "oklch(36% .011 70)",
            "800": "oklch(27% .009 70)",
            "900": "oklch(20.5% .008 70)",
            "950": "oklch(14% .006 70)",
        },
        "primary": {
            "50": "oklch(97% .013 40)",
            "100": "oklch(93.5% .03 40)",
            "200": "oklch(88% .06 40)",
            "300": "oklch(80% .1 40)",
            "400": "oklch(74% .13 43)",
            "500": "oklch(71% .15 43)",
            "600": "oklch(46% .155 36)",
            "700": "oklch(41% .14 36)",
            "800": "oklch(36% .115 36)",
            "900": "oklch(32% .09 36)",
            "950": "oklch(22% .06 36)",
        },
    },
}
