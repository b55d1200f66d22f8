"""Meetings that come again: a rhythm, its days to choose from, and changes from one meeting on."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kim.exceptions import KimError
from kim.organisation.public import workdays
from kim.steering.public import Meeting, MeetingSeries, access, series
from kim.web.casework.saving import added
from kim.web.steering.forms.invitations import FollowingForm, SeriesForm
from kim.web.steering.views.sessions import meeting_for
from kim.web.steering.views.ways import crumb, meeting_crumbs, way


def series_new(request: HttpRequest) -> HttpResponse:
    """First the rhythm, then its days: holidays are named and not ticked."""
    user = request.user
    reach = access.reach_of(user)  # type: ignore[arg-type]
    if not (reach.steers or reach.keeps_minutes or reach.chairs):
        raise PermissionDenied
    form = SeriesForm(request.POST or None, by=user, initial={"body": request.GET.get("gremium", "")})  # type: ignore[arg-type]
    valid = form.is_bound and form.is_valid()
    makes = valid and "make" in request.POST

    def act() -> MeetingSeries:
        return series.plan(by=user, rhythm=form.as_rhythm(), days=form.chosen(), **form.values())  # type: ignore[arg-type]

    if makes and added(request, form, "series", act, _("The meetings are planned.")):
        return redirect("steering:meeting_list")
    context = {
        "form": form, "days": _days(form, ticked=makes) if valid or form.found else [],
        "crumbs": [crumb(_("Meetings"), way("meeting_list")), crumb(_("Plan a series"))],
    }  # fmt: skip
    return render(
        request,
        "steering/meetings/series.html",
        context,
        status=422 if form.is_bound and not (valid and not makes) else 200,
    )


def _days(form: SeriesForm, *, ticked: bool) -> list[dict[str, Any]]:
    """Each day with its holiday; ticked unless it is one, or as it was sent."""
    chosen, language = set(form.data.getlist("days")), get_language() or "de"
    rows = []
    for day in form.found:
        holiday = workdays.holiday_name(day, language=language)
        rows.append({"day": day, "value": day.isoformat(), "holiday": holiday,
                     "ticked": day.isoformat() in chosen if ticked else not holiday})  # fmt: skip
    return rows


def series_following(request: HttpRequest, pk: int) -> HttpResponse:
    """This meeting and all following ones of its series: another time or place, moved by some days, or cancelled."""
    meeting = meeting_for(request, pk)
    concerned = series.following(meeting)
    if not concerned:
        raise Http404
    initial = {"held_on": meeting.held_on, "starts": meeting.starts, "ends": meeting.ends, "place": meeting.place}
    form = FollowingForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid() and _changed(request, form, meeting):
        return redirect("steering:meeting_detail", pk)
    context = {
        "form": form, "meeting": meeting, "concerned": concerned, "invited": any(each.state == "invited" for each in concerned),
        "crumbs": meeting_crumbs(meeting, crumb(_("Change this and all following"))),
    }  # fmt: skip
    return render(request, "steering/meetings/following.html", context, status=422 if form.is_bound else 200)


def _changed(request: HttpRequest, form: FollowingForm, meeting: Meeting) -> bool:
    later = (form.cleaned_data["held_on"] - meeting.held_on).days
    try:
        if "cancel" in request.POST:
            series.cancel_following(meeting=meeting, by=request.user, note=form.cleaned_data["note"])  # type: ignore[arg-type]
            messages.success(request, _("These meetings are cancelled."))
        else:
            series.change_following(meeting=meeting, by=request.user, days_later=later, **form.values())  # type: ignore[arg-type]
            messages.success(request, _("These meetings are changed."))
    except KimError as error:
        form.add_error("note", str(error))
        return False
    return True
