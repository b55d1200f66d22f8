"""What the tests run with: the owner's connection, from which each scope steps down to kim_app."""

import atexit
import base64
import shutil
import tempfile
from pathlib import Path

from kim.config.settings.base import *  # noqa: F403
from kim.config.settings.base import TEMPLATES


class Undefined(str):
    """An undefined template variable fails the test that renders it."""

    def __mod__(self, name: object) -> str:
        raise NameError(f"template variable {name} is undefined")


SECRET_KEY = "only-for-tests"  # noqa: S105
DEMO_ALLOWED = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
KIM_MAIL_WAY = "smtp"
KIM_ADDRESS = "https://kim.example.org"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
_STORE = Path(tempfile.mkdtemp(prefix="kim-test-store-"))
atexit.register(shutil.rmtree, _STORE, ignore_errors=True)
KIM_KEYS, KIM_FILES = str(_STORE / "keys"), str(_STORE / "files")
Path(KIM_KEYS).write_text(f"1 2026-01-01 {base64.b64encode(bytes(32)).decode()}\n", encoding="ascii")
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined("%s")
