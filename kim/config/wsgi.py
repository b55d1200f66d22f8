"""The door for the web server; it stays shut for a database user who is too powerful."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kim.config.settings.production")
application = get_wsgi_application()

from kim.privacy.public import refuse_unsafe_start  # noqa: E402

refuse_unsafe_start()
