"""An application begins, moves from stage to stage, and ends; each step leaves its entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kim.naturalisation import access
from kim.naturalisation.exceptions import (
    AlreadyEnded,
    BeforeTheLastStep,
    ChangedMeanwhile,
    DecisionNamesThem,
    GateClosed,
    InTheFuture,
    NobodyNamed,
    NoSuchStep,
    NotResponsible,
    ReasonMissing,
)
from kim.naturalisation.models import Applicant, ApplicantChange, Application, ChangeKind, Relation, StageEntry
from kim.naturalisation.states import ApplicationFacts, Stage, step_between
from kim.organisation.public import Municipality, Unit, User
from kim.privacy.public import audit


@dataclass(frozen=True)
class NewApplicant:
    """What an office knows of somebody when the application begins: these fields and no others."""

    given_name: str
    family_name: str
    born_on: str = ""  # ISO, as much as is known
    citizenships: tuple[str, ...] = ()
    municipality: Municipality | None = None
    street: str = ""
    phone: str = ""
    email: str = ""
    is_protected: bool = False
    relation: str = Relation.SELF


@transaction.atomic
def begin(
    *, unit: Unit, people: Sequence[NewApplicant], basis: str, stage: str, on: date, by: User, submission: UUID | None = None
) -> Application:  # fmt: skip
    """Open an application in the own office, for one person or a family."""
    if unit.pk not in [office.pk for office in access.offices_of(by)]:
        raise PermissionDenied
    if not people:
        raise NobodyNamed
    if on > timezone.localdate():
        raise InTheFuture
    _check_responsible(unit, people[0].municipality, on)
    made = Application.objects.create(
        unit=unit, reference=_next_reference(unit, on.year), basis=basis, stage=stage, stage_since=on, caretaker=by,
        submitted_on=on if stage == Stage.SUBMITTED else None, submission=submission,
    )  # fmt: skip
    for position, person in enumerate(people, start=1):
        _write(made, position, person)
    StageEntry.objects.create(application=made, unit=unit, stage=stage, entered_on=on, recorded_by=by)
    audit.record("application.begun", target=made, stage=stage, people=len(people))
    return made


@transaction.atomic
def move(*, application: Application, to: str, on: date, by: User, version: int, reason: str = "") -> Application:
    """Take the next step of the table; the certificate's day is the day of naturalisation."""
    row = lock(application, by=by)
    if row.version != version:
        raise ChangedMeanwhile
    _check_step(row, to, on, reason)
    row.stage, row.stage_since = to, on
    if to == Stage.SUBMITTED:
        row.submitted_on = on
    elif to == Stage.DECISION:
        row.decided_on = on
    elif to == Stage.CERTIFICATE:
        row.certificate_on = on
    elif to == Stage.ENDED:
        row.ended_on, row.end_reason = on, reason
    row.version, row.changed_by, row.changed_at = version + 1, by, timezone.now()
    row.save()
    StageEntry.objects.create(application=row, unit_id=row.unit_id, stage=to, entered_on=on, recorded_by=by)
    audit.record("application.moved", target=row, stage=to, on=on, reason=reason)
    return row


def lock(application: Application, *, by: User) -> Application:
    """The application as it stands now, held until the end of the transaction; refused to other offices."""
    if not access.works_here(by):
        raise PermissionDenied
    return Application.objects.select_for_update(of=("self",)).get(pk=application.pk)


def running(application: Application, *, by: User) -> Application:
    """The same, and still open."""
    row = lock(application, by=by)
    if not row.is_running:
        raise AlreadyEnded
    return row


@transaction.atomic
def take_up(*, application: Application, by: User) -> Application:
    """From now on this officer is in charge; whoever was before no longer."""
    row = running(application, by=by)
    if row.caretaker_id != by.pk:
        row.caretaker = by
        row.save(update_fields=["caretaker"])
        count_version(row, by=by)
        audit.record("application.taken_up", target=row)
    return row


def facts_of(application: Application) -> ApplicationFacts:
    """What its gates look at."""
    return ApplicationFacts(
        missing_documents=application.documents.filter(settled_on=None).count(),
        unanswered=application.enquiries.filter(answered_on=None).count(),
    )


def _check_step(row: Application, to: str, on: date, reason: str) -> None:
    step = step_between(row.stage, to)
    if step is None:
        raise NoSuchStep
    if on > timezone.localdate():
        raise InTheFuture
    if on < row.stage_since:
        raise BeforeTheLastStep(day=f"{row.stage_since:%d.%m.%Y}")
    facts = facts_of(row)
    for gate in step.gates:
        if not gate.passed(facts):
            raise GateClosed(sentence=gate.sentence, open=_open(row, gate.key))
    if to == Stage.ENDED and not reason:
        raise ReasonMissing


def _open(row: Application, gate: str) -> str:
    """What a gate waits for, by name."""
    waiting = (
        row.documents.filter(settled_on=None) if gate == "nothing_missing" else row.enquiries.filter(answered_on=None)
    )
    return ", ".join(map(str, waiting))


def _check_responsible(unit: Unit, place: Municipality | None, on: date) -> None:
    if place is None:
        return
    area = access.responsible(place, on)
    if area is not None and area.unit_id != unit.pk:
        raise NotResponsible(municipality=place, office=area.unit)


def _next_reference(unit: Unit, year: int) -> str:
    """EB-26-0001: counted within the office; two at once wait for each other."""
    Unit.objects.select_for_update().get(pk=unit.pk)
    beginning = f"EB-{year % 100:02d}-"
    last = Application.objects.filter(unit=unit, reference__startswith=beginning).order_by("-reference").first()
    return f"{beginning}{int(last.reference.removeprefix(beginning)) + 1 if last else 1:04d}"


@transaction.atomic
def add(*, application: Application, person: NewApplicant, by: User, version: int | None = None) -> Applicant:
    """Somebody more is to be naturalised by the same application, as long as nothing is decided."""
    row = open_for_people(application, by=by, version=version)
    place = Applicant.everybody.filter(application=row).aggregate(last=Max("position"))["last"] or 0
    made = _write(row, place + 1, person)
    ApplicantChange.objects.create(
        application=row, unit_id=row.unit_id, applicant=made, kind=ChangeKind.ADDED, recorded_by=by
    )
    count_version(row, by=by)
    audit.record("application.person_added", target=row)
    return made


def open_for_people(application: Application, *, by: User, version: int | None) -> Application:
    """The application, held, while people may still come and go: until the decision, which names them."""
    row = running(application, by=by)
    if version is not None and row.version != version:
        raise ChangedMeanwhile
    if row.stage == Stage.DECISION:
        raise DecisionNamesThem
    return row


def count_version(row: Application, *, by: User) -> None:
    """Something of the application was changed: whoever has its page open must look again."""
    row.version, row.changed_by, row.changed_at = row.version + 1, by, timezone.now()
    row.save(update_fields=["version", "changed_by", "changed_at"])


def _write(row: Application, position: int, person: NewApplicant) -> Applicant:
    fields = {name: getattr(person, name) for name in NewApplicant.__dataclass_fields__ if name != "citizenships"}
    made: Applicant = Applicant.objects.create(
        application=row, unit_id=row.unit_id, position=position, citizenships=list(person.citizenships), **fields
    )
    return made
