"""Which installation a command works on: the addresses of the environment, or the embedded database."""

import fcntl
import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kim.cli import keys
from kim.cli.embedded import Server, make_folder, start, state_folder
from kim.cli.output import fail

DEV, PRODUCTION = "kim.config.settings.dev", "kim.config.settings.production"


def uses_embedded() -> bool:
    """Without an address KIM brings its own database."""
    return not (os.environ.get("KIM_DATABASE_URL") or os.environ.get("KIM_OWNER_URL"))


@contextmanager
def database(*, as_owner: bool) -> Iterator[Server | None]:
    """Settings and database for a command; the embedded server runs while the command does."""
    if as_owner:
        os.environ["KIM_CONNECT_AS"] = "owner"
    if not uses_embedded():
        needed = "KIM_OWNER_URL" if as_owner else "KIM_DATABASE_URL"
        if not os.environ.get(needed):
            fail(f"{needed} is not set. Set it to the address of the database, or unset both to use the embedded one.")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", PRODUCTION)
        _setup()
        yield None
        return
    server = _started(writable_state())
    try:
        os.environ |= environment_of(server)
        _setup()
        keys.ensure()
        yield server
    finally:
        if server.started_here and not runs_elsewhere(server.data.parent):
            server.stop()


@contextmanager
def settings_alone() -> Iterator[None]:
    """Settings for a command that needs no database, such as making the file of keys before the first start."""
    if uses_embedded() and not os.environ.get("KIM_KEYS"):
        os.environ["KIM_KEYS"] = str(writable_state() / "keys")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", DEV if uses_embedded() else PRODUCTION)
    os.environ.setdefault("KIM_SECRET_KEY", secrets.token_urlsafe(64))
    os.environ.setdefault("KIM_ALLOWED_HOSTS", "localhost")
    _setup()
    yield


def _started(folder: Path) -> Server:
    try:
        return start(folder)
    except (OSError, subprocess.SubprocessError):
        free = shutil.disk_usage(folder).free // 1024**2
        fail(
            f"The database in {folder} does not start; {free} MB are free there."
            f" Free some space if that is too little; otherwise {folder / 'postgres' / 'log'} says why."
        )


def environment_of(server: Server) -> dict[str, str]:
    """What a process of this installation needs to know."""
    return {
        "KIM_OWNER_URL": server.owner,
        "KIM_DATABASE_URL": server.application,
        "KIM_SECRET_KEY": os.environ.get("KIM_SECRET_KEY") or _secret(server.data.parent),
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", DEV),
        "KIM_KEYS": os.environ.get("KIM_KEYS") or str(server.data.parent / "keys"),
        "KIM_FILES": os.environ.get("KIM_FILES") or str(server.data.parent / "files"),
    }


def writable_state() -> Path:
    """The state folder, made if need be; says so when it cannot be written."""
    folder = state_folder()
    try:
        make_folder(folder)
        (folder / ".writable").touch()
        (folder / ".writable").unlink()
    except OSError as error:
        fail(f"KIM cannot write to {folder} ({error.strerror}). Free some space or set KIM_STATE to another folder.")
    return folder


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the lock of this state folder; a second `kim run` on it is told so."""
    with (folder / "run.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            fail(f"KIM is already running on {folder}. Stop it first, or set KIM_STATE to another folder.")
        yield


def runs_elsewhere(folder: Path) -> bool:
    """Whether another process holds the lock of `kim run`, so that the server is still needed."""
    with (folder / "run.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _secret(folder: Path) -> str:
    path = folder / "secret"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), encoding="ascii")
    return path.read_text(encoding="ascii")


def _setup() -> None:
    import django

    django.setup()
