"""People of an application: corrected with their history, taken out with a reason, and fixed by the decision."""

import pytest
from django.db import DatabaseError, transaction

from kim.naturalisation.actions import applications, people
from kim.naturalisation.exceptions import (
    AlreadyEnded,
    ChangedMeanwhile,
    DecisionNamesThem,
    LastPerson,
    NotInApplication,
    ReasonForCorrection,
)
from kim.naturalisation.models import Applicant, ApplicantChange
from tests import factories
from tests import factories_naturalisation as rows

TODAY = factories.today()


def _new(**more):
    return applications.NewApplicant(given_name="Samar", family_name="Haddad", **({"citizenships": ("SYR",)} | more))


def test_a_correction_keeps_what_was_there_and_a_person_who_leaves_is_no_longer_counted(world, scope_as):
    row = rows.application()
    with scope_as(rows.officer("ella")) as ella:
        child = applications.add(application=row, person=_new(relation="child"), by=ella, version=1)
        with pytest.raises(ChangedMeanwhile):
            people.change(application=row, pk=child.pk, person=_new(), by=ella, version=1)
        people.change(
            application=row, pk=child.pk, person=_new(street="Am Rain 1", relation="child"), by=ella, version=2
        )
        people.change(
            application=row, pk=child.pk, person=_new(street="Am Rain 1", relation="child"), by=ella, version=3
        )
        people.leave(application=row, pk=child.pk, reason="own", on=TODAY, by=ella, version=3)
        with pytest.raises(NotInApplication):
            people.change(application=row, pk=child.pk, person=_new(), by=ella, version=4)
        with pytest.raises(LastPerson):
            people.leave(application=row, pk=row.applicants.get().pk, reason="own", on=TODAY, by=ella, version=4)
        assert Applicant.everybody.filter(application=row).count() == 2
        kept = list(ApplicantChange.objects.values_list("kind", "before"))
        assert kept == [("left", {}), ("changed", {"street": ""}), ("added", {})]
        assert ApplicantChange.objects.update(kind="added") == 0, "history is never changed"
    for stranger in (rows.officer("nele", of=rows.office("ebh-neuss")), world.anna):
        with scope_as(stranger):
            assert not ApplicantChange.objects.exists()


def test_the_decision_fixes_who_it_is_about_and_the_end_fixes_everything(world, scope_as):
    granted = rows.application(stage="decision", decided_on=TODAY)
    over = rows.application(stage="ended", ended_on=TODAY, end_reason="moved")
    with scope_as(rows.officer("ella")) as ella:
        who = granted.applicants.get()
        with pytest.raises(DecisionNamesThem):
            applications.add(application=granted, person=_new(), by=ella)
        with pytest.raises(ReasonForCorrection):
            people.change(application=granted, pk=who.pk, person=_new(born_on=TODAY), by=ella, version=1)
        people.change(application=granted, pk=who.pk, person=_new(phone="02131 1"), by=ella, version=1)
        people.change(
            application=granted,
            pk=who.pk,
            person=_new(born_on=TODAY, phone="02131 1"),
            by=ella,
            version=2,
            reason="Schreibfehler",
        )
        with pytest.raises(AlreadyEnded):
            people.change(application=over, pk=over.applicants.get().pk, person=_new(), by=ella, version=1)
        for row, act in ((granted, {"left_on": TODAY, "left_reason": "own"}), (over, {"phone": "1"})):
            with pytest.raises(DatabaseError), transaction.atomic():
                row.applicants.update(**act)
        with pytest.raises(DatabaseError), transaction.atomic():
            Applicant.objects.create(application=granted, unit=granted.unit, given_name="X", family_name="Y")
