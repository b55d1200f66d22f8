"""Appointments of an office: what is offered, what is taken, who came, and how long whoever applies today waits."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from kim.charts import WIDE, Lines, Series
from kim.exceptions import KimError
from kim.naturalisation.public import Booking, BookingState, access, appointment_acts, appointments, forecast
from kim.organisation.public import Unit
from kim.privacy.public import reading
from kim.web.answers import form_answer
from kim.web.applicants.capacity_forms import DAYS, BookingForm, CapacityForm
from kim.web.applicants.offices import choice_of, own_office
from kim.web.applicants.tabs import tabs
from kim.web.applicants.views import officer
from kim.web.drawings import Shown, shown

Words = dict[str, Any]
SHOWN = 60


@require_safe
@reading
def capacity(request: HttpRequest) -> HttpResponse:
    """Everything about appointments on one page."""
    return _page(request, own_office(request))


def _page(
    request: HttpRequest, unit: Unit, capacity_form: CapacityForm | None = None, booking_form: BookingForm | None = None
) -> HttpResponse:
    today = timezone.localdate()
    plan, outlook = appointments.plan_of(unit, today), appointments.outlook_of(unit, today)
    booked = (
        Booking.objects.filter(unit=unit, state=BookingState.BOOKED)
        .select_related("application")
        .prefetch_related("application__applicants")
    )
    context = {
        "unit": unit, "plan": plan, "a_week": plan.held.pattern.a_week if plan.held else "", "outlook": outlook,
        "today": today, "wait": wait_words(outlook.wait),
        "backlog": backlog_chart(outlook), "weeks": [(week, week.monday == _this(plan, today)) for week in plan.weeks],
        "due": booked.filter(on__lte=today)[:SHOWN], "ahead": booked.filter(on__gt=today)[:SHOWN],
        "capacity_form": capacity_form or CapacityForm(initial=_initial(plan, today)),
        "booking_form": booking_form or BookingForm(initial={"on": plan.free}), **choice_of(request), "tabs": tabs("capacity"),
    }  # fmt: skip
    return form_answer(request, "applicants/capacity/page.html", context)


def _this(plan: appointments.Plan, today: Any) -> Any:
    return max((week.monday for week in plan.weeks if week.monday <= today), default=None)


def _initial(plan: appointments.Plan, today: Any) -> Words:
    if plan.held is None:
        return {"start": today, "weeks_ahead": 13}
    held = {key: getattr(plan.held, key) for key, _label in DAYS}
    return {"start": today, "weeks_ahead": plan.held.weeks_ahead} | held


def wait_words(wait: forecast.Forecast | forecast.Silence) -> Words:
    """The forecast as a sentence for people, or why there is none."""
    if isinstance(wait, forecast.Forecast):
        span = {"low": wait.low, "high": wait.high, "middle": wait.middle}
        text = _("Whoever applies today can expect a decision in about %(low)s to %(high)s weeks.") % span
        ahead = ngettext("%(n)s application is ahead", "%(n)s applications are ahead", wait.ahead) % {"n": wait.ahead}
        how = _(
            "%(ahead)s; the pace is that of the last %(weeks)s weeks. In four of five cases the wait lies in this range."
        )
        return {"text": text, "how": how % {"ahead": ahead, "weeks": wait.weeks_seen}}
    why = {
        forecast.Silence.TOO_FEW_WEEKS: _("A forecast needs at least twelve weeks of decisions."),
        forecast.Silence.NO_THROUGHPUT: _("Nothing was decided in the weeks looked at, so there is no pace to go by."),
        forecast.Silence.TOO_LONG: _("At the pace of the last months the wait is longer than five years."),
    }
    return {"text": "", "how": why[wait]}


def backlog_chart(outlook: appointments.Outlook) -> Shown:
    """Open applications week by week."""
    name = pgettext("naturalisation", "Open applications")
    series = Series(label=name, points=tuple((week.monday, week.open) for week in outlook.backlog))
    chart = Lines(
        id="backlog", title=_("Open applications by week"), nothing=_("No week has passed yet."), series=(series,),
        heads=(pgettext("chart", "What"), _("Week from"), pgettext("chart", "Number")),
    )  # fmt: skip
    return shown(chart, width=WIDE)


@require_POST
def capacity_set(request: HttpRequest) -> HttpResponse:
    """Offer other appointments from a day on."""
    unit = own_office(request)
    form = CapacityForm(request.POST)
    if form.is_valid():
        try:
            appointment_acts.set_capacity(unit=unit, by=request.user, **form.values())
            messages.success(request, _("From this day on the new appointments hold."))
            return redirect("applicants:capacity")
        except KimError as error:
            form.add_error(None, str(error))
    return _page(request, unit, capacity_form=form)


@require_POST
def booking_new(request: HttpRequest) -> HttpResponse:
    """Give an application a day."""
    unit = own_office(request)
    form = BookingForm(request.POST)
    if form.is_valid() and _booked(request, unit, form):
        return redirect("applicants:capacity")
    return _page(request, unit, booking_form=form)


def _booked(request: HttpRequest, unit: Unit, form: BookingForm) -> bool:
    said = form.cleaned_data
    row = access.applications_for(request.user).filter(unit=unit, reference__iexact=said["reference"]).first()
    if row is None:
        form.add_error("reference", _("There is no application with this reference in your office."))
        return False
    try:
        appointment_acts.book(application=row, by=request.user, on=said["on"], submission=said["submission"])
    except KimError as error:
        form.add_error("on", str(error))
        return False
    messages.success(request, _("The appointment is booked."))
    return True


@require_POST
def booking_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Note who came and who did not, or cancel."""
    booking = get_object_or_404(Booking.objects.filter(unit__in=access.offices_of(officer(request))), pk=pk)
    state = request.POST.get("state", "")
    if state not in (BookingState.KEPT, BookingState.MISSED, BookingState.CANCELLED):
        messages.error(request, _("Choose one of the answers."))
        return redirect("applicants:capacity")
    try:
        appointment_acts.note(booking=booking, by=request.user, state=state)
        messages.success(request, _("It is noted."))
    except KimError as error:
        messages.error(request, str(error))
    return redirect("applicants:capacity")
