"""What pages and acts promise, asked of the database alone: by a case manager who speaks to it as kim_app in their scope."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from kim.casework import conference_paper
from kim.casework.actions import cases, closings, confirmations, grants, residence
from kim.casework.exceptions import GrantLastsTooLong, NoLastDayInThisGroup, TitleWithoutAgreement
from kim.casework.models import (
    AccessGrant,
    AgreementSignature,
    Attempt,
    Case,
    Closing,
    Enquiry,
    GoalAgreement,
    GrantBasis,
    HouseholdMember,
    LateEntry,
    Outreach,
)
from kim.organisation.models import Absence, County
from kim.workbench.kinds import KINDS
from kim.workbench.models import Notice
from tests import factories
from tests.factories import today


def refused():
    return pytest.raises(DatabaseError)


def raw(sql: str, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def close_raw(case) -> int:
    return raw("update casework_case set phase = 'closed', closed_on = current_date where id = %s", case.pk)


def test_a_case_is_not_closed_past_its_closing_and_not_reopened_past_it(world, scope_as):
    case, reason = factories.case(world.anna), factories.closing_reason()

    with scope_as(world.anna) as anna:
        with refused():
            close_raw(case)
        closings.close(case=case, by=anna, reason=reason, result="Ziele erreicht")
        for write in (
            "update casework_case set phase = 'monitoring', closed_on = null where id = %s",
            "update casework_closing set result = 'anders' where case_id = %s",
            "update casework_closing set closed_by_id = closed_by_id + 1 where case_id = %s",
        ):
            with refused():
                raw(write, case.pk)
        cases.reopen(case=case, by=anna, reason="Kommt wieder")
        with refused():
            raw("update casework_closing set reopened_on = null, reopened_by_id = null, reopening_reason = ''")
        with refused():
            close_raw(case)


def test_the_second_person_is_not_walked_around_with_a_closing_of_ones_own(world, scope_as):
    case, reason = factories.case(world.anna), factories.closing_reason()
    County.objects.update(closing_needs_second=True)

    with scope_as(world.anna) as anna:
        with refused(), transaction.atomic():
            Closing.objects.create(case=case, closed_on=today(), reason=reason, result="x", closed_by=anna)
        ending = closings.Ending(reason=reason, result="Ziele erreicht")
        waiting = closings.propose(case=case, by=anna, ending=ending, asked=world.lea, shown="Alles erreicht")
        with refused():
            close_raw(case)
    with scope_as(world.lea) as lea:
        confirmations.confirm(confirmation=waiting, by=lea)
    assert Case.objects.get(pk=case.pk).is_closed


def sign(agreement, by) -> None:
    with transaction.atomic():
        AgreementSignature.objects.create(
            agreement=agreement, case_id=agreement.case_id, signatory="client", name="S. H.", form="paper",
            signed_on=today(), recorded_by=by,
        )  # fmt: skip


def test_an_agreement_that_waits_is_signed_by_nobody_and_none_goes_without_asking(world, scope_as):
    case = factories.case(world.anna)
    factories.measure(factories.goal(case))
    County.objects.update(agreement_needs_second=True)
    agreement = factories.agreement(case)

    with scope_as(world.anna) as anna:
        waiting = confirmations.ask_for_agreement(case=case, by=anna, agreement=agreement.pk, shown="Ziel: B1")
        with refused():
            sign(agreement, anna)
        with refused(), transaction.atomic():
            GoalAgreement.objects.create(
                case=case, version=9, agreed_on=today(), snapshot={}, recorded_by=anna,
            )  # fmt: skip
            connection.check_constraints()
    with scope_as(waiting.asked):
        raw("select kim_decide_confirmation(%s, 'confirmed', '')", waiting.pk)
    with scope_as(world.anna) as anna:
        sign(agreement, anna)


def test_nothing_arises_from_the_outreach_of_another_team(world, scope_as):
    def outreach(by):
        unit = by.memberships.get().unit
        return Outreach.objects.create(
            unit=unit, held_on=today(), place="Markt", occasion="street", recorded_by=by, version=1
        )

    own, foreign, enquiry = outreach(world.anna), outreach(world.cem), factories.enquiry(world.anna)

    with scope_as(world.anna) as anna:
        attempt = {"enquiry": enquiry, "made_on": today(), "way": "visit", "result": "left", "recorded_by": anna}
        for write in (
            lambda: factories.enquiry(anna, outreach_id=foreign.pk),
            lambda: Enquiry.objects.filter(pk=enquiry.pk).update(outreach=foreign.pk),
            lambda: Attempt.objects.create(**attempt, outreach_id=foreign.pk),
        ):
            with refused(), transaction.atomic():
                write()
        factories.enquiry(anna, outreach=own)
        Enquiry.objects.filter(pk=enquiry.pk).update(outreach=own)
        Attempt.objects.create(**attempt, outreach=own)


def test_a_masked_paper_strikes_also_the_names_its_writer_does_not_see(world, scope_as):
    case = factories.case(world.anna, person=factories.person(given_name="Nurhayat", family_name="Karadeniz-Öz"))
    hidden = factories.person(given_name="Zeynep", family_name="Şahin", is_protected=True)
    HouseholdMember.objects.create(case=case, person=hidden, relation="sibling", seen_by="nobody")
    conference = factories.conference(
        case, topics="Nurhayats Kurs; ZEYNEP ŞAHIN wohnt jetzt bei der Tante. Zeyneps Kita. Karoline."
    )
    agency = conference.participants.get()

    with scope_as(world.anna):
        assert not HouseholdMember.objects.exists()
        words = str(conference_paper.invitation(conference, agency, by="Anna").parts)
    for name in ("Nurhayat", "Karadeniz", "Zeynep", "ZEYNEP", "ŞAHIN"):
        assert name not in words
    assert "[…] Kurs; […] […] wohnt jetzt bei der Tante. […] Kita. Karoline." in words
    with scope_as(world.cem), refused():
        raw("select kim_masked_conference(%s)", conference.pk)


def test_what_hangs_on_no_consent_is_given_for_a_quarter_at_most(world, scope_as):
    case = factories.case(world.anna)
    told = {
        "case": case, "to": world.cem, "sections": {"plan"}, "legal_basis": "DA 4", "reason": "Beratung", "valid_from": today(),
    }  # fmt: skip

    with scope_as(world.anna) as anna:
        for basis in (GrantBasis.SUPERVISION, GrantBasis.DEPUTY):
            with pytest.raises(GrantLastsTooLong):
                grants.give(**told, basis=basis, valid_to=today() + timedelta(days=93), by=anna)
            with refused():
                raw("select kim_give_access(%s, %s, null, null, '{plan}', %s, '', null, null, 'x', current_date,"
                    " current_date + 93)", case.pk, world.cem.pk, str(basis))  # fmt: skip
        grants.give(**told, basis=GrantBasis.SUPERVISION, valid_to=today() + timedelta(days=92), by=anna)
    assert AccessGrant.objects.count() == 1


def test_why_an_entry_comes_late_is_not_read_with_the_head(world, scope_as):
    case = factories.case(world.anna)
    LateEntry.objects.create(case=case, kind="contact", row=1, reason="War in der Klinik", recorded_by=world.anna)
    factories.grant(case, world.cem, sections=["plan"])
    factories.grant(case, world.ben, sections=["contacts"])

    with scope_as(world.cem):
        assert Case.objects.filter(pk=case.pk).exists()
        assert not LateEntry.objects.exists()
    for reader in (world.ben, world.anna):
        with scope_as(reader):
            assert LateEntry.objects.exists()


def test_the_residence_paper_keeps_its_rules_wherever_it_is_written(world, scope_as):
    case = factories.case(world.anna)

    with scope_as(world.anna) as anna:
        with pytest.raises(NoLastDayInThisGroup):
            residence.note(case=case, by=anna, group="settled", valid_until=today())
        paper = residence.note(
            case=case, by=anna, group="permit", valid_until=today(), title="§ 25 Abs. 2", title_reason="Antrag",
            title_agreed_on=today(),
        )  # fmt: skip
        for values in ({"title_reason": ""}, {"title_agreed_on": None}, {"title": ""}):
            with pytest.raises(TitleWithoutAgreement):
                residence.edit(document=paper, by=anna, version=paper.version, **values)
        for values in ("title_reason = ''", "title_agreed_on = null", "\"group\" = 'settled'"):
            with pytest.raises(IntegrityError):
                raw(f"update casework_residencedocument set {values}")


def told(recipient, kind: str, about: str = "", row: int | None = None) -> None:
    raw("select kim_tell(%s, %s, %s, %s, null, '', true, %s)", recipient.pk, kind, about, row, today())


def test_nobody_tells_somebody_else_what_is_not_so(world, scope_as):
    case, enquiry = factories.case(world.anna), factories.enquiry(world.anna, proposed_for=world.ben)
    role, away = world.ben.memberships.get(), {"first_day": today(), "last_day": today()}
    absence = Absence.objects.create(user=world.ben, deputy=world.cem, recorded_by=world.lea, **away)

    with scope_as(world.anna):
        for recipient, kind, about, row in (
            (world.ben, "case_received", "casework.case", case.pk),
            (world.ben, "case_given_away", "casework.case", case.pk),
            (world.cem, "enquiry_proposed", "casework.enquiry", enquiry.pk),
            (world.ben, "enquiry_proposed", "casework.case", enquiry.pk),
            (world.ben, "absence_recorded", "organisation.absence", absence.pk),
            (world.ben, "role_changed", "organisation.membership", role.pk),
            (world.ben, "mail_down", "", None),
            (world.ben, "made_up", "", None),
            (world.ben, "received(bigint, bigint); --", "", None),
        ):
            with refused():
                told(recipient, kind, about, row)
        with refused():
            raw("insert into workbench_notice (recipient_id, kind, target_type, once, created_at, mail_due)"
                " values (%s, 'mail_down', '', '', now(), true)", world.ben.pk)  # fmt: skip
        told(world.ben, "enquiry_proposed", "casework.enquiry", enquiry.pk)
    assert set(Notice.objects.values_list("recipient", "kind")) == {
        (person.pk, "enquiry_proposed")
        for person in (world.ben, world.cem)  # who stands in hears of it
    }


@pytest.mark.django_db
def test_every_kind_that_an_act_tells_says_when_it_is_true():
    by_the_jobs = {
        "referral_overdue", "follow_up_due", "review_due", "consent_ends", "appointment_mail_refused", "deputy_ends", "role_ends",
        "import_finished", "import_failed", "mail_down", "feedback",
        "order_due", "order_late", "order_escalated", "point_due", "point_late", "agreement_due", "grant_due", "grant_late",
        "application_document_late", "application_answer_late", "application_three_months", "application_joined", "application_appointment",
    }  # fmt: skip
    known = {row[0] for row in raw("select proname from pg_proc where proname like 'kim\\_tells\\_%%'")}

    assert {f"kim_tells_{kind}" for kind in KINDS if kind not in by_the_jobs} == known
