"""What the county asks in the enquiry form: its own questions, and those of the form it leaves out, by way in."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from kim.casework.public import Enquiry
from kim.organisation.public import AccessChannel, IntakeAnswer, IntakeOmission, IntakeQuestion
from kim.web.casework.forms.careful import CarefulCharField

OWN = "own_"
# What goes together with a question that is left out.
ALONG = {"referrer": ("referrer", "referrer_note")}


def fit(form: forms.Form, enquiry: Enquiry | None) -> list[str]:
    """Add the county's questions and take out what it leaves out; gives the names of its own fields.

    What was answered before stays to be seen and changed. On some ways in only: the page hides it on the others.
    """
    today = timezone.localdate()
    ways = {way.key: way.pk for way in AccessChannel.objects.on(today)}
    for row in IntakeOmission.objects.on(today):
        _leave_out(form, row, ways, enquiry)
    answered = {each["key"]: each["answer"] for each in enquiry.own_answers} if enquiry is not None else {}
    questions = [row for row in IntakeQuestion.objects.all() if row.key in answered or _holds(row, today)]
    for row in questions:
        form.fields[OWN + row.key] = _field(row, answered.get(row.key, ""))
        _only_on(form.fields[OWN + row.key], "only", row.channels if row.key not in answered else [], ways)
    form.own_questions = {OWN + row.key: row for row in questions}  # type: ignore[attr-defined]
    return [OWN + row.key for row in questions]


def answers(form: forms.Form) -> list[dict[str, str]]:
    """What was answered, each with the question as it was asked; nothing for what stayed empty."""
    data, rows = form.cleaned_data, form.own_questions  # type: ignore[attr-defined]
    given = ((row, data.get(name)) for name, row in rows.items())
    return [{"key": row.key, "question": row.label, "answer": answer} for row, answer in given if answer]


def known(enquiry: Enquiry) -> dict[str, str]:
    """What is stored, as initial values."""
    return {OWN + each["key"]: each["answer"] for each in enquiry.own_answers}


def _holds(row: IntakeQuestion, today: Any) -> bool:
    return (row.valid_from is None or row.valid_from <= today) and (row.valid_to is None or row.valid_to >= today)


def _leave_out(form: forms.Form, row: IntakeOmission, ways: dict[str, int], enquiry: Enquiry | None) -> None:
    for name in ALONG.get(row.question, (row.question,)):
        field = form.fields.get(name)
        if field is None or _has_answer(enquiry, name):
            continue
        if row.channels:
            _only_on(field, "not", row.channels, ways)
        else:
            del form.fields[name]


def _has_answer(enquiry: Enquiry | None, name: str) -> bool:
    return enquiry is not None and getattr(enquiry, name) not in (None, "", "not_asked", "normal")


def _only_on(field: forms.Field, how: str, channels: list[str], ways: dict[str, int]) -> None:
    if channels:
        field.widget.attrs[f"data-kim-{how}-on"] = " ".join(str(ways[key]) for key in channels if key in ways)


def _field(row: IntakeQuestion, answer: str) -> forms.Field:
    if row.answer == IntakeAnswer.TEXT:
        return CarefulCharField(label=row.label, required=False, max_length=200)
    if row.answer == IntakeAnswer.YES_NO:
        choices = [("yes", _("yes")), ("no", _("no"))]
    else:
        choices = [(each, each) for each in dict.fromkeys([*row.choices, *([answer] if answer else [])])]
    return forms.ChoiceField(label=row.label, required=False, choices=[("", _("not asked")), *choices])
