"""The demo's naturalisation offices: three, each with applications whose days follow each other."""

import itertools

from kim.naturalisation.demo import load
from kim.naturalisation.models import Application, OfficeArea
from kim.naturalisation.states import Stage, step_between
from tests import factories
from tests import factories_naturalisation as rows


def test_every_invented_application_follows_the_table(db):
    for key in ("ebh-kreis", "ebh-neuss", "ebh-dormagen"):
        rows.office(key)
    for name, code, ags in (
        ("Neuss", "NE", "05162024"),
        ("Dormagen", "DO", "05162004"),
        ("Grevenbroich", "GV", "05162008"),
    ):
        factories.municipality(name, code, ags)
    load(factories.today())

    found = list(Application.objects.prefetch_related("entries", "applicants"))
    running = [row for row in found if row.reference[-4:] < "0200"]
    assert (len(running), len(found), OfficeArea.objects.count()) == (121, 367, 3)
    assert {row.stage for row in found} >= set(Stage) - {Stage.ASSURANCE}
    for row in found:
        entries = list(row.entries.all())
        assert [(a.stage, b.stage) for a, b in itertools.pairwise(entries) if not step_between(a.stage, b.stage)] == []
        assert (entries[-1].stage, entries[-1].entered_on) == (row.stage, row.stage_since)
        assert row.stage_since <= factories.today()
        assert row.applicants.all()
