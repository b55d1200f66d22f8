"""One step of the dialogue: what was sent in, what is shown next. The same for the public page and for a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from kim.web.naturalisation.dialogue import NOT_KNOWN, Dialogue
from kim.web.naturalisation.forms.base import Answer, Rows
from kim.web.naturalisation.forms.day import DayForm
from kim.web.naturalisation.questions import BY_KEY, Question


@dataclass
class Shown:
    """What the next page shows: a question with its form, or with neither the result."""

    question: Question | None = None
    form: Answer | None = None
    day_form: DayForm | None = None
    status: int = 200


def walk(request: HttpRequest, dialogue: Dialogue) -> Shown:
    """Take the step that was asked for."""
    sent = request.POST
    question, step = BY_KEY.get(sent.get("question", "")), sent.get("step", "")
    if "day" in sent:
        return _other_day(sent, dialogue)
    if sent.get("go", "") in BY_KEY:
        return ask(dialogue, sent["go"])
    if question is None:
        return forward(dialogue, asked_for=step == "result")
    if step == "back":
        return _back(sent, dialogue, question)
    return _answered(sent, dialogue, question, step)


def _answered(sent: QueryDict, dialogue: Dialogue, question: Question, step: str) -> Shown:
    """Another row, or the answer kept and the next question."""
    if step == "unknown":
        dialogue.keep(question.key, dict(NOT_KNOWN))
        return forward(dialogue)
    form = question.form(sent, known=_others(dialogue, question.key))
    if step == "row" and isinstance(form, Rows):
        return Shown(question, form.with_one_more(form.known))
    if step == "result" and not set(form.raw()) - {"rows"}:
        return Shown()
    if not form.is_valid():
        return Shown(question, form, status=422)
    dialogue.keep(question.key, form.raw())
    return forward(dialogue, asked_for=step == "result")


def forward(dialogue: Dialogue, *, asked_for: bool = False) -> Shown:
    """The next question; first one whose answer no longer fits the others."""
    faulty = dialogue.faulty()
    if faulty:
        return Shown(BY_KEY[faulty], dialogue.read_forms()[faulty], status=422)
    against = dialogue.contradiction()
    if against:
        return _contradicting(dialogue, against)
    if asked_for and "who" in dialogue.answers:
        return Shown()
    following = dialogue.next_question()
    return ask(dialogue, following) if following else Shown()


def ask(dialogue: Dialogue, key: str) -> Shown:
    """A question, with the answer it had."""
    question = BY_KEY[key]
    raw = dialogue.answers.get(key, {})
    return Shown(question, question.form(initial=raw, known=_others(dialogue, key)))


def _back(sent: QueryDict, dialogue: Dialogue, question: Question) -> Shown:
    """To the question before; what stands on this page is kept if it can be read."""
    before = dialogue.before(question.key) or question.key
    form = question.form(sent, known=_others(dialogue, question.key))
    if form.is_valid() and set(form.raw()) - {"rows"}:  # a page left without an answer was not answered
        dialogue.keep(question.key, form.raw())
    return ask(dialogue, before)


def _contradicting(dialogue: Dialogue, key: str) -> Shown:
    """Answers that exclude each other: back to the page they stand on."""
    form = dialogue.read_forms().get(key)
    if form is None:
        return ask(dialogue, key)
    form.add_error(None, _("These entries contradict each other. Check the days."))
    return Shown(BY_KEY[key], form, status=422)


def _other_day(sent: QueryDict, dialogue: Dialogue) -> Shown:
    form = DayForm(sent)
    if not form.is_valid():
        return Shown(day_form=form, status=422)
    dialogue.on = form.cleaned_data["day"]
    return Shown(day_form=form)


def _others(dialogue: Dialogue, key: str) -> dict[str, Any]:
    """What the other pages say."""
    rest = Dialogue({other: raw for other, raw in dialogue.answers.items() if other != key}, [], dialogue.on)
    return rest.raw_facts()
