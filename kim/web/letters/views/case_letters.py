"""Letters of a case: choose, edit, look at, print; what was written stays listed."""

import base64
import logging
import re
from typing import Any

from csp.decorators import csp_exempt
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kim import documents
from kim.casework.public import Case, Letter, access, letter_acts, letters, paper_texts
from kim.exceptions import KimError
from kim.privacy.public import audit, reading
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.views.plan_shared import frame, refused_when_closed
from kim.web.drafts.typed import saved
from kim.web.forms import language_name
from kim.web.letters.drafts import page_of
from kim.web.letters.forms import ChoiceForm, WriteForm
from kim.web.letters.words import KINDS, error_words
from kim.workbench.public import submissions

log = logging.getLogger("kim.web")
SECTION = "documents"
TAB = "case_letters"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@reading
def case_letters(request: HttpRequest, pk: int) -> HttpResponse:
    """What was written in this case, the newest first."""
    case = access.case_for(request.user, pk, section=SECTION)
    rows = list(case.letters.select_related("recorded_by", "agency", "template").defer("snapshot", "template__content"))
    for row in rows:
        row.kind_words = row.template.name if row.template else KINDS.get(row.kind, row.kind)
        row.language_words = language_name(row.language)
    return render(request, "letters/case_letters.html", frame(request, case, TAB, letters=rows))


@require_http_methods(["GET", "HEAD", "POST"])
def case_letter_new(request: HttpRequest, pk: int) -> HttpResponse:
    """First which letter (in the address), then its words, a look at it, and printing."""
    case = access.case_to_work_in(request.user, pk, section=SECTION)
    if (answer := refused_when_closed(request, case, "letters:case_letters")) is not None:
        return answer
    asked = "kind" in request.GET
    choice = ChoiceForm(request.GET if asked else None, case=case)
    if not asked or not choice.is_valid():
        return _choosing(request, case, choice, 422 if asked or request.method == "POST" else 200)
    return _writing(request, case, choice)


def _choosing(request: HttpRequest, case: Case, choice: ChoiceForm, status: int) -> HttpResponse:
    context = frame(request, case, TAB, _("Write a letter"), form=choice)
    return render(request, "letters/case_letter_choose.html", context, status=status)


def _writing(request: HttpRequest, case: Case, choice: ChoiceForm) -> HttpResponse:
    """The words to edit; `act` says whether to look at the letter first or to keep and print it."""
    values = choice.cleaned_data
    texts = paper_texts.wordings(letters.PAPER)
    known = {"day": letters.german_day(values["day"]), "time": values["time"], "place": values["place"]}
    proposal = letters.propose(
        case, values["kind"], values["language"], by=request.user, texts=texts, agency=values["agency"], **known
    )
    form = WriteForm(
        request.POST or None, initial=_initial(case, choice, proposal), language=values["language"],
        to_agency=bool(values["agency"]), template=choice.template,
    )  # fmt: skip
    keep_texts(form, page_of(case, choice))
    seen: list[str] = []
    if request.method == "POST" and form.is_valid():
        snapshot = _snapshot(request, case, choice, form, proposal, texts)
        try:
            if request.POST.get("act") == "preview":
                if choice.template:
                    audit.record("letter.previewed", target=case, case_id=case.pk, template=choice.template.pk)
                    return _docx(
                        case,
                        documents.fill_template(bytes(choice.template.content), letters.field_values(case, snapshot)),
                        "vorschau",
                    )
                seen = _pictures(snapshot)
            else:
                return _kept(request, case, choice, form, snapshot)
        except documents.DocumentError as error:
            log.error("letter of case %s cannot be made: %s", case.pk, error)
            form.add_error(None, error_words(error))
        except KimError as error:
            form.add_error(None, str(error))
    context = frame(
        request, case, TAB, _("Write a letter"), form=form, choice=choice, pages=seen, template=choice.template,
        title=choice.template.name if choice.template else KINDS[values["kind"]],
        other_language=language_name(values["language"]), agency=values["agency"], approved=proposal.approved,
        safe_contact=case.profile.safe_contact if not values["agency"] else "",
        back=f"{reverse('letters:case_letter_new', args=[case.pk])}",
    )  # fmt: skip
    return render(request, "letters/case_letter_write.html", context, status=422 if form.errors else 200)


def _initial(case: Case, choice: ChoiceForm, proposal: letters.Proposal) -> dict[str, Any]:
    german, other = proposal.german, proposal.other
    said: dict[str, Any] = {
        "sent_on": letters.today(), "recipient": "\n".join(letters.recipient_of(case, choice.cleaned_data["agency"])),
        "subject": german.subject or (choice.template.name if choice.template else ""), "greeting": german.greeting,
        "body": german.body, "closing": german.closing,
    }  # fmt: skip
    if other:
        said |= {
            "other_subject": other.subject, "other_greeting": other.greeting, "other_body": other.body,
            "other_closing": other.closing,
        }  # fmt: skip
    return said


