"""Applications of an office: seen by that office alone, moved along the table, naturalised by the certificate only."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from kim.naturalisation import access
from kim.naturalisation.actions import applications, work
from kim.naturalisation.exceptions import (
    BeforeTheLastStep,
    ChangedMeanwhile,
    GateClosed,
    NoSuchStep,
    NotResponsible,
    ReasonMissing,
)
from kim.naturalisation.models import Applicant, Application, AuthorityEnquiry, MissingDocument, StageEntry
from kim.naturalisation.states import FINAL, STEPS, Stage
from kim.organisation.roles import Permission, Role
from tests import factories
from tests import factories_naturalisation as rows

TABLES = (Application, Applicant, StageEntry, MissingDocument, AuthorityEnquiry)


def test_an_office_reads_its_own_applications_and_nobody_else_reads_any(world, scope_as):
    mine, other = rows.application(), rows.application(rows.office("ebh-neuss"), family_name="Sahin")
    for each in (mine, other):
        MissingDocument.objects.create(application=each, unit=each.unit, kind="D03", asked_on=factories.today())
        AuthorityEnquiry.objects.create(
            application=each, unit=each.unit, authority="police", asked_on=factories.today(), due_on=factories.today()
        )
    with scope_as(rows.officer("ella")) as ella:
        for table in TABLES:
            assert {row.unit_id for row in table.objects.all()} == {mine.unit_id}, table
        assert list(access.applications_for(ella)) == [mine]
        with pytest.raises(DatabaseError), transaction.atomic():
            StageEntry.objects.create(
                application=mine, unit=other.unit, stage="submitted", entered_on=factories.today()
            )
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("update naturalisation_application set receipt = gen_random_uuid()")
        assert StageEntry.objects.update(entered_on=factories.today()) == 0, "a step once taken stays"
    others = [
        factories.user(f"x-{role}", role=role, in_unit=mine.unit)
        for role in Role
        if role != Role.NATURALISATION_OFFICER
    ]
    for person in [world.anna, *others]:
        with scope_as(person):
            assert [table.objects.count() for table in TABLES] == [0] * len(TABLES), person
            with pytest.raises(PermissionDenied):
                access.applications_for(person)


def test_who_may_is_the_same_in_the_code_and_in_the_database():
    assert [role for role in Role if Permission.NATURALISE in role.permissions] == [Role.NATURALISATION_OFFICER]
    assert Permission.CASE_HEADS not in Role.NATURALISATION_OFFICER.permissions


def test_only_the_certificate_naturalises_and_every_way_leads_to_an_end():
    reached = {Stage.ADVICE}
    while more := {step.target for step in STEPS if step.source in reached} - reached:
        reached |= more
    assert reached == set(Stage)
    assert all({step.source for step in STEPS if step.target == Stage.CERTIFICATE} == {Stage.DECISION} for _ in [0])
    assert not [step for step in STEPS if step.source in FINAL]


def test_an_application_goes_its_way_to_the_certificate(db, scope_as):
    today, place = factories.today(), factories.municipality()
    office, neuss = rows.office(), rows.office("ebh-neuss")
    rows.area(office, place, valid_from=today - timedelta(days=400))
    elsewhere = factories.municipality("Neuss", "NE", "05162024")
    rows.area(neuss, elsewhere)
    with scope_as(rows.officer(of=office)) as by:
        new = {"unit": office, "basis": "s10", "stage": "documents", "on": today - timedelta(days=120), "by": by}
        with pytest.raises(NotResponsible):
            applications.begin(people=[applications.NewApplicant("Ali", "Y", municipality=elsewhere)], **new)
        with pytest.raises(PermissionDenied):
            applications.begin(people=[applications.NewApplicant("Ali", "Y")], **new | {"unit": neuss})
        people = [
            applications.NewApplicant("Samar", "Haddad", citizenships=("SYR",), municipality=place),
            applications.NewApplicant("Lina", "Haddad", citizenships=("SYR",)),
        ]
        row = applications.begin(people=people, **new)
        work.ask_document(application=row, kind="D08", due_on=None, by=by)

        def go(to, days_ago, **more):
            return applications.move(
                application=row, to=to, on=today - timedelta(days=days_ago), by=by, version=row.version, **more
            )

        with pytest.raises(NoSuchStep):
            go("certificate", 110)
        row = go("submitted", 110)
        assert row.waits_since(today) == row.submitted_on, "three months without a decision"
        with pytest.raises(BeforeTheLastStep):
            go("receipt", 115)
        with pytest.raises(ReasonMissing):
            go("ended", 100)
        row = go("receipt", 100)
        with pytest.raises(ChangedMeanwhile):
            applications.move(application=row, to="enquiries", on=today, by=by, version=1)
        row = go("enquiries", 90)
        work.ask_authority(application=row, authority="police", asked_on=today, due_on=today, by=by)
        with pytest.raises(GateClosed, match="Unterlagen"):
            go("decision", 10)
        work.settle_document(application=row, pk=row.documents.get().pk, not_needed=False, by=by)
        with pytest.raises(GateClosed, match="geantwortet"):
            go("decision", 10)
        work.authority_answered(application=row, pk=row.enquiries.get().pk, by=by)
        row = go("decision", 10)
        assert (row.is_naturalised, row.waits_since(today)) == (False, None)
        row = go("certificate", 0)
        assert (row.is_naturalised, row.certificate_on, row.entries.count()) == (True, today, 6)
