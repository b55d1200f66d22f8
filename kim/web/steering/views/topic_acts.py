"""What one does with a topic: open, edit, take a step, merge, split, put observations in and out."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kim.exceptions import KimError
from kim.steering.exceptions import StepNotPossible
from kim.steering.public import Observation, TopicState, access, recurrence, topics
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.saving import edited
from kim.web.drafts.typed import saved
from kim.web.steering.forms.topics import MergeForm, SplitForm, StepForm, TopicForm
from kim.web.steering.views.observation_inbox import open_topics, shortened
from kim.web.steering.views.topic_board import FILTERS
from kim.web.steering.views.topic_words import crumbs, office, reader, topic_for

BOTH = ["GET", "HEAD", "POST"]


@require_http_methods(BOTH)
def topic_new(request: HttpRequest) -> HttpResponse:
    """A topic without observations yet, or from those named in the address."""
    user = office(request)
    named = _ids(request.GET.getlist("aus"))
    rows = list(access.observations_for(user).filter(pk__in=named))
    form = keep_texts(TopicForm(request.POST or None, initial={"keeper": user.pk, **_from(rows)}), "topic-new")
    if form.is_bound and form.is_valid():
        given = form.values()
        topic = topics.open_topic(
            by=user, observations=[row.pk for row in rows], submission=form.cleaned_data["submission"], **given
        )
        saved(request, "topic-new")
        messages.success(request, _("Topic %(number)s is open.") % {"number": topic.number})
        return redirect("steering:topic_detail", topic.pk)
    return _topic_form(request, form, _("Open a topic"), [*crumbs(), {"label": _("Open a topic"), "url": ""}])


@require_http_methods(BOTH)
def topic_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct it; if somebody else has saved meanwhile, both versions are shown."""
    user = office(request)
    topic = topic_for(user, pk)
    form = keep_texts(TopicForm(request.POST or None, initial=TopicForm.from_topic(topic)), f"topic-{pk}")

    def act() -> Any:
        return topics.edit(topic=topic, by=user, version=form.cleaned_data["version"] or 0, **form.values())

    def now() -> Any:
        fresh = topic_for(user, pk)
        return TopicForm.from_topic(fresh), {"version": fresh.version}, fresh

    if form.is_bound and form.is_valid() and edited(form, act, now):
        saved(request, f"topic-{pk}")
        messages.success(request, _("The topic is saved."))
        return redirect("steering:topic_detail", pk)
    return _topic_form(request, form, _("Edit the topic"), crumbs(topic, _("Edit")))


@require_http_methods(BOTH)
def topic_step(request: HttpRequest, pk: int, to: str) -> HttpResponse:
    """One step: asked for what it needs, said what is missing."""
    user = reader(request)
    topic = topic_for(user, pk)
    rule = next((rule for rule in topics.steps_from(topic, user) if rule.target == to), None)
    board = _board(request, pk)
    if rule is None:
        messages.error(request, str(StepNotPossible()))
        return redirect(board or reverse("steering:topic_detail", args=[pk]))
    missing = topics.missing_for(rule, topics.facts_of(topic))
    known = {"version": topic.version, "body": topics.body_after(topic, TopicState(to))}
    key = f"topic_step-{pk}"
    form = keep_texts(StepForm(request.POST or None, initial=known, needs_reason=rule.needs_reason), key)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        more = {"reason": given["reason"], "body": given["body"], "version": given["version"]}
        try:
            topics.step(topic=topic, to=TopicState(to), by=user, **more)
        except KimError as error:
            if board:
                messages.error(request, f"{topic}: {error}")
                return redirect(board)
            form.refuse(error)
        else:
            saved(request, key)
            messages.success(request, _("%(topic)s is now: %(state)s") % {"topic": topic, "state": rule.target.label})
            return redirect(board or reverse("steering:topic_detail", args=[pk]))
    context = {
        "form": form, "topic": topic, "target": rule.target.label, "missing": missing, "crumbs": crumbs(topic, _("Step")),
        "needs_reason": rule.needs_reason,
    }  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "steering/topics/step.html", context, status=status)


def _board(request: HttpRequest, pk: int) -> str:
    """The card on the board, narrowed as it was, if the step was taken there."""
    came_from, _mark, narrowed = request.POST.get("next", "").partition("?")
    if came_from != "board":
        return ""
    given = QueryDict(narrowed)
    kept = urlencode({name: given[name] for name in FILTERS if name in given})
    return f"{reverse('steering:topic_list')}{'?' if kept else ''}{kept}#topic-{pk}"


