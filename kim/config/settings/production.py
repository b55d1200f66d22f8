"""A county at work: TLS only, no demo database, a secret key from outside."""

import os

from django.core.exceptions import ImproperlyConfigured

from kim.config.settings.base import *  # noqa: F403
from kim.config.settings.base import ALLOWED_HOSTS, SECRET_KEY

DEMO_ALLOWED = False

if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured(
        "Set KIM_SECRET_KEY to at least 50 random characters: `kim doctor --new-secret` prints one."
    )
if "KIM_ALLOWED_HOSTS" not in os.environ or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set KIM_ALLOWED_HOSTS to the host names of this installation, separated by commas.")

SECURE_SSL_REDIRECT = os.environ.get("KIM_TLS", "on") == "on"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
# Whether other hosts below this name speak TLS is not KIM's to say, and a county's host is in no browser's preload list.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
