"""Consents and the grants on them, as kim_app: added and withdrawn, never rewritten; what hangs on them falls with them."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kim.casework.actions import consents, grants, referrals
from kim.casework.exceptions import GrantOutlastsItsConsent, NoConsentForThis
from kim.casework.models import AccessGrant, Consent, Goal, GrantBasis, Referral, ReferralStep
from kim.organisation.models import Absence
from kim.privacy.models import AuditEvent
from kim.privacy.scope import NOBODY, open_scope
from tests import factories
from tests.factories import today

pytestmark = pytest.mark.django_db


def refused():
    return pytest.raises(DatabaseError)


@pytest.fixture
def case(world):
    return factories.case(world.anna)


def _on_consent(case, consent, *, to, by, sections=("plan",)):
    return grants.give(
        case=case, to=to, sections=set(sections), basis=GrantBasis.CONSENT, legal_basis="Art. 6 Abs. 1 Buchst. a DSGVO",
        reason="Gemeinsame Beratung", valid_from=today(), valid_to=today() + timedelta(days=30), by=by, consent=consent,
    )  # fmt: skip


def test_without_a_scope_nothing_is_there(case):
    factories.consent(case)
    factories.referral(case, state="accepted")

    with open_scope(NOBODY):
        assert not Consent.objects.exists()
        assert not ReferralStep.objects.exists()


@pytest.mark.parametrize(("sections", "seen"), [(["documents"], 1), (["profile", "plan", "contacts"], 0)])
def test_a_consent_is_read_with_the_documents_of_its_case(world, scope_as, case, sections, seen):
    factories.consent(case)
    factories.grant(case, world.cem, sections=sections)

    for somebody, expected in ((world.anna, 1), (world.cem, seen), (world.ben, 0), (world.lea, 0), (world.admin, 0)):
        with scope_as(somebody):
            assert Consent.objects.count() == expected


def test_a_consent_is_added_to_ones_own_case_only(world, scope_as):
    foreign = factories.case(world.cem)

    with scope_as(world.anna), refused(), transaction.atomic():
        factories.consent(foreign, recorded_by=world.anna)


@pytest.mark.parametrize(
    "change",
    [
        {"purpose": "anderes"},
        {"data_categories": ["identity", "income"]},
        {"valid_until": today() + timedelta(days=900)},
    ],
)
def test_a_consent_is_never_rewritten(world, scope_as, case, change):
    consent = factories.consent(case)

    with scope_as(world.anna), refused(), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(**change)
    with scope_as(world.anna):
        assert Consent.objects.filter(pk=consent.pk)._raw_delete("default") == 0


def test_a_withdrawal_is_not_taken_back(world, scope_as, case):
    consent = factories.consent(case)
    with scope_as(world.anna) as anna:
        consents.withdraw(consent=consent, by=anna, on=today(), form="talk")
        gone = {"withdrawn_on": None, "withdrawal_form": "", "withdrawal_noted_by": None, "withdrawal_noted_at": None}
        assert Consent.objects.filter(pk=consent.pk).update(**gone) == 0


def test_withdrawing_closes_its_grants_in_the_same_transaction(world, scope_as, case):
    consent, other = factories.consent(case), factories.consent(case, agency=factories.agency("caritas"))
    factories.goal(case)
    with scope_as(world.anna) as anna:
        _on_consent(case, consent, to=world.cem, by=anna)
        _on_consent(case, other, to=world.ben, by=anna)
    with scope_as(world.cem):
        assert Goal.objects.exists()

    with scope_as(world.anna) as anna:
        consents.withdraw(consent=consent, by=anna, on=today(), form="phone")

    with scope_as(world.cem):
        assert not Goal.objects.exists()
    with scope_as(world.ben):
        assert Goal.objects.exists()
    closed = AccessGrant.objects.get(grantee=world.cem)
    assert (closed.ended_because, closed.ended_by) == ("consent_withdrawn", world.anna)


def test_a_withdrawal_that_fails_closes_nothing(world, scope_as, case):
    consent = factories.consent(case)
    with scope_as(world.anna) as anna:
        _on_consent(case, consent, to=world.cem, by=anna)

    with scope_as(world.anna), pytest.raises(RuntimeError), transaction.atomic():
        consents.withdraw(consent=consent, by=anna, on=today(), form="phone")
        raise RuntimeError

    assert AccessGrant.objects.get(grantee=world.cem).ended_at is None


def test_even_a_plain_update_that_withdraws_closes_the_grants(world, scope_as, case):
    consent = factories.consent(case)
    with scope_as(world.anna) as anna:
        _on_consent(case, consent, to=world.cem, by=anna)
        Consent.objects.filter(pk=consent.pk).update(
            withdrawn_on=today(), withdrawal_form="talk", withdrawal_noted_by=anna, withdrawal_noted_at=timezone.now()
        )

    assert AccessGrant.objects.get(grantee=world.cem).ended_because == "consent_withdrawn"


def test_a_deputy_notes_a_withdrawal_too(world, scope_as, case):
    consent = factories.consent(case)
    with scope_as(world.anna) as anna:
        _on_consent(case, consent, to=world.cem, by=anna)
    Absence.objects.create(
        user=world.anna, deputy=world.ben, first_day=today(), last_day=today(), recorded_by=world.lea
    )

    with scope_as(world.ben) as ben:
        consents.withdraw(consent=consent, by=ben, on=today(), form="talk")

    assert AccessGrant.objects.get(grantee=world.cem).ended_by == world.ben


def test_withdrawing_marks_what_was_sent_stops_what_waits_and_reminds(world, scope_as, case):
    consent = factories.consent(case)
    on_it = {"basis": "consent", "consent": consent, "data_categories": ["identity"]}
    waits = factories.referral(case, **on_it)
    runs = factories.referral(case, state="started", **on_it)
    done = factories.referral(case, state="completed", **on_it)
    elsewhere = factories.referral(case)

    with scope_as(world.anna) as anna:
        effect = consents.effect_of_withdrawing(consent)
        consents.withdraw(consent=consent, by=anna, on=today(), form="written", note="per Brief")

    assert (effect.stopped, effect.going_on, effect.passed) == ([waits], [runs], [done])
    states = {r.pk: (r.state, r.consent_withdrawn_on) for r in Referral.objects.all()}
    assert states == {
        waits.pk: ("withdrawn", today()), runs.pk: ("started", today()), done.pk: ("completed", today()),
        elsewhere.pk: ("requested", None),
    }  # fmt: skip
    assert waits.steps.get().reason == "consent_withdrawn"
    assert case.follow_ups.get().due_on == today()
    event = AuditEvent.objects.get(kind="consent.withdrawn")
    assert event.case_id == case.pk and sorted(event.payload["referrals"]) == sorted([waits.pk, runs.pk, done.pk])


def test_no_referral_leaves_with_data_that_no_consent_names(world, scope_as, case):
    offer, consent = factories.offer(), factories.consent(case)
    gone = factories.consent(case, given_on=today() - timedelta(days=400))
    other = factories.consent(case, agency=factories.agency("caritas"))
    told = factories.consent(case, direction="from")
    foreign = factories.consent(factories.case(world.anna))

    with scope_as(world.anna) as anna:
        for wrong, data in ((gone, ["identity"]), (other, ["identity"]), (told, ["identity"]), (consent, ["health"]),
                            (None, ["identity"]), (foreign, ["identity"])):  # fmt: skip
            values = {"case": case, "offer": offer, "basis": "consent", "consent": wrong}
            if wrong != foreign:  # the action looks at the consent, the database also at whose it is
                with pytest.raises(NoConsentForThis):
                    referrals.send(by=anna, data=data, **values)
            with refused(), transaction.atomic():
                Referral.objects.create(
                    data_categories=data, state_since=today(), sent_on=today(), answer_due_on=today(), recorded_by=anna,
                    **values,
                )  # fmt: skip
        referrals.send(by=anna, case=case, offer=offer, basis="consent", consent=consent, data=["identity"])
    assert Referral.objects.get().consent == consent


@pytest.mark.parametrize("change", [{"data_categories": ["identity", "income"]}, {"basis": "law", "consent": None}])
def test_what_left_on_which_ground_stays_as_it_was(world, scope_as, case, change):
    consent = factories.consent(case)
    sent = factories.referral(case, basis="consent", consent=consent, data_categories=["identity"])

    with scope_as(world.anna), refused(), transaction.atomic():
        Referral.objects.filter(pk=sent.pk).update(**change)


def test_steps_of_a_referral_are_added_and_never_rewritten(world, scope_as, case):
    step = factories.referral(case, state="accepted").steps.get()
    foreign = factories.referral(factories.case(world.anna))

    with scope_as(world.anna):
        assert ReferralStep.objects.filter(pk=step.pk).update(note="anders") == 0
        with refused(), transaction.atomic():
            ReferralStep.objects.create(
                referral=foreign, case=case, from_state="requested", to_state="accepted", happened_on=today(),
                recorded_by=world.anna,
            )  # fmt: skip
            with connection.cursor() as cursor:
                cursor.execute("set constraints all immediate")


def test_a_grant_does_not_outlast_its_consent(world, scope_as, case):
    short = factories.consent(case, valid_until=today() + timedelta(days=5))

    with scope_as(world.anna) as anna:
        with pytest.raises(GrantOutlastsItsConsent):
            _on_consent(case, short, to=world.cem, by=anna)
        with refused(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select kim_give_access(%s, %s, null, null, '{plan}', 'consent', '', %s, null, 'x', current_date,"
                " current_date + 30)",
                [case.pk, world.cem.pk, short.pk],
            )


def test_a_grant_on_a_referral_ends_when_the_referral_does(world, scope_as, case):
    referral = factories.referral(case)
    with scope_as(world.anna) as anna:
        grants.give(
            case=case, to=world.cem, sections={"plan"}, basis=GrantBasis.REFERRAL, legal_basis="", reason="Kurs",
            valid_from=today(), valid_to=today() + timedelta(days=30), by=anna, referral=referral,
        )  # fmt: skip
        referrals.change_state(referral=referral, by=anna, state="accepted")
        assert AccessGrant.objects.get().ended_at is None
        referrals.change_state(
            referral=Referral.objects.get(pk=referral.pk), by=anna, state="declined", reason="no_place"
        )

    assert AccessGrant.objects.get().ended_because == "referral_over"


def test_a_closed_grant_stays_as_history_and_opens_nothing(world, scope_as, case):
    factories.goal(case)
    with scope_as(world.anna) as anna:
        grant = AccessGrant.objects.get(pk=factories_grant(case, world.cem, anna))
        assert grants.end(grant=grant, by=anna)

    with scope_as(world.cem):
        assert not Goal.objects.exists()
        assert AccessGrant.objects.get().ended_because == "ended"


def factories_grant(case, to, by):
    return grants.give(
        case=case, to=to, sections={"plan"}, basis=GrantBasis.SUPERVISION, legal_basis="Dienstanweisung", reason="x",
        valid_from=today(), valid_to=today(), by=by,
    )  # fmt: skip


def test_whoever_is_responsible_hears_of_a_consent_that_ends_once(world, case):
    from kim.casework import notices
    from kim.workbench.models import Notice

    factories.consent(case, valid_until=today() + timedelta(days=9))
    factories.consent(case, valid_until=today() + timedelta(days=60))

    for _twice in range(2):
        notices.tell_due(today())

    told = Notice.objects.get(kind="consent_ends")
    assert (told.recipient, told.target_id) == (world.anna, case.pk)
