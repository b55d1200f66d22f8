"""Starts a throw-away PostgreSQL before the settings are read (so at import), unless KIM_OWNER_URL names one.

It is a copy of a migrated cluster (tests/clusters.py): its database `kim` stays empty, tests take copies of that.
Tests that run side by side have one server each: what is sealed depends on every transaction that runs in the same one.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql

from kim.cli import embedded
from tests import clusters

OWN = "KIM_TEST_SERVER_IS_OWN"


def _start() -> None:
    folder = Path(tempfile.mkdtemp(prefix="kim-test-"))
    folder.chmod(0o755)  # as root the server runs as a user of its own
    clusters.copy(folder / "state")
    server = embedded.start(folder / "state")
    os.environ |= {
        "KIM_OWNER_URL": server.owner,
        "KIM_DATABASE_URL": server.application,
        "KIM_SUPERUSER_URL": server.superuser,
        OWN: "yes",
    }

    def stop() -> None:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)


def copy_database(name: str) -> None:
    """Make a database of this name in the throw-away server: migrated and empty."""
    with psycopg.connect(os.environ["KIM_SUPERUSER_URL"], autocommit=True) as connection:
        connection.execute(sql.SQL("create database {} owner kim_owner template kim").format(sql.Identifier(name)))


_side_by_side = OWN in os.environ and "PYTEST_XDIST_WORKER" in os.environ
if _side_by_side or not os.environ.get("KIM_OWNER_URL"):
    _start()
os.environ["KIM_CONNECT_AS"] = "owner"
