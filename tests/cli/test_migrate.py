"""A database that is prepared for a version of KIM, or says why it cannot be."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from kim.cli.migrate import migrate
from kim.cli.output import CommandError


@pytest.mark.django_db
def test_an_early_database_that_lacks_steps_is_refused_and_told_the_way():
    MigrationRecorder(connection).record_unapplied("casework", "0036_campaigns")

    with pytest.raises(CommandError, match=r"lacks steps .*casework\.0036_campaigns.* Set up a new database"):
        migrate(quiet=True)
