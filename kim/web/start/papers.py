"""What runs out or changes in the cases of a case manager: residence documents and legal spheres, each one query."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from kim.casework.public import Case, ResidenceDocument, SphereChange, running_out
from kim.organisation.public import lead_times
from kim.web.templatetags.kim import day, near_day

PAPERS_AHEAD = timedelta(days=30)
SPHERES_AHEAD = timedelta(days=14)
ROWS = 30


@dataclass(frozen=True)
class Due:
    """Something of a person that has a last day: whose, what, when, where to see it."""

    case: Case
    text: str
    day: date
    when: str
    late: bool
    url: str


def papers_of(own: frozenset[int], today: date) -> list[Due]:
    """Papers that run out and changes of legal sphere that are near or late, the most pressing first."""
    papers = running_out.running_out(lead_times(today)).filter(
        acts_by__lte=today + PAPERS_AHEAD, case__assigned_to__in=own
    )
    papers = papers.select_related("case__person", "case__assigned_to").order_by("acts_by", "id")
    changes = [_change(row, today) for row in _changes(own, today)]
    return sorted([*(_paper(row, today) for row in papers), *changes], key=lambda due: (due.day, due.case.pk))[:ROWS]


def _changes(own: frozenset[int], today: date) -> list[SphereChange]:
    near = Q(planned_on__lte=today + SPHERES_AHEAD) | Q(planned_on=None, ended_on__lte=today + SPHERES_AHEAD)
    rows = SphereChange.objects.filter(near, happened_on=None, case__assigned_to__in=own)
    rows = rows.exclude(case__phase="closed").exclude(to_sphere=None, ended_on__isnull=False)
    related = ("case__person", "case__assigned_to", "from_sphere", "to_sphere")
    return list(rows.select_related(*related).order_by("planned_on", "id")[:ROWS])


def _paper(row: Any, today: date) -> Due:
    """Its last day, or before that the day by which the office wants the application to extend it."""
    until = row.holds
    if row.apply_by and until >= today:
        return _apply(row, row.apply_by, until, today)
    late = until < today
    text = _("Residence document ran out") if late else _("Residence document runs out")
    url = reverse("casework:case_person", args=[row.case_id]) + "#paper"
    return Due(row.case, text, until, near_day(until, today), late, url)


def _apply(row: ResidenceDocument, apply_by: date, until: date, today: date) -> Due:
    late = apply_by < today
    text = _("Apply for the extension now, the paper ends on %(until)s") if late else _(
        "Apply for the extension, the paper ends on %(until)s"
    )  # fmt: skip
    url = reverse("casework:case_person", args=[row.case_id]) + "#paper"
    when = _("apply by %(day)s") % {"day": day(apply_by)}
    return Due(row.case, text % {"until": day(until)}, apply_by, when, late, url)


def _change(row: SphereChange, today: date) -> Due:
    planned = row.planned_on or row.ended_on or today
    sphere = row.to_sphere or row.from_sphere
    late = row.gap_days(today) > 0
    text = _("Change of legal sphere is late: %(sphere)s") if late else _("Change of legal sphere: %(sphere)s")
    url = reverse("casework:case_person", args=[row.case_id]) + "#sphere"
    return Due(
        row.case, text % {"sphere": sphere.label if sphere else ""}, planned, near_day(planned, today), late, url
    )
