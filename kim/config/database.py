"""Database addresses, as Django wants them."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict


def from_url(url: str) -> dict[str, Any]:
    """Django's settings for a libpq address (postgresql://… or key=value); an empty address gives an unusable entry."""
    parts = conninfo_to_dict(url) if url else {}
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    settings: dict[str, Any] = {django: str(parts.pop(libpq, "") or "") for libpq, django in known.items()}
    return settings | {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, **parts},
    }