@require_POST
def topic_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take up again what comes again; the reason is what the figures say."""
    user = office(request)
    topic = topic_for(user, pk)
    again = recurrence.recurring([pk]).get(pk)
    try:
        if again is None:
            raise StepNotPossible
        topics.step(topic=topic, to=TopicState.STRUCTURE_LEVEL, by=user, reason=again.sentence)
    except KimError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The topic is taken up again. The figures stand as its reason."))
    return redirect("steering:topic_detail", pk)


@require_http_methods(BOTH)
def topic_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """The topic becomes part of another."""
    user = office(request)
    topic = topic_for(user, pk)
    key = f"topic_merge-{pk}"
    form = keep_texts(MergeForm(request.POST or None, topics=open_topics(user).exclude(pk=pk)), key)
    if form.is_bound and form.is_valid():
        into = form.cleaned_data["into"]
        try:
            topics.merge(topic=topic, into=into, by=user, reason=form.cleaned_data["reason"])
        except KimError as error:
            form.refuse(error)
        else:
            saved(request, key)
            messages.success(request, _("%(topic)s is now part of %(into)s.") % {"topic": topic.number, "into": into})
            return redirect("steering:topic_detail", into.pk)
    about = _("Observations, papers, proposals and courses follow. The number stays and leads to the other topic.")
    return _plain_form(request, form, topic, _("Merge the topic"), _("Merge"), about)


@require_http_methods(BOTH)
def topic_split(request: HttpRequest, pk: int) -> HttpResponse:
    """Some observations become a topic of their own."""
    user = office(request)
    topic = topic_for(user, pk)
    rows = access.observations_for(user).filter(topic=topic).order_by("-month", "id")[:300]
    choices = [(str(row.pk), f"{row.month:%m.%Y} · {shortened(row.text)}") for row in rows]
    form = SplitForm(request.POST or None, observations=choices)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            made = topics.split(
                topic=topic, observations=[UUID(each) for each in given["observations"]], by=user, title=given["title"],
                submission=given["submission"],
            )  # fmt: skip
        except KimError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Topic %(number)s is open.") % {"number": made.number})
            return redirect("steering:topic_detail", made.pk)
    about = _("What was decided stays with this topic; the new one names it as its origin.")
    return _plain_form(request, form, topic, _("Split the topic"), _("Split"), about)


@require_POST
def topic_release(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an observation out; it waits in the inbox again."""
    user = office(request)
    topics.release(topic=topic_for(user, pk), observations=_ids(request.POST.getlist("observation")), by=user)
    messages.success(request, _("The observation waits in the inbox again."))
    return redirect("steering:topic_detail", pk)


@require_POST
def topic_gather(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an observation to this topic."""
    user = office(request)
    try:
        topics.gather(topic=topic_for(user, pk), observations=_ids(request.POST.getlist("observation")), by=user)
    except KimError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The observation is part of the topic now."))
    return redirect("steering:topic_detail", pk)


def _ids(named: list[str]) -> list[UUID]:
    """The random ids that can be read."""
    found = []
    for each in named[:300]:
        try:
            found.append(UUID(each))
        except ValueError:
            continue
    return found


def _from(rows: list[Observation]) -> dict[str, Any]:
    """What the new topic starts with: the traits of its first observation."""
    if not rows:
        return {}
    first = rows[0]
    names = ("kind", "life_area_id", "sphere_from_id", "sphere_to_id")
    known = {name.removesuffix("_id"): getattr(first, name) for name in names}
    return {**known, "municipalities": sorted({row.municipality_id for row in rows if row.municipality_id})}


def _topic_form(request: HttpRequest, form: Any, title: str, way: list[dict[str, Any]]) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "steering/topics/edit.html", {"form": form, "title": title, "crumbs": way}, status=status)


def _plain_form(request: HttpRequest, form: Any, topic: Any, title: str, verb: str, about: str) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    context = {
        "form": form,
        "title": title,
        "verb": verb,
        "about": about,
        "topic": topic,
        "crumbs": crumbs(topic, title),
    }
    return render(request, "steering/topics/form.html", context, status=status)
