"""`kim migrate`: bring the database to this version."""

from io import StringIO

from kim.cli.output import OK, say


def migrate(*, quiet: bool = False) -> int:
    """Apply what is missing, as owner; a database that is up to date is left alone."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
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
