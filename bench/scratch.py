"""A database of its own for a measurement, made and thrown away; or one that is kept, so that filling it is done once."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


class Scratch:
    """Addresses of the scratch database: as superuser, as its owner, and as kim_app."""

    def __init__(self, superuser: str, owner: str, application: str) -> None:
        self.in_scratch = psycopg.conninfo.make_conninfo(
            superuser, dbname=psycopg.conninfo.conninfo_to_dict(owner)["dbname"]
        )
        self.owner = owner
        self.application = application


@contextmanager
def scratch_folder(kept: Path | None = None) -> Iterator[Path]:
    """A state folder for this measurement alone; the environment points to it. A kept one stays."""
    folder = kept or Path(tempfile.mkdtemp(prefix="kim-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)  # as root the server runs as a user of its own
    for name in ("KIM_DATABASE_URL", "KIM_OWNER_URL", "KIM_CONNECT_AS"):
        os.environ.pop(name, None)
    os.environ["KIM_STATE"] = str(folder / "state")
    try:
        yield folder
    finally:
        if kept is None:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def scratch_database() -> Iterator[Scratch]:
    """A migrated cluster in a temporary folder, stopped and deleted at the end."""
    with scratch_folder():
        from kim.cli import migrate  # noqa: PLC0415
        from kim.cli.environment import database  # noqa: PLC0415

        with database(as_owner=True) as server:
            assert server is not None  # noqa: S101
            migrate.migrate(quiet=True)
            yield Scratch(server.superuser, server.owner, server.application)
