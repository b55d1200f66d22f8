"""The `kim` command: run, migrate, demo, county, audit, keys, user, staffing, doctor."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kim import __version__
from kim.cli.output import FAILED, USAGE, CommandError

# Named here too, so that `--help` needs no database and no start of the whole.
ROLES = (
    "case_manager, lead, coordinator, assistant, ki_head, administrator, data_protection_officer, list_exporter, body_member, "
    "naturalisation_officer"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives 0 when it did its work, 1 when it could not, 2 for a wrong call."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except CommandError as error:
        print(f"kim: {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `kim user list | head`
        sys.stderr.close()
        return FAILED
    except Exception as error:
        if sentence := _about_the_database(error):
            print(f"kim: {sentence}", file=sys.stderr)
            return FAILED
        raise


def _about_the_database(error: Exception) -> str:
    """What to do about a database that is empty, older than the programme or away; empty for any other fault."""
    from django.db import OperationalError, ProgrammingError
    from psycopg import errors

    if isinstance(error, ProgrammingError) and isinstance(
        error.__cause__, errors.UndefinedTable | errors.UndefinedColumn | errors.UndefinedFunction
    ):
        return "The database is empty or older than this version of KIM. Run `kim migrate` first."
    if isinstance(error, OperationalError):
        first = (str(error).strip().splitlines() or [""])[0]
        return f"The database cannot be used: {first.rstrip('.')}. `kim doctor` says what to check."
    return ""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kim",
        description="KIM runs a county's Kommunales Integrationsmanagement.",
        epilog="Without KIM_DATABASE_URL and KIM_OWNER_URL, KIM brings its own PostgreSQL and keeps it in KIM_STATE.",
    )
    parser.add_argument("--version", action="version", version=f"kim {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _run(commands)
    _county(commands)
    _audit(commands)
    _keys(commands)
    _user(commands)
    _law(commands)
    _staffing(commands)
    return parser


def _run(commands) -> None:  # type: ignore[no-untyped-def]
    run = commands.add_parser("run", help="start web server and worker; Ctrl-C stops both")
    run.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000), help="default: PORT or 8000")
    run.add_argument("--demo", action="store_true", help="make a new database a demo county")
    run.add_argument("--people", type=int, default=400, help="people in a new demo county, default 400")
    run.set_defaults(command=_do_run)

    commands.add_parser("migrate", help="bring the database to this version").set_defaults(command=_do_migrate)

    worker = commands.add_parser("worker", help="only the worker, e.g. on a second machine")
    worker.set_defaults(command=_do_worker)

    demo = commands.add_parser("demo", help="make the demo county in a new database")
    demo.add_argument("--people", type=int, default=400, help="how many people, default 400")
    demo.add_argument("--seed", type=int, default=1, help="the same seed and day give the same county; default 1")
    demo.add_argument(
        "--today", type=date.fromisoformat, help="the day the county stands at, YYYY-MM-DD; default: today"
    )
    demo.set_defaults(command=_do_demo)

    reset = commands.add_parser("reset", help="empty the embedded database, after a question")
    reset.add_argument("--yes", action="store_true", help="do not ask")
    reset.set_defaults(command=_do_reset)

    doctor = commands.add_parser("doctor", help="check what KIM needs and say what to do")
    doctor.add_argument("--json", action="store_true", help="print JSON for other programs")
    doctor.add_argument("--new-secret", action="store_true", help="print a new secret key and nothing else")
    doctor.set_defaults(command=_do_doctor)


def _county(commands) -> None:  # type: ignore[no-untyped-def]
    county = commands.add_parser("county", help="check, compare, load or write out a county profile (TOML)")
    verbs = county.add_subparsers(required=True, metavar="check|diff|load|export")
    check = verbs.add_parser("check", help="name every fault with file and line; needs no database")
    check.add_argument("file", type=Path, help="the profile, such as counties/rhein-kreis-neuss.toml")
    check.add_argument("--json", action="store_true", help="print JSON for other programs")
    check.set_defaults(command=_do_county_check)
    load = verbs.add_parser("load", help="show what would change, then load it whole or not at all")
    load.add_argument("file", type=Path, help="the profile, such as counties/rhein-kreis-neuss.toml")
    load.add_argument("--yes", action="store_true", help="also when it takes back what was changed on screen")
    load.add_argument("--dry-run", action="store_true", help="only show what would change")
    load.add_argument("--json", action="store_true", help="print JSON for other programs")
    load.set_defaults(command=_do_county_load)
    diff = verbs.add_parser(
        "diff", help="say what loading the file would change; ends with 0 nothing, 1 something, 2 a fault"
    )
    diff.add_argument("file", type=Path, help="the profile, such as counties/rhein-kreis-neuss.toml")
    diff.add_argument("--json", action="store_true", help="print JSON for other programs")
    diff.set_defaults(command=_do_county_diff)
    export = verbs.add_parser(
        "export", help="write the county as it stands in the database; loading that changes nothing"
    )
    export.add_argument("file", type=Path, nargs="?", help="the file to write; without one it is printed")
    export.set_defaults(command=_do_county_export)


def _audit(commands) -> None:  # type: ignore[no-untyped-def]
    audit = commands.add_parser("audit", help="prove that the audit trail was not altered")
    verbs = audit.add_subparsers(required=True, metavar="verify|seal")
    verify = verbs.add_parser("verify", help="read the whole trail again and name what does not fit")
    verify.add_argument("--head", default="", help="a head that left the database earlier: finds a cut tail")
    verify.add_argument("--json", action="store_true", help="print JSON for other programs")
    verify.set_defaults(command=_do_audit_verify)
    verbs.add_parser("seal", help="seal now instead of within a minute").set_defaults(command=_do_audit_seal)


def _keys(commands) -> None:  # type: ignore[no-untyped-def]
    keys = commands.add_parser("keys", help="the keys of documents and confidential notes")
    verbs = keys.add_subparsers(required=True, metavar="status|new|rotate|files")
    status = verbs.add_parser("status", help="which keys there are, what lies under each, whether one is missing")
    status.add_argument("--json", action="store_true", help="print JSON for other programs")
    status.set_defaults(command=_do_keys_status)
    verbs.add_parser("new", help="add a key, or make the file KIM_KEYS names").set_defaults(command=_do_keys_new)
    verbs.add_parser(
        "rotate", help="put everything under the newest key; can be stopped and goes on later"
    ).set_defaults(command=_do_keys_rotate)
    files = verbs.add_parser("files", help="open every sealed file once; name those missing, damaged or left behind")
    files.add_argument("--remove", action="store_true", help="delete what belongs to no document and is a day old")
    files.set_defaults(command=_do_keys_files)


def _user(commands) -> None:  # type: ignore[no-untyped-def]
    user = commands.add_parser("user", help="accounts of staff: who may sign in and as what")
    verbs = user.add_subparsers(required=True, metavar="list|add|role|password|deactivate")
    verbs.add_parser("list", help="who may sign in, with roles").set_defaults(command=_do_user_list)
    add = verbs.add_parser("add", help="make an account; prints its first password")
    add.add_argument("username", help="the sign-in name: small letters a to z, digits, dot, hyphen")
    add.add_argument("--given-name", required=True, metavar="NAME")
    add.add_argument("--family-name", required=True, metavar="NAME")
    add.add_argument("--email", default="", metavar="ADDRESS", help="official address; sign-in works with it too")
    add.set_defaults(command=_do_user_add)
    role = verbs.add_parser("role", help="give a role within a unit, from today")
    role.add_argument("username", help="the sign-in name; `kim user list` shows them")
    role.add_argument("role", help=f"one of {ROLES}")
    role.add_argument("unit", help="key of the unit in the county profile, such as case-management")
    role.set_defaults(command=_do_user_role)
    password = verbs.add_parser("password", help="set a new password; prints it")
    password.add_argument("username", help="the sign-in name; `kim user list` shows them")
    password.set_defaults(command=_do_user_password)
    gone = verbs.add_parser("deactivate", help="end sign-in and sessions at once")
    gone.add_argument("username", help="the sign-in name; `kim user list` shows them")
    gone.set_defaults(command=_do_user_deactivate)


def _law(commands) -> None:  # type: ignore[no-untyped-def]
    pre = commands.add_parser("naturalisation", help="pre-check facts against the dated law; needs no database")
    verbs = pre.add_subparsers(required=True, metavar="check|explain")
    check = verbs.add_parser("check", help="what speaks for it, against it, is open, and from when; 2 for a bad file")
    check.add_argument("--facts", type=Path, required=True, help="JSON: one object of facts, or a list of entries")
    check.add_argument("--on", metavar="DATE", help="the day of the decision, YYYY-MM-DD")
    check.add_argument("--lang", choices=("de", "en"), default="de", help="language of the sentences, default de")
    check.add_argument("--json", action="store_true", help="print JSON for other programs")
    check.set_defaults(command=_do_naturalisation_check)
    explain = verbs.add_parser("explain", help="a rule in all its wordings, with citation, source and certainty")
    explain.add_argument("rule", help="the rule, such as STAG10.1.RES")
    explain.add_argument("--lang", choices=("de", "en"), default="de", help="language of the sentences, default de")
    explain.set_defaults(command=_do_naturalisation_explain)
    law = commands.add_parser("law", help="the data of the law")
    reviews = law.add_subparsers(required=True, metavar="check")
    reviews.add_parser("check", help="name every fault in the rules").set_defaults(command=_do_law_check)


def _staffing(commands) -> None:  # type: ignore[no-untyped-def]
    staffing = commands.add_parser("staffing", help="posts and money: entitlement and shares; needs no database")
    verbs = staffing.add_subparsers(required=True, metavar="entitlement|apportion")
    due = verbs.add_parser("entitlement", help="the posts a county may have funded on a day, line by line")
    due.add_argument("--county", type=Path, required=True, help="the county profile (TOML)")
    due.add_argument("--on", metavar="DATE", required=True, help="the day, YYYY-MM-DD")
    due.add_argument("--lang", choices=("de", "en"), default="en", help="language of the lines, default en")
    due.add_argument("--json", action="store_true", help="print JSON for other programs")
    due.set_defaults(command=_do_staffing_entitlement)
    share = verbs.add_parser("apportion", help="share posts among municipalities by weights; 2 if somebody is unserved")
    share.add_argument("--posts", required=True, help="the posts to share, such as 7 or 5.5")
    share.add_argument("--weights", type=Path, required=True, metavar="FILE", help="CSV or XLSX: key, name, weight")
    share.add_argument("--method", required=True, help="exact, largest-remainder, sainte-lague, dhondt, adams or hill")
    share.add_argument("--step", default="0.5", help="shares are multiples of it, default 0.5")
    share.add_argument("--minimum", default="0", metavar="X", help="what everybody gets at least")
    share.add_argument("--threshold", default="0", metavar="X", help="below it no share is funded")
    share.add_argument("--groups", type=Path, metavar="FILE", help="CSV: group, key; the group is served as one")
    share.add_argument("--fixed", action="append", default=[], metavar="KEY=SHARE", help="a share that is agreed")
    share.add_argument("--json", action="store_true", help="print JSON for other programs")
    share.set_defaults(command=_do_staffing_apportion)


def _do_staffing_entitlement(options: argparse.Namespace) -> int:
    from kim.cli import staffing

    return staffing.entitlement(options.county, on=options.on, lang=options.lang, for_machines=options.json)


def _do_staffing_apportion(options: argparse.Namespace) -> int:
    from kim.cli import staffing

    return staffing.shares(
        weights=options.weights,
        method=options.method,
        posts=options.posts,
        step=options.step,
        minimum=options.minimum,
        threshold=options.threshold,
        groups=options.groups,
        fixed=options.fixed,
        for_machines=options.json,
    )


def _do_naturalisation_check(options: argparse.Namespace) -> int:
    from kim.cli import naturalisation

    return naturalisation.check(options.facts, on=options.on, lang=options.lang, for_machines=options.json)


def _do_naturalisation_explain(options: argparse.Namespace) -> int:
    from kim.cli import naturalisation

    return naturalisation.explain(options.rule, lang=options.lang)


def _do_law_check(_: argparse.Namespace) -> int:
    from kim.cli import naturalisation

    return naturalisation.review()


def _do_run(options: argparse.Namespace) -> int:
    from kim.cli import run

    return run.run(port=options.port, with_demo=options.demo, people=options.people)


def _do_worker(_: argparse.Namespace) -> int:
    from kim.cli import worker

    return worker.work()


def _do_migrate(_: argparse.Namespace) -> int:
    from kim.cli import migrate
    from kim.cli.environment import database

    with database(as_owner=True):
        return migrate.migrate()


def _do_demo(options: argparse.Namespace) -> int:
    from kim.cli import demo, migrate
    from kim.cli.environment import database

    with database(as_owner=True):
        migrate.migrate(quiet=True)
        return demo.make(people=options.people, seed=options.seed, today=options.today)


def _do_reset(options: argparse.Namespace) -> int:
    from kim.cli import reset

    return reset.reset(sure=options.yes)


def _do_doctor(options: argparse.Namespace) -> int:
    from kim.cli import doctor

    return doctor.new_secret() if options.new_secret else doctor.check(for_machines=options.json)


def _do_county_check(options: argparse.Namespace) -> int:
    from kim.cli import county

    return county.check(options.file, for_machines=options.json)


def _do_county_load(options: argparse.Namespace) -> int:
    from kim.cli import county
    from kim.cli.environment import database

    with database(as_owner=True):
        return county.load(options.file, sure=options.yes, only_show=options.dry_run, for_machines=options.json)


def _do_county_diff(options: argparse.Namespace) -> int:
    from kim.cli import county
    from kim.cli.environment import database

    try:
        with database(as_owner=True):
            return county.diff(options.file, for_machines=options.json)
    except CommandError as error:
        print(error, file=sys.stderr)
        return USAGE


def _do_county_export(options: argparse.Namespace) -> int:
    from kim.cli import county
    from kim.cli.environment import database

    with database(as_owner=True):
        return county.export(options.file)


def _do_audit_verify(options: argparse.Namespace) -> int:
    from kim.cli import audit
    from kim.cli.environment import database

    with database(as_owner=True):
        return audit.verify(head=options.head, for_machines=options.json)


def _do_audit_seal(_: argparse.Namespace) -> int:
    from kim.cli import audit
    from kim.cli.environment import database

    with database(as_owner=True):
        return audit.seal()


def _do_keys_status(options: argparse.Namespace) -> int:
    from kim.cli import keys
    from kim.cli.environment import database

    with database(as_owner=True):
        return keys.status(for_machines=options.json)


def _do_keys_new(_: argparse.Namespace) -> int:
    from kim.cli import keys
    from kim.cli.environment import settings_alone

    with settings_alone():
        return keys.new()


def _do_keys_rotate(_: argparse.Namespace) -> int:
    from kim.cli import keys
    from kim.cli.environment import database

    with database(as_owner=True):
        return keys.rotate()


def _do_keys_files(options: argparse.Namespace) -> int:
    from kim.cli import key_files
    from kim.cli.environment import database

    with database(as_owner=True):
        return key_files.check(remove=options.remove)


def _do_user_list(_: argparse.Namespace) -> int:
    return _user_command("list_users")


def _do_user_add(options: argparse.Namespace) -> int:
    return _user_command(
        "add",
        username=options.username,
        given_name=options.given_name,
        family_name=options.family_name,
        email=options.email,
    )


def _do_user_role(options: argparse.Namespace) -> int:
    return _user_command("give_role", username=options.username, role=options.role, unit=options.unit)


def _do_user_password(options: argparse.Namespace) -> int:
    return _user_command("new_password", username=options.username)


def _do_user_deactivate(options: argparse.Namespace) -> int:
    return _user_command("deactivate", username=options.username)


def _user_command(name: str, **values: str) -> int:
    from kim.cli import users
    from kim.cli.environment import database

    with database(as_owner=True):
        from django.db import transaction

        with transaction.atomic():  # the act and its event, or neither
            return int(getattr(users, name)(**values))
