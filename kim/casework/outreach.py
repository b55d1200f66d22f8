"""The doors to outreach, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import IntegerField, QuerySet
from django.db.models.expressions import RawSQL
from django.http import Http404

from kim.casework.models import Outreach
from kim.organisation.public import Permission, User
from kim.privacy.public import disclosure


@dataclass(frozen=True)
class Yield:
    """How many contacts arose from a day of outreach, and how many of them became cases."""

    contacts: int = 0
    cases: int = 0


def listed(user: User) -> QuerySet[Outreach]:
    """The outreach of one's own units (403 for those who take no enquiries)."""
    if not user.has(Permission.ENQUIRY_WORK):
        raise PermissionDenied
    return Outreach.objects.all()


def outreach_for(user: User, pk: int) -> Outreach:
    """A day of outreach of one's own units (else 404)."""
    rows = listed(user).select_related("municipality", "recorded_by", "unit")
    try:
        return rows.prefetch_related("partners", "staff").get(pk=pk)
    except (Outreach.DoesNotExist, OverflowError) as error:
        raise Http404 from error


def with_yield(rows: QuerySet[Outreach]) -> QuerySet[Outreach]:
    """The rows with `contacts` and `cases` that arose from each, without a further query."""
    return rows.annotate(contacts=_part("contacts"), cases=_part("cases"))


def _part(name: str) -> RawSQL:
    return RawSQL(  # noqa: S611 -- two fixed names
        f"coalesce((select {name} from kim_outreach_yield(array[casework_outreach.id])), 0)",  # noqa: S608 -- two fixed names
        [],
        output_field=IntegerField(),
    )


@dataclass(frozen=True)
class Came:
    """What came of the outreach of one occasion in a time. None is hidden: small, or next to a small one."""

    occasion: str
    reached: int | None
    contacts: int | None
    cases: int | None


def figures(first: date, last: date) -> list[Came]:
    """People reached, contacts and cases by occasion, of the units in scope, small figures hidden."""
    with connection.cursor() as cursor:
        cursor.execute("select occasion, reached, contacts, cases from kim_outreach_figures(%s, %s)", [first, last])
        rows = cursor.fetchall()
    columns = [disclosure.protect_list([row[place] for row in rows]).cells for place in (1, 2, 3)]
    cells = zip(*columns, strict=True) if rows else ()
    return [Came(row[0], *told) for row, told in zip(rows, cells, strict=True)]


def yields(outreaches: Iterable[Outreach]) -> dict[int, Yield]:
    """What came of each, in one query: cases too, of which only few may read more."""
    ids = [outreach.pk for outreach in outreaches]
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("select outreach_id, contacts, cases from kim_outreach_yield(%s)", [ids])
        return {pk: Yield(contacts, cases) for pk, contacts, cases in cursor.fetchall()}
