"""Feedback to everybody who reported, and the closing of decisions."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kim.exceptions import KimError
from kim.steering.public import access, closing
from kim.web.casework.forms.keeping import keep_texts
from kim.web.drafts.typed import saved
from kim.web.observing import tell_reporters
from kim.web.steering.forms.orders import FeedbackForm
from kim.web.steering.views.decisions import decision_for
from kim.web.steering.views.topic_words import crumbs, office, topic_for
from kim.web.steering.views.ways import crumb


def feedback_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the feedback; shown as reporters will read it before it is sent."""
    decision = decision_for(request, pk)
    if not access.reach_of(request.user).steers:  # type: ignore[arg-type]
        raise PermissionDenied
    form = keep_texts(FeedbackForm(request.POST or None), f"feedback-{pk}")
    preview = ""
    if form.is_bound and form.is_valid():
        preview = form.cleaned_data["text"]
        answer = partial(closing.answer, decision=decision)
        if request.POST.get("send") and _sent(request, answer, form, f"feedback-{pk}"):
            return redirect("steering:decision_detail", pk)
    here = [crumb(decision.number, reverse("steering:decision_detail", args=[pk])), crumb(_("Give feedback"))]
    context = {"form": form, "about": decision, "preview": preview, "crumbs": here}
    return render(request, "steering/closing/feedback.html", context, status=422 if form.errors else 200)


def topic_feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for a topic on which nothing had to be decided."""
    user = office(request)
    topic = topic_for(user, pk)
    form = keep_texts(FeedbackForm(request.POST or None), f"topic_feedback-{pk}")
    preview = ""
    if form.is_bound and form.is_valid():
        preview = form.cleaned_data["text"]
        answer = partial(closing.answer_topic, topic=topic)
        if request.POST.get("send") and _sent(request, answer, form, f"topic_feedback-{pk}"):
            return redirect("steering:topic_detail", pk)
    context = {"form": form, "about": topic, "preview": preview, "crumbs": crumbs(topic, _("Give feedback"))}
    return render(request, "steering/closing/feedback.html", context, status=422 if form.errors else 200)


def _sent(request: HttpRequest, answer: Callable[..., Any], form: FeedbackForm, draft: str) -> bool:
    said = {name: form.cleaned_data[name] for name in ("text", "final", "submission")}
    try:
        with transaction.atomic():
            _feedback, observations = answer(by=request.user, **said)
            tell_reporters(observations)
    except KimError as error:
        form.refuse(error)
        return False
    saved(request, draft)
    messages.success(request, _("The feedback is given. Everybody who reported this can read it."))
    return True


@require_POST
def decision_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a decision; what is still missing is said."""
    decision = decision_for(request, pk)
    version = request.POST.get("version", "")
    number = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
    try:
        closing.close(decision=decision, by=request.user, version=number)  # type: ignore[arg-type]
    except KimError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The decision is closed."))
    return redirect("steering:decision_detail", pk)
