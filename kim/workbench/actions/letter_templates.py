"""The county's Word templates: take a file in, put it into force, take it out again."""

import hashlib
from dataclasses import asdict
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kim.documents.exceptions import UnusableTemplate
from kim.documents.word import CheckedTemplate, Problem, check_template, fill_template
from kim.exceptions import KimError
from kim.organisation.public import User
from kim.privacy.public import audit
from kim.workbench import letter_fields
from kim.workbench.models import LetterTemplate, Purpose


class TemplateFault(KimError):
    """Something about a letter template does not fit."""


class FileRefused(TemplateFault):
    """The file is not taken; the sentence says why."""

    SENTENCES = {
        "too_large": _("This file is larger than 5 MB. Make its pictures smaller and save it again."),
        "not_docx": _("This is no Word document of the kind DOCX. Open it in Word and save it as “Word document (.docx)”."),
        "bomb": _(
            "This file unpacks to much more than a letter, or contains declarations that Word does not write. Save the letter anew in Word."
        ),
        "macros": _("This file contains macros or embedded objects. Save it without them as “Word document (.docx)”."),
        "external": _(
            "This file fetches something from outside when it is opened (%(detail)s). Insert the picture or text itself instead of a link."
        ),
        "unreadable": _("This file is damaged and cannot be read. Open it in Word and save it again."),
    }  # fmt: skip

    def __init__(self, problem: Problem) -> None:
        super().__init__(detail=problem.detail)
        self.code = problem.code

    def __str__(self) -> str:
        return str(self.SENTENCES.get(self.code, self.SENTENCES["unreadable"])) % self.values


class TemplateHasFaults(TemplateFault):
    message = _(
        "This template cannot be activated yet: put the fields named below right in Word and upload the file again."
    )


class TemplateIsInForce(TemplateFault):
    message = _("This template has already been activated. Upload a new one to change its text.")


class TemplateEnds(TemplateFault):
    message = _("The last day is before the first one. Enter a later day.")


class NameInForce(TemplateFault):
    message = _(
        "A template called “%(name)s” is in force on some of these days already. End that one the day before, or upload"
        " this one under another name."
    )


class TemplateIsDraft(TemplateFault):
    message = _("This template has not been activated. Delete it instead.")


@transaction.atomic
def upload(*, name: str, file_name: str, content: bytes, by: User, purpose: str = Purpose.LETTER) -> LetterTemplate:
    """Take a file in as a draft, with what its check has found; refused if KIM may not open it."""
    found = check_template(content, letter_fields.known(purpose))
    if not found.is_readable:
        raise FileRefused(found.problems[0])
    problems = found.problems or _problems_of_trial(content, found, purpose)
    template = LetterTemplate.objects.create(
        name=name, purpose=purpose, file_name=file_name[-160:], content=content, size=len(content), uploaded_by=by,
        digest=hashlib.sha256(content).hexdigest(), fields=list(found.fields),
        unknown=[asdict(each) for each in found.unknown], problems=[asdict(each) for each in problems],
    )  # fmt: skip
    audit.record(
        "letter_template.uploaded", target=template, name=name, purpose=str(purpose), usable=template.is_usable
    )
    return template


def _problems_of_trial(content: bytes, found: CheckedTemplate, purpose: str) -> tuple[Problem, ...]:
    """What only filling shows; a template with unknown fields is tried when they are put right."""
    if found.unknown:
        return ()
    try:
        fill_template(content, letter_fields.examples(purpose))
    except UnusableTemplate:
        return (Problem("unfillable"),)
    return ()


@transaction.atomic
def activate(*, template: LetterTemplate, by: User, from_on: date, until: date | None = None) -> LetterTemplate:
    """Offer it for letters from this day on; refused as long as a field is unknown."""
    template = LetterTemplate.objects.select_for_update().get(pk=template.pk)
    if not template.is_draft:
        raise TemplateIsInForce
    if not template.is_usable:
        raise TemplateHasFaults
    if until and until < from_on:
        raise TemplateEnds
    _name_is_free(template, from_on, until)
    template.valid_from, template.valid_to = from_on, until
    template.save(update_fields=["valid_from", "valid_to"])
    audit.record("letter_template.activated", target=template, name=template.name, valid_from=from_on, valid_to=until)
    return template


def _name_is_free(template: LetterTemplate, from_on: date, until: date | None) -> None:
    """Whoever writes a letter chooses by name: two of one name on one day could not be told apart."""
    others = LetterTemplate.objects.select_for_update().filter(name__iexact=template.name, valid_from__isnull=False)
    meeting = others.exclude(pk=template.pk).exclude(valid_to__lt=from_on)
    if until:
        meeting = meeting.filter(valid_from__lte=until)
    if meeting.defer("content").exists():
        raise NameInForce(name=template.name)


@transaction.atomic
def retire(*, template: LetterTemplate, by: User, last_day: date) -> LetterTemplate:
    """No longer offer it after this day; letters written with it stay."""
    template = LetterTemplate.objects.select_for_update().get(pk=template.pk)
    if template.valid_from is None:
        raise TemplateIsDraft
    if last_day < template.valid_from:
        raise TemplateEnds
    template.valid_to = last_day
    template.save(update_fields=["valid_to"])
    audit.record("letter_template.retired", target=template, name=template.name, valid_to=last_day)
    return template


@transaction.atomic
def discard(*, template: LetterTemplate, by: User) -> None:
    """Delete a draft that nobody could use yet."""
    template = LetterTemplate.objects.select_for_update().get(pk=template.pk)
    if not template.is_draft:
        raise TemplateIsInForce
    audit.record("letter_template.discarded", target=template, name=template.name)
    template.delete()


def preview(template: LetterTemplate) -> bytes:
    """The paper with invented values, also while fields are unknown: these stay empty."""
    return fill_template(bytes(template.content), letter_fields.examples(template.purpose))


def yesterday() -> date:
    """The last day of something that ends now."""
    return timezone.localdate() - timedelta(days=1)


def unknown_field_words(name: str, nearest: str) -> str:
    """What is said about a field nobody knows."""
    if nearest:
        return gettext("There is no field “%(name)s”. Did you mean “%(closest)s”?") % {"name": name, "closest": nearest}
    return gettext("There is no field “%(name)s”. Choose one from the list of fields.") % {"name": name}


_PROBLEMS = {
    "syntax": _("The braces of a field are not complete here: “%(detail)s”. A field looks like this: {{ name }}"),
    "not_allowed": _("Only fields, “if” and “for” are possible, not this: “%(detail)s”"),
    "list_as_text": _("“%(detail)s” is a list. Repeat it line by line: {%%p for line in %(detail)s %%} … {{ line }} … {%%p endfor %%}"),
    "text_as_list": _("“%(detail)s” is no list, so it cannot be repeated with “for”."),
    "unfillable": _("The template cannot be filled: a table or a repetition is not closed where it was begun."),
}  # fmt: skip


def problem_words(code: str, detail: str) -> str:
    """What is said about something else that stands against a template."""
    return str(_PROBLEMS.get(code, FileRefused.SENTENCES["unreadable"])) % {"detail": detail}
