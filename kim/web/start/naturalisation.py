"""A naturalisation officer's day: what is late in their applications, what nobody looks after yet, who comes next."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from kim.naturalisation.public import Application, Booking, access, day
from kim.organisation.public import User
from kim.web.templatetags.kim import near_day

ROWS = 8


@dataclass(frozen=True)
class Line:
    """One thing of one application."""

    title: str
    about: str
    url: str
    when: str


@dataclass(frozen=True)
class OfficerDay:
    """The blocks of the page; of what is late and of what nobody looks after the first few, and how many there are."""

    late: list[Line]
    late_total: int
    unattended: list[Line]
    unattended_total: int
    coming: list[Line]


def officer_day(user: User, today: date) -> OfficerDay | None:
    """Nothing for whoever works in no naturalisation office."""
    if not access.works_here(user):
        return None
    late = day.late_of(user, today)
    shown = [_line(each.application, each.day, today, _what(each)) for each in late[:ROWS]]
    waiting = day.unattended_in(user)
    coming = [_coming(each, today) for each in day.coming_to(user, today)[:ROWS]]
    return OfficerDay(shown, len(late), [_unattended(each, today) for each in waiting[:ROWS]], len(waiting), coming)


def _what(late: day.Late) -> str:
    if late.document:
        return _("Still missing: %(document)s") % {"document": late.document}
    if late.authority:
        return _("No answer yet: %(authority)s") % {"authority": late.authority}
    return _("Three months without a decision (§ 75 VwGO)")


def _unattended(row: Application, today: date) -> Line:
    about = _("from advice") if row.from_advice else row.get_stage_display()
    return _line(row, row.stage_since, today, about)


def _coming(booking: Booking, today: date) -> Line:
    return _line(booking.application, booking.on, today, booking.application.get_stage_display())


def _line(row: Application, when: date, today: date, about: str) -> Line:
    people = "; ".join(str(each) for each in row.applicants.all())
    url = reverse("applicants:application_detail", args=[row.pk])
    return Line(people or row.reference, f"{row.reference}. {about}", url, near_day(when, today))
