"""When residence documents run out, by the database: the day they hold, and the day by which their office wants the application."""

from datetime import timedelta
from typing import Any

from django.db.models import Case, DateField, DateTimeField, ExpressionWrapper, F, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Greatest

from kim.casework.models import ResidenceDocument
from kim.casework.states import Phase
from kim.law.continuation import continuations
from kim.organisation.public import LeadTime, LeadTimes


def running_out(ahead: LeadTimes) -> QuerySet[ResidenceDocument]:
    """Current documents with a last day in running cases.

    Beside their fields: `holds` (the last day of the card, the later one of a regulation or of a fiction certificate), `apply_by`
    (empty where the responsible office has named no lead time or the extension was applied for) and `acts_by`, the first of the two.
    """
    rows = ResidenceDocument.objects.filter(is_current=True, valid_until__isnull=False).exclude(
        case__phase=Phase.CLOSED
    )
    rows = rows.annotate(holds=Greatest(_card(), Coalesce("fiction_until", "valid_until")))
    return rows.annotate(apply_by=_apply_by(ahead)).annotate(acts_by=Coalesce("apply_by", "holds"))


def _card() -> Case:
    continued = [
        When(
            group=each.group,
            valid_until__gte=each.valid_on,
            valid_until__lt=each.holds_until,
            then=Value(each.holds_until),
        )
        for each in sorted(continuations(), key=lambda each: each.holds_until, reverse=True)
    ]
    return Case(*continued, default=F("valid_until"), output_field=DateField())


def _apply_by(ahead: LeadTimes) -> Cast:
    """By the office of the municipality where it has one, else by the county's."""
    of_places = [
        When(
            extension_applied_on=None,
            case__municipality=place,
            then=_before(ahead.held.get(place)),
        )
        for place in sorted(place for place in ahead.own_offices if place is not None)
    ]
    elsewhere = When(extension_applied_on=None, then=_before(ahead.held.get(None)))
    return Cast(Case(*of_places, elsewhere), DateField(null=True))


def _before(lead: LeadTime | None) -> Any:
    if lead is None:
        return Value(None, output_field=DateField(null=True))
    moment = ExpressionWrapper(F("holds") - Value(timedelta(weeks=lead.weeks)), output_field=DateTimeField())
    return Cast(moment, DateField())
