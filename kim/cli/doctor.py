"""`kim doctor`: what KIM needs, whether it is there, and what to do if it is not."""

import os
import secrets
import shutil
import smtplib
import ssl
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from kim import __version__
from kim.cli.environment import database, uses_embedded, writable_state
from kim.cli.output import FAILED, OK, CommandError, as_json, say

# Single cases somebody reads by grants travel with every transaction.
MOST_GRANTS = 500


@dataclass(frozen=True)
class Finding:
    """One thing checked: fine, worth knowing, or in the way; with what to do."""

    what: str
    state: str  # ok | note | fault
    text: str


def new_secret() -> int:
    """A secret key for KIM_SECRET_KEY."""
    say(secrets.token_urlsafe(64))
    return OK


def check(*, for_machines: bool) -> int:
    """All findings; exit code 1 if one is in the way."""
    findings = list(_all())
    if for_machines:
        as_json({"version": __version__, "findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            say(f"{ {'ok': ' ok ', 'note': 'note', 'fault': ' !! '}[finding.state] }  {finding.what}: {finding.text}")
    return FAILED if any(finding.state == "fault" for finding in findings) else OK


def _all() -> Iterator[Finding]:
    yield _python()
    yield _assets()
    yield from _disk()
    try:
        with database(as_owner=False):
            yield from (_guarded(probe) for probe in (_postgres, _clock))
            if _is_empty():
                yield Finding("database", "fault", "is empty. Run `kim migrate`, then `kim county load FILE`.")
            else:
                yield from (
                    _guarded(probe)
                    for probe in (_role, _extensions, _migrations, _keys, _store, _grants, _trail, _jobs, _mail_out)
                )
    except CommandError as error:
        yield Finding("database", "fault", str(error))
    except Exception as error:
        yield Finding("database", "fault", f"cannot be reached ({error.__class__.__name__}). Check address and server.")
    yield _mail()


def _guarded(probe: Callable[[], Finding]) -> Finding:
    try:
        return probe()
    except Exception as error:
        return Finding(probe.__name__.strip("_"), "fault", f"could not be checked: {error}".strip().splitlines()[0])


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", "ok", version)


def _assets() -> Finding:
    from importlib.resources import files

    if files("kim").joinpath("web/static/vendor/manifest.json").is_file():
        return Finding("assets", "ok", "style sheets and fonts are in place")
    return Finding("assets", "fault", "style sheets and fonts are missing. Run `make setup`, or install the wheel.")


def _disk() -> Iterator[Finding]:
    if not uses_embedded():
        return
    try:
        folder = writable_state()
    except CommandError as error:
        yield Finding("disk", "fault", str(error))
        return
    free = shutil.disk_usage(folder if folder.exists() else folder.parent).free // 1024**2
    yield Finding("disk", "ok" if free > 2000 else "note", f"{free} MB free at {folder}")


def _one(query: str) -> tuple:  # type: ignore[type-arg]
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()


def _is_empty() -> bool:
    return _one("select to_regclass('privacy_installation') is null")[0] is True


def _postgres() -> Finding:
    version = int(_one("show server_version_num")[0])
    if version < 150000:
        return Finding("PostgreSQL", "fault", f"{version // 10000} is too old. KIM needs PostgreSQL 15 or newer.")
    return Finding("PostgreSQL", "ok", f"{version // 10000}.{version % 10000}")


def _role() -> Finding:
    from kim.privacy.public import refuse_unsafe_start

    try:
        refuse_unsafe_start()
    except Exception as error:
        return Finding("database user", "fault", str(error))
    return Finding("database user", "ok", f"{_one('select current_user')[0]} owns nothing and bypasses nothing")


def _extensions() -> Finding:
    if _one("select exists (select from pg_extension where extname = 'pg_trgm')")[0]:
        return Finding("extensions", "ok", "pg_trgm")
    return Finding(
        "extensions", "fault", "pg_trgm is missing. Run `kim migrate`; the owner needs CREATE on the database."
    )


def _migrations() -> Finding:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        return Finding("migrations", "fault", f"{len(plan)} are missing. Run `kim migrate`.")
    return Finding("migrations", "ok", "the database is at this version")


def _clock() -> Finding:
    theirs = _one("select clock_timestamp()")[0]
    seconds = abs((datetime.now(UTC) - theirs).total_seconds())
    if seconds > 5:
        return Finding(
            "time", "fault", f"this machine and the database differ by {seconds:.0f} s. Set up time synchronisation."
        )
    return Finding("time", "ok", "this machine and the database agree")


def _grants() -> Finding:
    most = _one("select kim_most_grants()")[0]
    if most > MOST_GRANTS:
        return Finding(
            "grants", "note",
            f"somebody reads {most} single cases by grants; above {MOST_GRANTS} every page slows down. Give them a role instead.",
        )  # fmt: skip
    return Finding("grants", "ok", f"at most {most} single cases per person")


def _keys() -> Finding:
    from kim.privacy.public import vault

    try:
        ring, missing = vault.keyring.load(), vault.rotation.missing()
    except vault.KeysMissing as error:
        what = error.__cause__ or os.environ.get("KIM_KEYS") or "KIM_KEYS is not set"
        return Finding(
            "keys", "fault", f"cannot be read: {what}. Restore the file, or make a first one with `kim keys new`."
        )
    if missing:
        number = sum(use.number for use in missing)
        return Finding(
            "keys", "fault", f"a key is missing, {number} cases cannot be opened. `kim keys status` says which."
        )
    if vault.keyring.path().stat().st_mode & 0o077:
        return Finding("keys", "fault", f"others may read {vault.keyring.path()}. Take that right away: chmod 600.")
    return Finding("keys", "ok", f"{len(ring.keys)}, the newest of {ring.newest.since:%d.%m.%Y}")


def _store() -> Finding:
    from kim.privacy.public import vault

    try:
        folder = vault.files.folder()
    except vault.StoreUnusable:
        return Finding("documents", "fault", "KIM_FILES is not set. Set it to a folder that web and worker can write.")
    place = folder if folder.exists() else folder.parent
    if not os.access(place, os.W_OK | os.X_OK):
        return Finding("documents", "fault", f"{folder} cannot be written. Give KIM that right, or set KIM_FILES.")
    free = shutil.disk_usage(place).free // 1024**2
    return Finding("documents", "ok" if free > 2000 else "note", f"{free} MB free at {folder}")


def _trail() -> Finding:
    row = _one("select count(*), max(sealed_at) from privacy_auditblock")
    when = f"last sealed {row[1]:%d.%m.%Y %H:%M}" if row[1] else "nothing sealed yet: is the worker running?"
    return Finding("audit trail", "ok" if row[1] else "note", f"{row[0]} blocks, {when}")


def _jobs() -> Finding:
    failed = _one("select count(*) from procrastinate_jobs where status = 'failed'")[0]
    if failed:
        return Finding("jobs", "note", f"{failed} have failed. Look at the worker's log.")
    return Finding("jobs", "ok", "none failed")


def _mail_out() -> Finding:
    from kim.workbench.public import MailState, mail

    state, (waiting, refusing) = MailState.objects.filter(id=1).first(), mail.figures()
    text = f"{waiting} notices wait for a mail" + (f", {refusing} mailboxes refuse" if refusing else "")
    if state is None or not state.failures:
        last = f"last one at {state.last_success_at:%d.%m.%Y %H:%M}" if state and state.last_success_at else "none yet"
        return Finding("mail sent", "ok", f"{last}; {text}")
    since = f"none since {state.failing_since:%d.%m.%Y %H:%M} ({state.last_error}, {state.failures} tries)"
    return Finding("mail sent", "fault" if mail.is_down(state) else "note", f"{since}; {text}")


def _mail() -> Finding:
    host, tls = os.environ.get("KIM_MAIL_HOST", ""), os.environ.get("KIM_MAIL_TLS", "off")
    if not host:
        folder = os.environ.get("KIM_MAIL_FOLDER")
        text = f"mails are written into {folder}" if folder else "nothing is sent by mail"
        return Finding("mail", "note", f"no KIM_MAIL_HOST is set; {text}")
    port = int(os.environ.get("KIM_MAIL_PORT") or {"tls": 465, "starttls": 587}.get(tls, 25))
    try:
        _knock(host, port, tls)
    except (OSError, smtplib.SMTPException) as error:
        return Finding(
            "mail",
            "fault",
            f"{host}:{port} does not work ({error}). Check KIM_MAIL_HOST, _PORT, _TLS, _USER, _PASSWORD.",
        )
    return Finding("mail", "ok", f"{host}:{port} answers")


def _knock(host: str, port: int, tls: str) -> None:
    """Greet the mail server as KIM will: encrypted if so set, signed in if a user is named."""
    timeout = int(os.environ.get("KIM_MAIL_TIMEOUT", "10"))
    trusted = ssl.create_default_context()
    server = (
        smtplib.SMTP_SSL(host, port, timeout=timeout, context=trusted)
        if tls == "tls"
        else smtplib.SMTP(host, port, timeout=timeout)
    )
    with server:
        if tls == "starttls":
            server.starttls(context=trusted)
        if user := os.environ.get("KIM_MAIL_USER"):
            server.login(user, os.environ.get("KIM_MAIL_PASSWORD", ""))
        server.noop()
