"""What the demo shows of people who came to an application, were corrected or left it, and of one that is held back."""

from datetime import date, timedelta

from kim.naturalisation.models import Applicant, ApplicantChange, Application, ChangeKind, LeftReason, Relation
from kim.naturalisation.states import FINAL, Stage
from kim.organisation.public import User


def write_changes(people: dict[str, User], today: date) -> None:
    """As owner, after all applications: families say who is spouse and child, one person has left, one name was corrected."""
    everybody = Applicant.everybody.exclude(application__stage__in=FINAL)
    grown = f"{today - timedelta(days=18 * 366)}"
    everybody.filter(position__gt=1, born_on__lte=grown).update(relation=Relation.SPOUSE)
    everybody.filter(position__gt=1, born_on__gt=grown).update(relation=Relation.CHILD)
    for by in people.values():
        open_ones = Application.objects.filter(
            caretaker=by, stage__in=[Stage.SUBMITTED, Stage.RECEIPT, Stage.ENQUIRIES]
        )
        family = open_ones.filter(applicants__position=3).order_by("pk").first()
        if family is not None:
            _left(family, by, today)
        single = open_ones.exclude(applicants__position=2).order_by("pk").first()
        if single is not None:
            _corrected(single, by)


def _left(row: Application, by: User, today: date) -> None:
    who = row.applicants.get(position=2)
    who.left_on, who.left_reason = max(row.stage_since, today - timedelta(days=9)), LeftReason.OWN
    who.save(update_fields=["left_on", "left_reason"])
    ApplicantChange.objects.create(application=row, unit=row.unit, applicant=who, kind=ChangeKind.LEFT, recorded_by=by)


def _corrected(row: Application, by: User) -> None:
    who = row.applicants.get()
    ApplicantChange.objects.create(
        application=row, unit=row.unit, applicant=who, kind=ChangeKind.CHANGED, recorded_by=by,
        before={"family_name": who.family_name.replace("a", "aa", 1), "street": ""},
    )  # fmt: skip
