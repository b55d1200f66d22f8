"""`kim migrate`: bring the database to this version."""

from io import StringIO

from kim.cli.output import OK, fail, say


def migrate(*, quiet: bool = False) -> int:
    """Apply what is missing, as owner; a database that is up to date is left alone."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    _refuse_between_versions(executor)
    steps = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if not steps:
        if not quiet:
            say("The database is up to date.")
        return OK
    say(f"Preparing the database, {steps} steps …" if steps > 1 else "Preparing the database …")
    out = StringIO()
    call_command("migrate", interactive=False, verbosity=0 if quiet else 1, stdout=out)
    if not quiet:
        say(out.getvalue().strip())
    return OK


def _refuse_between_versions(executor) -> None:  # type: ignore[no-untyped-def]
    """Earlier steps were put together: whoever has all of them goes on, whoever has some of them is not skipped over."""
    applied = executor.loader.applied_migrations
    for migration in executor.loader.replacements.values():
        missing = [name for room, name in migration.replaces if (room, name) not in applied]
        if missing and len(missing) < len(migration.replaces):
            fail(
                f"This database was prepared by a KIM from before its first release and lacks steps that have been put"
                f" together since ({migration.app_label}.{missing[0]} is the first); it cannot be brought up to date. Set up"
                " a new database; the demo county is made anew with `kim reset`."
            )
