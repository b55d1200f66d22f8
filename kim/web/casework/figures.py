"""The figures of a case file's frame: how much there is in each part, and what the alerts ask for, by one query."""

import json
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from kim.casework.public import (
    Appointment,
    Assessment,
    Case,
    Document,
    Goal,
    GoalState,
    HouseholdMember,
    Letter,
    Referral,
)
from kim.casework.public import states as flow
from kim.web.casework.alerts import FOR_ALERTS

_ANY_CASE = -5_310_977  # stands for the number of a case in a query that is put together once
_ROWS = ("consent_ends", "coming_change")  # what comes as a row of its own


def figures_of(case: Case) -> dict[str, Any]:
    """Of a running case what is open, of a closed one all there is; and what the alerts need beside the case."""
    sql, params, names = _asked(case.is_closed, timezone.get_current_timezone_name())
    with connection.cursor() as cursor:
        cursor.execute(sql, [case.pk if value == _ANY_CASE else value for value in params])
        row = cursor.fetchone()
    found = dict(zip(names, row, strict=True))
    return found | {name: json.loads(found[name]) for name in _ROWS if isinstance(found[name], str)}


@lru_cache(maxsize=8)
def _asked(closed: bool, _zone: str) -> tuple[str, tuple[Any, ...], tuple[str, ...]]:
    """The query for any case: putting its nine parts together each time took longer than its answer."""
    rows = Case.objects.filter(pk=_ANY_CASE).values(
        **FOR_ALERTS,
        case_person=_number(HouseholdMember.objects.all()),
        assessment_list=_number(Assessment.objects.all()),
        goal_list=_number(Goal.objects.all() if closed else Goal.objects.filter(state=GoalState.OPEN)),
        referral_list=_number(_referrals(closed)),
        case_appointments=_number(Appointment.objects.filter(state="planned", starts_at__gte=Now())),
        document_list=_number(Document.objects.filter(removed_at=None)),
        case_letters=_number(Letter.objects.all()),
    )
    sql, params = rows.order_by().query.sql_with_params()
    return sql, tuple(params), tuple(rows.query.annotation_select)


def _referrals(closed: bool) -> QuerySet:
    return Referral.objects.all() if closed else Referral.objects.filter(state__in=flow.OPEN_REFERRAL_STATES)


def _number(rows: QuerySet) -> Coalesce:
    per_case = rows.filter(case=OuterRef("pk")).order_by().values("case").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(per_case), 0)
