"""Starts a throw-away PostgreSQL before the settings are read, unless KIM_OWNER_URL names one."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path


def pytest_load_initial_conftests(early_config, parser, args):
    if os.environ.get("KIM_OWNER_URL"):
        os.environ["KIM_CONNECT_AS"] = "owner"
        return
    from kim.cli import embedded

    folder = Path(tempfile.mkdtemp(prefix="kim-test-"))
    folder.chmod(0o755)  # as root the server runs as a user of its own
    server = embedded.start(folder / "state", fast_and_unsafe=True)
    os.environ |= {
        "KIM_OWNER_URL": server.owner,
        "KIM_DATABASE_URL": server.application,
        "KIM_SUPERUSER_URL": server.superuser,
        "KIM_CONNECT_AS": "owner",
    }

    def stop():
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
