"""Starts a throw-away PostgreSQL before the settings are read, unless KIM_OWNER_URL names one."""

import atexit
import os
import shutil
import tempfile
import warnings
from pathlib import Path


def pytest_load_initial_conftests(early_config, parser, args):
    if os.environ.get("KIM_OWNER_URL"):
        os.environ["KIM_CONNECT_AS"] = "owner"
        return
    from kim.cli import embedded

    folder = Path(tempfile.mkdtemp(prefix="kim-test-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library's word on XDG_RUNTIME_DIR
        server, addresses = embedded.start(folder, fast_and_unsafe=True)
    os.environ |= {
        "KIM_OWNER_URL": addresses.owner,
        "KIM_DATABASE_URL": addresses.application,
        "KIM_SUPERUSER_URL": addresses.superuser,
        "KIM_CONNECT_AS": "owner",
    }

    def stop():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
