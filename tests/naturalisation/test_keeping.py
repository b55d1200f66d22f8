"""What has ended is erased when its time is over: by the job alone, announced before, held back where the office says so."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from kim.naturalisation import keeping, statistics
from kim.naturalisation.actions import keeping as acts
from kim.naturalisation.models import Applicant, Application, MissingDocument
from kim.organisation.models import RetentionClass
from kim.privacy.models import AuditEvent
from tests import factories
from tests import factories_naturalisation as rows

TODAY = factories.today()
KEPT = 3


@pytest.fixture
def over(world):
    """Three that ended just over three years ago, and one a little later."""
    RetentionClass.objects.create(key="naturalisation_ended", name_de="x", name_en="x", years=KEPT)
    days = [keeping.years_on(TODAY, -KEPT) - timedelta(days=ago) for ago in (1, 1, 1, -60)]
    return [
        rows.application(stage="ended", stage_since=day, submitted_on=day, ended_on=day, end_reason="moved")
        for day in days
    ]


def test_the_night_erases_what_is_due_with_everything_and_keeps_the_figures(over, scope_as):
    gone, held, _third, later = over
    MissingDocument.objects.create(application=gone, unit=gone.unit, kind="D03", asked_on=TODAY)
    naturalised = rows.application(
        stage="certificate", stage_since=gone.ended_on, decided_on=gone.ended_on, certificate_on=gone.ended_on
    )
    with scope_as(rows.officer("ella")) as ella:
        announced = [each.application for each in keeping.due([gone.unit], TODAY)]
        assert set(announced) == set(over)
        acts.hold(application=held, until=TODAY, reason="Klage anhängig", by=ella, version=1)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select * from kim_erase_applications()")
    assert acts.night() == 2
    assert acts.night() == 0
    assert set(Application.objects.all()) == {held, later, naturalised}, "without a class nothing is erased"
    assert Applicant.everybody.count() == 3
    assert AuditEvent.objects.get(kind="application.erased").payload == {"unit": gone.unit_id, "applications": 2}
    assert statistics.counted(gone.unit)["reason", "moved", gone.ended_on.year] == 3


def test_what_ended_today_is_not_announced_yet(over, scope_as):
    row = rows.application(stage="ended", stage_since=TODAY, ended_on=TODAY, end_reason="moved")
    with scope_as(rows.officer("ella")):
        assert row not in [each.application for each in keeping.due([row.unit], TODAY)]
