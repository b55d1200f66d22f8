"""Case conferences: planning one, who takes part and on which basis, holding it, and the steps that come of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kim.casework.actions import appointments, plans
from kim.casework.actions.shared import already, change, lock, running
from kim.casework.exceptions import ConsentNamesNotThisAgency
from kim.casework.models import (
    Case,
    CaseConference,
    ConferenceParticipant,
    ConferenceStep,
    Consent,
    Goal,
    Meets,
    SharingBasis,
)
from kim.casework.models.conference import names_to
from kim.casework.states import AppointmentState
from kim.organisation.public import Agency, User
from kim.privacy.public import audit


@dataclass(frozen=True)
class AgreedStep:
    """A step that was agreed at the table: towards which goal, what, who, until when."""

    goal: Goal
    text: str
    who: str
    agency: Agency | None = None
    due_on: date | None = None


@transaction.atomic
def plan(
    *,
    case: Case,
    by: User,
    starts_at: datetime,
    ends_at: datetime,
    topics: str,
    person_takes_part: str,
    colleagues: Iterable[User] = (),
    agencies: Iterable[Agency] = (),
    submission: UUID | None = None,
    **where: Any,
) -> CaseConference:
    """Plan a conference: it stands in the calendar, its participants hear of nobody's name until a basis is recorded."""
    if earlier := already(CaseConference, submission, case=case):
        return earlier
    appointment = appointments.plan(
        by=by, case=case, starts_at=starts_at, ends_at=ends_at, about=_("Case conference"), meets=Meets.OTHERS, **where
    )
    conference = CaseConference.objects.create(
        case=case, appointment=appointment, topics=topics, person_takes_part=person_takes_part, recorded_by=by,
        submission=submission,
    )  # fmt: skip
    _add(conference, colleagues, agencies)
    audit.record(
        "conference.planned",
        target=conference,
        case_id=case.pk,
        agencies=conference.participants.exclude(agency=None).count(),
    )
    return conference


@transaction.atomic
def edit(
    *,
    conference: CaseConference,
    by: User,
    version: int,
    topics: str,
    person_takes_part: str,
    colleagues: Sequence[User],
    agencies: Sequence[Agency],
) -> CaseConference:
    """Change topics and who takes part; whoever stays keeps the basis recorded for them."""
    running(conference.case)
    conference = lock(conference, version)
    changed = change(conference, topics=topics, person_takes_part=person_takes_part)
    rows = conference.participants.all()
    rows.exclude(agency=None).exclude(agency__in=agencies).delete()
    rows.exclude(user=None).exclude(user__in=colleagues).delete()
    users = set(conference.participants.values_list("user", flat=True))
    known = set(conference.participants.values_list("agency", flat=True))
    _add(
        conference,
        [user for user in colleagues if user.pk not in users],
        [agency for agency in agencies if agency.pk not in known],
    )
    audit.record("conference.changed", target=conference, case_id=conference.case_id, fields=changed)
    return conference


@transaction.atomic
def cite_basis(
    *,
    participant: ConferenceParticipant,
    by: User,
    who: str = "",
    basis: str = "",
    consent: Consent | None = None,
    legal_basis: str = "",
) -> ConferenceParticipant:
    """Say who comes from an agency, and on which basis it hears who the case is about; without one it does not.

    A consent must name this agency and hold today; it is asked again for every paper.
    """
    running(participant.case)
    participant = lock(participant)
    cited = consent if basis == SharingBasis.CONSENT else None
    if basis == SharingBasis.CONSENT and not _may_cite(participant, cited):
        raise ConsentNamesNotThisAgency
    participant.who, participant.basis, participant.consent = who, basis, cited
    participant.legal_basis = legal_basis if basis == SharingBasis.LAW else ""
    participant.save(update_fields=["who", "basis", "consent", "legal_basis"])
    audit.record(
        "conference.changed", target=participant.conference, case_id=participant.case_id, agency=participant.agency_id,
        basis=basis, consent=cited.pk if cited else None,
    )  # fmt: skip
    return participant


def consents_to_cite(participant: ConferenceParticipant) -> list[Consent]:
    """The consents of the case on which this agency may hear today whom it is about, the newest first."""
    valid = participant.case.consents.valid(timezone.localdate()).filter(agency=participant.agency_id)
    return [consent for consent in valid.select_related("agency") if _may_cite(participant, consent)]


def _may_cite(participant: ConferenceParticipant, consent: Consent | None) -> bool:
    if consent is None or consent.case_id != participant.case_id:
        return False
    return names_to(consent, participant.agency_id, timezone.localdate())


@transaction.atomic
def hold(
    *,
    conference: CaseConference,
    by: User,
    version: int,
    minutes: str,
    person_takes_part: str,
    attended: Iterable[int],
    steps: Iterable[AgreedStep] = (),
) -> CaseConference:
    """Write down what came of it: who was there, the minutes, and the agreed steps with their goals."""
    running(conference.case)
    conference = lock(conference, version)
    appointment = conference.appointment
    if appointment.is_planned:
        appointments.settle(appointment=appointment, by=by, version=appointment.version, state=AppointmentState.HELD)
    if not change(conference, minutes=minutes, person_takes_part=person_takes_part):
        conference.version += 1  # the same form sent again must not agree on its steps again
        conference.save(update_fields=["version"])
    there = set(attended)
    for participant in conference.participants.all():
        participant.attended = participant.pk in there
        participant.save(update_fields=["attended"])
    added = [_agree(conference, step, by) for step in steps]
    audit.record("conference.held", target=conference, case_id=conference.case_id, steps=len(added))
    return conference


def _agree(conference: CaseConference, step: AgreedStep, by: User) -> ConferenceStep:
    measure = plans.add_measure(
        goal=step.goal, by=by, text=step.text, who=step.who, agency=step.agency, due_on=step.due_on
    )
    return ConferenceStep.objects.create(conference=conference, case_id=conference.case_id, measure=measure)


def _add(conference: CaseConference, colleagues: Iterable[User], agencies: Iterable[Agency]) -> None:
    same = {"conference": conference, "case_id": conference.case_id}
    rows = [ConferenceParticipant(user=user, **same) for user in colleagues]
    rows += [ConferenceParticipant(agency=agency, **same) for agency in agencies]
    ConferenceParticipant.objects.bulk_create(rows)
