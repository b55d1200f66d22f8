"""The public pre-check: without a sign-in, and nothing of it is stored anywhere."""

from typing import Any

from csp.decorators import csp_exempt
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kim.law.naturalisation import law
from kim.organisation.public import County
from kim.privacy.public import reading
from kim.web.middleware import public
from kim.web.naturalisation import paper
from kim.web.naturalisation.dialogue import Dialogue
from kim.web.naturalisation.drawing import drawn
from kim.web.naturalisation.forms.base import Rows
from kim.web.naturalisation.forms.day import DayForm
from kim.web.naturalisation.results import AGAINST, FOR, OPEN, result_of
from kim.web.naturalisation.walking import Shown, forward, walk

SALT = "kim.naturalisation.public"


@public
@require_http_methods(["GET", "HEAD", "POST"])
@reading
def check(request: HttpRequest) -> HttpResponse:
    """One question a page; the answers so far come back with each form."""
    _must_be_open(request)
    if request.method != "POST":
        return render(request, "naturalisation/start.html", _frame(request) | {"lost": False})
    dialogue = Dialogue() if request.POST.get("step") == "start" else came_back(request, SALT)
    if dialogue is None:
        return render(request, "naturalisation/start.html", _frame(request) | {"lost": True}, status=422)
    page = forward(dialogue) if request.POST.get("step") == "start" else walk(request, dialogue)
    return answer_page(request, dialogue, page, SALT, _frame(request))


@public
@csp_exempt()  # a paper, no page
@require_POST
@reading
def check_paper(request: HttpRequest) -> HttpResponse:
    """The result as PDF, in German and a language of choice."""
    _must_be_open(request)
    dialogue = came_back(request, SALT)
    if dialogue is None or "who" not in dialogue.answers:
        return redirect("naturalisation:check")
    made = paper.made(dialogue, request.POST.get("language", ""))
    if made is None:
        return render(request, "naturalisation/unavailable.html", _frame(request), status=503)
    return paper.response(made)


def came_back(request: HttpRequest, salt: str) -> Dialogue | None:
    """The dialogue as the page sent it back."""
    dialogue = Dialogue.from_token(request.POST.get("state", ""), salt)
    if dialogue is not None and request.POST.get("step") == "thorough":
        dialogue.thorough = True
    return dialogue


def answer_page(
    request: HttpRequest, dialogue: Dialogue, page: Shown, salt: str, frame: dict[str, Any]
) -> HttpResponse:
    """A question, or the result."""
    context = frame | {"state": dialogue.token(salt)}
    if page.question is not None:
        form = page.form
        context |= {
            "question": page.question, "form": form, "rows": form.in_rows() if isinstance(form, Rows) else [],
            "place": dialogue.place_of(page.question.key), "may_go_back": bool(dialogue.before(page.question.key)),
            "has_result": "who" in dialogue.answers, "can_grow": isinstance(form, Rows),
            "plain_fields": plain_fields(form),
            "after_rows": [form[name] for name in form.after_rows] if isinstance(form, Rows) else [],
        }  # fmt: skip
        return render(request, "naturalisation/question.html", context, status=page.status)
    result = result_of(dialogue)
    context |= {
        "result": result, "chart": drawn(dialogue, result), "day_form": page.day_form or DayForm(initial={"day": dialogue.day}),
        "sides": [
            ("against", _("Speaks against it"), result.of(AGAINST)), ("open", _("Open"), result.of(OPEN)),
            ("for", _("Speaks for it"), result.of(FOR)),
        ],
        "more_to_ask": not dialogue.thorough and bool(Dialogue(dialogue.answers, dialogue.order, dialogue.on, True).next_question()),
        "languages": paper.languages(), "reviewed": law().last_reviewed,
    }  # fmt: skip
    return render(request, "naturalisation/result.html", context, status=page.status)


def plain_fields(form: Any) -> list[Any]:
    """The fields above the rows, or all where there are none."""
    in_rows = {field.name for row in form.in_rows() for field in row} if isinstance(form, Rows) else set()
    hidden = {"submission", "version", "rows", *(form.after_rows if isinstance(form, Rows) else ())}
    return [field for field in form if field.name not in in_rows | hidden]


def _must_be_open(request: HttpRequest) -> None:
    """Without a sign-in only where the county wants it so."""
    county = County.objects.first()
    if not request.user.is_authenticated and not (county and county.public_precheck):
        raise Http404


def _frame(request: HttpRequest) -> dict[str, Any]:
    return {
        "frame": "base.html" if request.user.is_authenticated else "shell/plain.html",
        "crumbs": [], "case": None, "here": reverse("naturalisation:check"), "paper_url": reverse("naturalisation:check_paper"),
        "file_url": "", "finder_open": request.user.is_authenticated or _finder_is_open(),
    }  # fmt: skip


def _finder_is_open() -> bool:
    county = County.objects.first()
    return bool(county and county.public_finder)
