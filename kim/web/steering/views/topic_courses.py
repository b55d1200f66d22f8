"""The rows of steps of a topic: case reconstruction, service chain as it is and as it should be; and papers to the ministry."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kim.exceptions import KimError
from kim.organisation.public import User
from kim.steering.public import Course, CourseStep, MinistryPaper, Topic, courses
from kim.web.casework.forms.keeping import keep_texts
from kim.web.drafts.typed import saved
from kim.web.steering.forms.topics import CourseStepForm, MinistryAnswerForm, MinistryForm
from kim.web.steering.views.topic_drawings import course as drawn
from kim.web.steering.views.topic_words import Words, crumbs, office, reader, topic_for
from kim.workbench.public import submissions


def rows_of(topic: Topic) -> list[Words]:
    """The three rows with their drawings; those without a step too."""
    steps = list(topic.course_steps.select_related("agency"))
    found = []
    for each in Course:
        own = [step for step in steps if step.course == each.value]
        found.append({
            "key": each.value, "label": each.label, "steps": own, "chart": drawn(each.value, str(each.label), own),
            "days": sum(step.days or 0 for step in own),
        })  # fmt: skip
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def course_edit(request: HttpRequest, pk: int, course: str) -> HttpResponse:
    """One row of steps: what there is, and one more; `?schritt=` names one to be said differently."""
    user, topic = _worker(request, pk)
    row = next((row for row in rows_of(topic) if row["key"] == course), None)
    if row is None:
        raise PermissionDenied
    step = next((step for step in row["steps"] if str(step.pk) == request.GET.get("schritt")), None)
    known = {name: getattr(step, name) for name in ("what", "agency", "days", "obstacle")} if step else {}
    form = CourseStepForm(request.POST or None, initial={"course": course, **known})
    if form.is_bound and form.is_valid() and (_changed(user, step, form) if step else _added(user, topic, form)):
        return redirect("steering:topic_course", pk, course)
    context = {"topic": topic, "row": row, "form": form, "step": step, "crumbs": crumbs(topic, str(row["label"]))}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "steering/topics/course.html", context, status=status)


@require_POST
def course_step_act(request: HttpRequest, pk: int, step: int, act: str) -> HttpResponse:
    """Move a step, or take it out."""
    user, topic = _worker(request, pk)
    found = topic.course_steps.filter(pk=step).first()
    if found is not None and act == "weg":
        courses.remove_step(step=found, by=user)
    elif found is not None:
        courses.move_step(step=found, by=user, earlier=act == "frueher")
    course = found.course if found else Course.AS_IS.value
    return redirect("steering:topic_course", pk, course)


@require_http_methods(["GET", "HEAD", "POST"])
def ministry_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a paper to the ministry."""
    user = office(request)
    topic = topic_for(user, pk)
    key = f"ministry-{pk}-new"
    form = keep_texts(MinistryForm(request.POST or None, initial={"sent_on": timezone.localdate()}), key)
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("recipient", "subject", "text", "sent_on")}
        sent: Words = {"by": user, "purpose": "ministry", "submission": form.cleaned_data["submission"]}
        if submissions.claim(**sent):
            submissions.remember(**sent, made=courses.write_to_ministry(topic=topic, by=user, **given))
            saved(request, key)
            messages.success(request, _("The paper is recorded."))
        return redirect("steering:topic_detail", pk)
    return _form(request, form, topic, _("Record a paper to the ministry"))


@require_http_methods(["GET", "HEAD", "POST"])
def ministry_answer(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """Record what the ministry answered."""
    user = office(request)
    topic = topic_for(user, pk)
    found = get_object_or_404(MinistryPaper, topic=topic, pk=paper)
    known = {"answer": found.answer, "answered_on": found.answered_on or timezone.localdate()}
    key = f"ministry-{pk}-{paper}"
    form = keep_texts(MinistryAnswerForm(request.POST or None, initial=known), key)
    if form.is_bound and form.is_valid():
        day = form.cleaned_data["answered_on"]
        if day < found.sent_on:
            form.add_error("answered_on", _("The answer cannot be older than the paper."))
        else:
            courses.answer_of_ministry(paper=found, by=user, answer=form.cleaned_data["answer"], answered_on=day)
            saved(request, key)
            messages.success(request, _("The answer is recorded."))
            return redirect("steering:topic_detail", pk)
    return _form(request, form, topic, _("Record the answer of the ministry"))


def _worker(request: HttpRequest, pk: int) -> tuple[User, Topic]:
    user = reader(request)
    topic = topic_for(user, pk)
    if not courses.may_work_on(topic, user):
        raise PermissionDenied
    return user, topic


def _added(user: User, topic: Topic, form: CourseStepForm) -> bool:
    sent: Words = {"by": user, "purpose": "course_step", "submission": form.cleaned_data["submission"]}
    if not submissions.claim(**sent):
        return True
    try:
        made: CourseStep = courses.add_step(topic=topic, by=user, **form.values())
    except KimError as error:
        submissions.release(**sent)
        form.refuse(error)
        return False
    submissions.remember(**sent, made=made)
    return True


def _changed(user: User, step: CourseStep, form: CourseStepForm) -> bool:
    try:
        courses.change_step(step=step, by=user, **form.values())
    except KimError as error:
        form.refuse(error)
        return False
    return True


def _form(request: HttpRequest, form: Any, topic: Topic, title: str) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    context = {
        "form": form,
        "title": title,
        "verb": _("Save"),
        "topic": topic,
        "crumbs": crumbs(topic, title),
        "about": "",
    }
    return render(request, "steering/topics/form.html", context, status=status)
