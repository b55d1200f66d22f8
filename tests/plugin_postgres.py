"""Starts a throw-away PostgreSQL before the settings are read (so at import), unless KIM_OWNER_URL names one.

Tests that run side by side have one each: what is sealed depends on every transaction that runs in the same server.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from kim.cli import embedded

OWN = "KIM_TEST_SERVER_IS_OWN"


def _start() -> None:
    folder = Path(tempfile.mkdtemp(prefix="kim-test-"))
    folder.chmod(0o755)  # as root the server runs as a user of its own
    server = embedded.start(folder / "state", fast_and_unsafe=True)
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


_side_by_side = OWN in os.environ and "PYTEST_XDIST_WORKER" in os.environ
if _side_by_side or not os.environ.get("KIM_OWNER_URL"):
    _start()
os.environ["KIM_CONNECT_AS"] = "owner"