def _snapshot(
    request: HttpRequest, case: Case, choice: ChoiceForm, form: WriteForm, proposal: letters.Proposal, texts: Any
) -> dict[str, Any]:
    """What stands on the letter. A translation counts as approved only as long as nobody has edited it."""
    language = choice.cleaned_data["language"]
    other = form.words("other_") if language and form.cleaned_data.get("other_body") else None
    untouched = other == proposal.other and form.words() == proposal.german
    lines = form.cleaned_data.get("recipient") or "\n".join(letters.recipient_of(case, choice.cleaned_data["agency"]))
    return letters.snapshot_of(
        case, by=request.user, sent_on=form.cleaned_data["sent_on"], recipient=lines.split("\n"), german=form.words(),
        other=other, language=language, approved=proposal.approved and untouched, texts=texts,
    )  # fmt: skip


def _kept(
    request: HttpRequest, case: Case, choice: ChoiceForm, form: WriteForm, snapshot: dict[str, Any]
) -> HttpResponse:
    """Keep it, made once to be sure that it can be printed; a second click of the same form keeps nothing twice."""
    values = choice.cleaned_data
    sent = {"by": request.user, "purpose": "letter", "submission": form.cleaned_data["submission"]}
    if submissions.claim(**sent):
        if choice.template:
            snapshot |= {"values": letters.field_values(case, snapshot)}
        _made(choice.template, snapshot)
        try:
            letter = letter_acts.write(
                case=case, by=request.user, kind=values["kind"], subject=form.cleaned_data["subject"],
                sent_on=form.cleaned_data["sent_on"], snapshot=snapshot, language=values["language"],
                agency=values["agency"], template=choice.template,
            )  # fmt: skip
        except KimError:
            submissions.release(**sent)
            raise
        submissions.remember(**sent, made=letter)
        saved(request, page_of(case, choice))
        messages.success(request, _said(letter))
    return redirect("letters:case_letters", case.pk)


def _said(letter: Letter) -> SafeString:
    """That it is filed, with the way to the paper itself."""
    open_it = _("Open the Word file") if letter.template_id else _("Open the PDF")
    url = reverse("letters:case_letter_file", args=[letter.case_id, letter.pk])
    return format_html('{} <a href="{}">{}</a>', _("The letter is filed in the case."), url, open_it)


@csp_exempt()  # a paper, no page: some browsers show PDF through a plug-in of their own, which the policy would stop
@require_safe
@reading
def case_letter_file(request: HttpRequest, pk: int, letter_pk: int) -> HttpResponse:
    """The letter as it was written: a PDF, or the county's filled Word file."""
    case = access.case_for(request.user, pk, section=SECTION)
    letter = get_object_or_404(Letter.objects.select_related("template"), pk=letter_pk, case=case)
    try:
        made = _made(letter.template, letter.snapshot)
    except (documents.DocumentError, RuntimeError, OSError, KeyError, TypeError, ValueError) as error:
        log.error("letter %s cannot be printed: %s", letter.pk, error)
        context = frame(request, case, TAB, _("Letters"), letter=letter)
        return render(request, "letters/case_letter_unavailable.html", context, status=503)
    audit.record("letter.printed", target=letter, case_id=case.pk)
    if letter.template:
        return _docx(case, made, f"brief-{letter.pk}")
    return _file(case, made, "application/pdf", f"brief-{letter.pk}.pdf", "inline")


def _made(template: Any, snapshot: dict[str, Any]) -> bytes:
    if template is not None:
        return documents.fill_template(bytes(template.content), snapshot["values"])
    return documents.render_letter(letters.paper_of(snapshot))


def _pictures(snapshot: dict[str, Any]) -> list[str]:
    pages = documents.picture_letter(letters.paper_of(snapshot), dots_per_inch=84)
    return [f"data:image/png;base64,{base64.b64encode(page).decode()}" for page in pages]


def _docx(case: Case, content: bytes, name: str) -> HttpResponse:
    return _file(case, content, DOCX, f"{name}.docx", "attachment")


def _file(case: Case, content: bytes, kind: str, name: str, how: str) -> HttpResponse:
    """Reference and number, and no name: file names travel further than papers."""
    reference = re.sub(r"[^A-Za-z0-9-]+", "-", case.reference)
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'{how}; filename="{reference}-{name}"'
    response["Cache-Control"] = "no-store, private"
    return response
