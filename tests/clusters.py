"""An empty, migrated database cluster, made once for a state of the migrations and copied wherever a test wants one.

Making it runs every migration from nothing, by the real `kim migrate`. `python -m tests.clusters` makes it ahead.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kim.cli import embedded

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".make"
SHAPED_BY = (
    "kim/*/migrations/*.py", "kim/*/sql/*.sql", "kim/*/apps.py", "kim/privacy/rights.py", "kim/cli/embedded.py",
    "requirements/*.txt", "tests/clusters.py",
)  # fmt: skip


def shape() -> dict[str, str]:
    """The files that shape an empty database, each with what it says."""
    paths = sorted(path for pattern in SHAPED_BY for path in ROOT.glob(pattern))
    return {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def migrated() -> Path:
    """The folder of a stopped cluster with a migrated database; one process makes it, the others wait for it."""
    KEPT.mkdir(exist_ok=True)
    with (KEPT / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        while not (template := _named(wanted := shape())).exists():
            unfinished = _make(_nearest(wanted))
            if shape() == wanted:  # else a migration changed meanwhile
                _manifest(template).write_text(json.dumps(wanted))
                unfinished.rename(template)
        os.utime(template)
        _forget_all_but(5)
        return template


def _named(files: dict[str, str]) -> Path:
    return KEPT / f"postgres-{hashlib.sha256(json.dumps([sys.version, files]).encode()).hexdigest()[:16]}"


def _manifest(template: Path) -> Path:
    return template.with_name(f"{template.name}.json")


def _nearest(wanted: dict[str, str]) -> Path | None:
    """The youngest cluster to which only migrations have to be added; none in a fresh checkout, as in CI."""
    for template in _made():
        had = json.loads(_manifest(template).read_text())
        if had.items() <= wanted.items():
            return template
    return None


def _made() -> list[Path]:
    return sorted((path for path in KEPT.glob("postgres-*") if path.is_dir()), key=lambda path: -path.stat().st_mtime)


def copy(state: Path) -> None:
    """Lay the migrated cluster into a state folder, as `kim migrate` there would have made it."""
    embedded.make_folder(state)
    subprocess.run(["cp", "-a", str(migrated()), str(state / "postgres")], check=True)


def _make(nearest: Path | None) -> Path:
    unfinished = KEPT / "unfinished-postgres"
    shutil.rmtree(unfinished, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix="kim-template-"))
    folder.chmod(0o755)  # as root the server runs as a user of its own
    if nearest:
        embedded.make_folder(folder / "state")
        subprocess.run(["cp", "-a", str(nearest), str(folder / "state" / "postgres")], check=True)
    server = embedded.start(folder / "state", fast_and_unsafe=True)
    try:
        _migrate(server)
        server.stop()
        for left in (".handle_pids.json", "log"):
            (server.data / left).unlink(missing_ok=True)
        subprocess.run(["cp", "-a", str(server.data), str(unfinished)], check=True)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
    return unfinished


def _migrate(server: embedded.Server) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("KIM_", "DJANGO_"))}
    environment |= {
        "KIM_OWNER_URL": server.owner,
        "KIM_DATABASE_URL": server.application,
        "DJANGO_SETTINGS_MODULE": "kim.config.settings.dev",
        "KIM_SECRET_KEY": "only-for-tests" * 4,
    }
    command = [sys.executable, "-m", "kim.cli", "migrate"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def _forget_all_but(number: int) -> None:
    """Other branches have other migrations: a few stay."""
    for old in _made()[number:]:
        shutil.rmtree(old, ignore_errors=True)
        _manifest(old).unlink(missing_ok=True)


if __name__ == "__main__":
    migrated()
