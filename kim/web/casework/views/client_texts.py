"""The texts printed for clients, kept by the administration: side by side with German, worded anew, approved."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kim.casework.public import ClientText, client_text_acts, paper_texts
from kim.exceptions import KimError
from kim.organisation.public import Permission, User
from kim.privacy.public import reading
from kim.web.answers import form_answer
from kim.web.casework.forms.client_texts import ApprovalForm, WordingForm
from kim.web.casework.views.client_text_words import GERMAN, Line, languages_in, lines_of, papers, rows_of
from kim.web.forms import language_name


def _must_manage(user: User) -> None:
    """Texts are the county's: administrators keep them."""
    if not user.has(Permission.COUNTY_MANAGE):
        raise PermissionDenied


@reading
def text_list(request: HttpRequest) -> HttpResponse:
    """Every paper in every language: how many of its texts are approved."""
    _must_manage(request.user)
    rows = [{"key": key, "name": name, "languages": _languages(key)} for key, name in papers()]
    return render(request, "casework/plan/text_list.html", {"papers": rows} | _crumbs())


def _languages(paper: str) -> list[dict[str, Any]]:
    texts, rows = paper_texts.stored(f"{paper}."), rows_of(paper)
    found = []
    for code, name in languages_in(texts):
        lines = lines_of(texts, rows, code)
        found.append(
            {
                "code": code, "name": name, "total": len(lines), "approved": sum(line.is_approved for line in lines),
                "outdated": sum(line.is_outdated for line in lines), "missing": sum(line.text is None for line in lines),
                "is_source": code == GERMAN,
            }
        )  # fmt: skip
    return found


def text_paper(request: HttpRequest, paper: str, language: str) -> HttpResponse:
    """One paper in one language beside German; what was checked is approved here, all at once."""
    _must_manage(request.user)
    lines = _lines(paper, language)
    offered = [line.choice for line in lines if line.waits] if language != GERMAN else []
    form = ApprovalForm(_sent(request), offered=offered, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid() and _approved(request, language, form):
        return redirect("casework:text_paper", paper, language)
    chosen = set(form.data.getlist("chosen")) if form.is_bound else set()
    context = {
        "paper": paper, "language": language, "lines": lines, "form": form, "offered": offered, "chosen": chosen,
        "language_name": language_name(language), "paper_name": dict(papers())[paper], "is_source": language == GERMAN,
    } | _crumbs(f"{dict(papers())[paper]}, {language_name(language)}")  # fmt: skip
    return form_answer(request, "casework/plan/text_paper.html", context)


def _sent(request: HttpRequest) -> Any:
    """What was sent; who approves the whole page approves every text in the version that stood on it."""
    if request.method != "POST":
        return None
    data = request.POST.copy()
    if "all" in data:
        data.setlist("chosen", data.getlist("seen"))
    return data


def _approved(request: HttpRequest, language: str, form: ApprovalForm) -> bool:
    """All or nothing: the page was read as a whole."""
    values = form.cleaned_data
    try:
        for each in values["chosen"]:
            key, _sign, version = each.rpartition(":")
            client_text_acts.approve(
                key=key, language=language, version=int(version), name=values["name"], on=values["on"],
                by=request.user,
            )  # fmt: skip
    except KimError as error:
        form.add_error(None, str(error))
        return False
    number = len(values["chosen"])
    messages.success(request, ngettext("One text is approved.", "%(n)s texts are approved.", number) % {"n": number})
    return True


def text_edit(request: HttpRequest, paper: str, language: str, name: str) -> HttpResponse:
    """One text anew, beside German and its earlier versions."""
    _must_manage(request.user)
    line = next((each for each in _lines(paper, language) if each.name == name), None)
    if line is None or line.newest is None:
        raise Http404
    form = WordingForm(request.POST or None, initial={"text": line.newest.text, "version": line.newest.version})
    if request.method == "POST" and form.is_valid() and _reworded(request, line, language, form):
        return redirect(reverse("casework:text_paper", args=[paper, language]) + f"#{name}")
    context = {
        "paper": paper, "language": language, "line": line, "form": form, "is_source": language == GERMAN,
        "language_name": language_name(language),
        "versions": ClientText.objects.filter(key=line.key, language=language).select_related("recorded_by"),
    } | _crumbs(f"{dict(papers())[paper]}, {language_name(language)}", name)  # fmt: skip
    return form_answer(request, "casework/plan/text_edit.html", context)


def _reworded(request: HttpRequest, line: Line, language: str, form: WordingForm) -> bool:
    values = form.cleaned_data
    try:
        client_text_acts.reword(
            key=line.key, language=language, text=values["text"], version=values["version"] or 0, by=request.user
        )
    except KimError as error:
        form.add_error("text", str(error))
        return False
    said = (
        _("The new wording is stored.")
        if language == GERMAN
        else _("The new wording is stored; it waits for approval.")
    )
    messages.success(request, said)
    return True


def _lines(paper: str, language: str) -> list[Line]:
    """The texts of a paper there is, in a language it has (else 404)."""
    if paper not in dict(papers()):
        raise Http404
    texts = paper_texts.stored(f"{paper}.")
    if language not in dict(languages_in(texts)):
        raise Http404
    return lines_of(texts, rows_of(paper), language)


def _crumbs(*last: str) -> dict[str, Any]:
    home = {"label": _("Translations"), "url": reverse("casework:text_list") if last else ""}
    return {"crumbs": [home, *({"label": word, "url": ""} for word in last)]}
