"""The pre-check from a case: what the file knows is taken over only on a click, and the result is filed only if wanted."""

from typing import Any

from csp.decorators import csp_exempt
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kim.casework.public import Case, access, document_acts
from kim.exceptions import KimError
from kim.privacy.public import audit, reading
from kim.web.casework.frame import case_frame, shown_name
from kim.web.naturalisation import paper
from kim.web.naturalisation.dialogue import Dialogue
from kim.web.naturalisation.from_file import found_in
from kim.web.naturalisation.views import answer_page, came_back
from kim.web.naturalisation.walking import forward, walk
from kim.web.wording import day as in_words

SECTION = "profile"


def salt_of(case: Case) -> str:
    """Answers given in one case do not fit another."""
    return f"kim.naturalisation.case.{case.pk}"


@require_safe
@reading
def case_precheck(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file knows, to be ticked; nothing is taken over before the click."""
    case = access.case_to_work_in(request.user, pk, section=SECTION)  # type: ignore[arg-type]
    return _first_page(request, case)


@require_http_methods(["GET", "HEAD", "POST"])
@reading
def case_check(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialogue in a case; like the public one it stores nothing."""
    case = access.case_to_work_in(request.user, pk, section=SECTION)  # type: ignore[arg-type]
    if request.method != "POST":
        return redirect("naturalisation:case_precheck", pk)
    if request.POST.get("step") == "start":
        dialogue: Dialogue | None = _begun(request, case)
    else:
        dialogue = came_back(request, salt_of(case))
    if dialogue is None:
        return _first_page(request, case, lost=True)
    page = forward(dialogue) if request.POST.get("step") == "start" else walk(request, dialogue)
    return answer_page(request, dialogue, page, salt_of(case), _frame(case))


@csp_exempt()  # a paper, no page
@require_POST
@reading
def case_check_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The result as PDF, with its trace."""
    case = access.case_to_work_in(request.user, pk, section=SECTION)  # type: ignore[arg-type]
    dialogue = came_back(request, salt_of(case))
    if dialogue is None or "who" not in dialogue.answers:
        return redirect("naturalisation:case_precheck", pk)
    made = paper.made(dialogue, request.POST.get("language", ""), name=case.person.full_name)
    if made is None:
        return render(request, "naturalisation/unavailable.html", _frame(case), status=503)
    audit.record("case.paper_printed", target=case, case_id=case.pk, paper="naturalisation")
    return paper.response(made)


@require_POST
def case_check_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the result into the file, as a document like any other."""
    case = access.case_to_work_in(request.user, pk, section="documents")  # type: ignore[arg-type]
    dialogue = came_back(request, salt_of(case))
    if dialogue is None or "who" not in dialogue.answers:
        return redirect("naturalisation:case_precheck", pk)
    made = paper.made(dialogue, request.POST.get("language", ""), name=case.person.full_name)
    if made is None:
        return render(request, "naturalisation/unavailable.html", _frame(case), status=503)
    title = _("Naturalisation pre-check of %(day)s") % {"day": in_words(dialogue.day)}
    try:
        document_acts.add(
            case=case, by=request.user, name="vorpruefung-einbuergerung.pdf", content=made, title=title, dated_on=dialogue.day,  # type: ignore[arg-type]
        )  # fmt: skip
    except KimError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The result is filed in the documents of this case."))
    return redirect("casework:document_list", pk)


def _begun(request: HttpRequest, case: Case) -> Dialogue:
    """A dialogue with what was ticked."""
    dialogue = Dialogue()
    ticked = set(request.POST.getlist("take"))
    for each in found_in(case):
        if each.key in ticked:
            dialogue.keep(each.key, each.raw)
    return dialogue


def _first_page(request: HttpRequest, case: Case, *, lost: bool = False) -> HttpResponse:
    context = case_frame(request, case, "case_person") | {"found": found_in(case), "lost": lost}
    return render(request, "naturalisation/case_start.html", context, status=422 if lost else 200)


def _frame(case: Case) -> dict[str, Any]:
    name = shown_name(case, True)
    return {
        "frame": "base.html", "case": case, "here": reverse("naturalisation:case_check", args=[case.pk]),
        "paper_url": reverse("naturalisation:case_check_paper", args=[case.pk]),
        "file_url": reverse("naturalisation:case_check_file", args=[case.pk]), "shown_name": name, "finder_open": False,
        "crumbs": [
            {"label": _("Cases"), "url": reverse("casework:case_list")},
            {"label": name, "url": reverse("casework:case_detail", args=[case.pk])},
            {"label": _("Naturalisation pre-check"), "url": ""},
        ],
    }  # fmt: skip
