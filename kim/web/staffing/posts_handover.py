"""Somebody leaves a post: cases, appointments and the area go to somebody else on one day; what stays behind is named."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods

from kim.casework.public import (
    Case,
    Enquiry,
    EnquiryState,
    PlannedHandover,
    PlannedState,
    leaving,
    spread_cases,
)
from kim.exceptions import KimError
from kim.organisation.public import (
    Absence,
    Membership,
    Post,
    PostCatchment,
    PostHolder,
    Role,
    User,
    areas,
    catchments,
)
from kim.privacy.public import audit
from kim.web.answers import form_answer
from kim.web.casework.forms.handover import case_managers
from kim.web.drafts import once
from kim.web.forms import CleanCharField, DayField, KimForm
from kim.web.lead.views.board import led_units
from kim.web.staffing.posts_forms import next_month
from kim.web.staffing.posts_views import crumbs
from kim.web.wording import day as in_words

Words = dict[str, Any]


class HandoverForm(KimForm):
    """Who takes over, from which day on, and why."""

    to = forms.TypedChoiceField(label=gettext_lazy("Who takes over"), coerce=int, choices=())
    on = DayField(label=gettext_lazy("From which day on"))
    reason = CleanCharField(
        label=gettext_lazy("Reason"), max_length=300, help_text=gettext_lazy("It stands in the history of every case.")
    )

    def __init__(self, *args: Any, holder: PostHolder, **kwargs: Any) -> None:
        today = timezone.localdate()
        after = holder.valid_to + timedelta(days=1) if holder.valid_to else next_month(today)
        super().__init__(*args, initial={"on": max(after, today)}, **kwargs)
        self.fields["to"].choices = [("", ""), *case_managers({holder.user_id})]  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        """Today or later."""
        day: date = self.cleaned_data["on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is past. Enter today or a later day."))
        return day


@dataclass
class Preview:
    """What goes over, and what stays behind, each with its sentence."""

    holder: PostHolder
    to: User
    on: date
    cases: list[Case]
    figures: leaving.Leaving
    moving: list[PostCatchment] = field(default_factory=list)
    target: Post | None = None
    goes: list[Words] = field(default_factory=list)
    stays: list[Words] = field(default_factory=list)

    @property
    def seen(self) -> str:
        """Told again with the act: only what was looked at is done."""
        told = (self.holder.pk, self.to.pk, self.on, [case.pk for case in self.cases], [row.pk for row in self.moving])
        return hashlib.sha256(repr(told).encode()).hexdigest()[:24]


@require_http_methods(["GET", "HEAD", "POST"])
def post_handover(request: HttpRequest, pk: int) -> HttpResponse:
    """First what goes over and what does not, then the handover itself."""
    units = led_units(request.user)  # type: ignore[arg-type]
    holder = get_object_or_404(PostHolder.objects.select_related("post", "user"), pk=pk)
    if not Membership.objects.filter(user=holder.user_id, unit_id__in=units, role=Role.CASE_MANAGER).exists():
        raise Http404
    confirms = request.method == "POST" and "confirm" in request.POST
    if confirms and not once.claim(request, "post-handover"):
        return redirect("staffing:post_detail", holder.post_id)
    form = HandoverForm(request.POST or None, holder=holder)
    preview = None
    if form.is_bound and form.is_valid():
        preview = _preview(request.user, units, holder, form)
        if confirms and _done(request, form, preview):
            return redirect("staffing:post_detail", holder.post_id)
    if confirms:
        once.release(request, "post-handover")
    title = _("Hand over: %(name)s leaves") % {"name": holder.user}
    where = (holder.post.title, reverse("staffing:post_detail", args=[holder.post_id]))
    context = {"form": form, "holder": holder, "title": title, "preview": preview, "crumbs": crumbs(where, (title, ""))}
    return form_answer(request, "staffing/posts/handover.html", context)


def _preview(user: Any, units: frozenset[int], holder: PostHolder, form: HandoverForm) -> Preview:
    data = form.cleaned_data
    cases = Case.objects.visible_to(user).running().filter(unit_id__in=units, assigned_to=holder.user_id)
    found = Preview(
        holder, User.objects.get(pk=data["to"]), data["on"], list(cases.order_by("pk")), leaving.of(holder.user_id)
    )
    _of_cases(found)
    _of_area(found)
    _left_behind(found)
    return found


def _said(text: str, n: int | str = "", what: str = "") -> Words:
    return {"text": text, "n": n, "what": what}


def _of_cases(found: Preview) -> None:
    words = {"name": found.to, "day": in_words(found.on)}
    if found.cases:
        found.goes.append(
            _said(
                _("go to %(name)s on %(day)s, with their handover sheet") % words, len(found.cases), _("Running cases")
            )
        )
    planned = PlannedHandover.objects.filter(case__in=found.cases, state=PlannedState.PLANNED).count()
    if planned:
        found.goes.append(
            _said(_("were to go to somebody else; this handover takes the place of that plan"), planned, _("of these"))
        )
    if found.figures.with_case:
        found.goes.append(
            _said(
                _("go along with their case, into the calendar of %(name)s") % words,
                found.figures.with_case,
                _("Appointments"),
            )
        )


def _of_area(found: Preview) -> None:
    """The area stays with a post that somebody holds on, else it goes to the post of whoever takes over."""
    day, post = found.on, found.holder.post
    rows = list(
        PostCatchment.objects.on(day)
        .filter(post=post)
        .filter(catchments.case_management("post__"))
        .select_related("municipality")
    )
    if not rows:
        return
    names = ", ".join(str(row.municipality) for row in rows)
    staying = PostHolder.objects.on(day).filter(post=post).exclude(pk=found.holder.pk).select_related("user")
    if others := list(staying):
        who = ", ".join(str(row.user) for row in others)
        text = _("stays with the post; from %(day)s the contact finder names %(who)s") % {
            "day": in_words(day),
            "who": who,
        }
        found.goes.append(_said(text, names, _("Area")))
        return
    held = PostHolder.objects.on(day).filter(user=found.to).filter(catchments.case_management("post__"))
    target = held.select_related("post").order_by("-fte", "pk").first()
    if target is None:
        text = _("stays with the post, which nobody holds then: %(name)s has no post on this day")
        found.stays.append(_said(text % {"name": found.to}, names, _("Area")))
        return
    found.target = target.post
    _split_area(found, target.post, rows)


def _split_area(found: Preview, target: Post, rows: list[PostCatchment]) -> None:
    """What can move moves; what ends or changes already is named."""
    today = timezone.localdate()
    own = set(PostCatchment.objects.on(found.on).filter(post=target).values_list("municipality", flat=True))
    later = PostCatchment.objects.filter(
        catchments.case_management("post__"), municipality__in=[row.municipality_id for row in rows]
    )
    planned = set(later.filter(Q(valid_from__gt=today) | Q(valid_to__gte=today)).values_list("municipality", flat=True))
    for row in rows:
        place = str(row.municipality)
        if row.municipality_id in own:
            found.stays.append(
                _said(_("%(name)s covers it already; end the old area by hand") % {"name": found.to}, place, _("Area"))
            )
        elif row.municipality_id in planned:
            found.stays.append(_said(_("a change is planned there already; look at it under Areas"), place, _("Area")))
        else:
            found.moving.append(row)
    if found.moving:
        text = _("goes to the post %(post)s; the contact finder follows, office hours kept there so far end")
        found.goes.append(
            _said(text % {"post": target}, ", ".join(str(row.municipality) for row in found.moving), _("Area"))
        )


def _left_behind(found: Preview) -> None:
    """Whatever does not move by itself, with where it is looked after."""
    user, counted = found.holder.user, found.figures
    named = {"name": user}
    told = (
        (counted.without_case, _("Appointments without a case"), _("stay in the calendar of %(name)s; nobody else sees them") % named),
        (counted.closed, _("Closed cases"), _("stay with %(name)s; they are handed over one by one where needed") % named),
        (counted.asked, _("Open confirmations"), _("wait for %(name)s; ask somebody else") % named),
        (
            Enquiry.objects.filter(state=EnquiryState.OPEN, proposed_for=user).count(), _("Open enquiries"),
            _("are meant for %(name)s; name somebody else at the triage") % named,
        ),
        (
            PlannedHandover.objects.filter(state=PlannedState.PLANNED, to=user).count(), _("Planned handovers"),
            _("would bring cases to %(name)s; call them off on the team board") % named,
        ),
    )  # fmt: skip
    found.stays += [_said(text, n, what) for n, what, text in told if n]
    for row in Absence.objects.filter(deputy=user, last_day__gte=found.on).select_related("user"):
        words = {"who": row.user, "day": in_words(row.last_day)}
        found.stays.append(_said(_("for %(who)s until %(day)s; name another stand-in") % words, "", _("Standing in")))
    if found.holder.valid_to is None or found.holder.valid_to >= found.on:
        text = (
            _("%(name)s holds the post beyond this day; the head of the integration centre records the last day")
            % named
        )
        found.stays.append(_said(text, "", pgettext("post", "Post")))


def _done(request: HttpRequest, form: HandoverForm, found: Preview) -> bool:
    if request.POST.get("seen") != found.seen:
        form.add_error(None, _("Something has changed since you looked. Look at what follows again, then hand over."))
        return False
    if not found.cases and not found.moving:
        form.add_error(None, _("There is nothing to hand over: no running case and no area."))
        return False
    try:
        _carry_out(request.user, form, found)
    except KimError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("%(n)s cases and %(m)s areas go to %(name)s.") % {
        "n": len(found.cases), "m": len(found.moving), "name": found.to,
    })  # fmt: skip
    return True


@transaction.atomic
def _carry_out(user: Any, form: HandoverForm, found: Preview) -> None:
    """All of it or nothing."""
    if found.cases:
        moves = [spread_cases.Move(case.pk, case.assigned_to_id, found.to) for case in found.cases]
        spread_cases.spread(moves=moves, by=user, reason=form.cleaned_data["reason"], on=found.on)
    for row in found.moving:
        if found.target is not None:
            areas.move(area=row, to=found.target, on=found.on, source=form.cleaned_data["reason"], by=user)
    audit.record(
        "post.handed_over", target=found.holder.post, on=found.on, to=found.to.pk, cases=len(found.cases), areas=len(found.moving)
    )  # fmt: skip
