"""A county on one's own machine: what `make run` starts. The same pages as in production, on loopback without TLS."""

from kim.config.settings.base import *  # noqa: F403

DEMO_ALLOWED = True
