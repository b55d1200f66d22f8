"""Papers of a funding file on pages: filed, read, given a newer file, described anew, taken out."""

import logging
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from kim.casework.public import file_types
from kim.exceptions import KimError
from kim.privacy.public import audit, reading
from kim.staffing.public import FundingGrant, GrantPaper, access, exceptions, paper_acts, papers_kept
from kim.web.handed_files import LOOKED_AT, SHUT, sent_file
from kim.web.staffing.file_papers_forms import DescribeForm, NewPaperForm, TakeOutForm, VersionForm
from kim.web.staffing.file_papers_words import files_of
from kim.web.staffing.grants_acts import answered, form_page, keeper
from kim.web.staffing.grants_views import crumbs

log = logging.getLogger("kim.web")
ABOUT = ("kind", "title", "dated_on", "step", "agreement")


@form_page
def paper_new(request: HttpRequest, pk: int) -> HttpResponse:
    """File a paper."""
    user = keeper(request)
    grant = access.grant_for(user, pk, to_manage=True)
    form = NewPaperForm(request.POST or None, request.FILES or None, grant=grant)

    def act() -> FundingGrant:
        data = {name: form.cleaned_data[name] for name in (*ABOUT, "submission")}
        return paper_acts.add(grant=grant, handed=form.cleaned_data["file"], by=user, **data).grant

    return answered(request, form, _("File a paper"), grant, act, save=_("File the paper"))


@require_safe
@reading
def paper_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known of a paper, and its files."""
    paper = papers_kept.paper_for(request.user, pk)  # type: ignore[arg-type]
    return _page(request, paper)


def _of(paper: GrantPaper) -> str:
    return reverse("grants:paper_detail", args=[paper.pk])


def _gone(request: HttpRequest, paper: GrantPaper) -> HttpResponse | None:
    """Whoever comes to a form of a paper that was taken out is led to what is left of it."""
    if not paper.is_removed or request.method == "POST":
        return None
    messages.info(request, str(exceptions.PaperIsRemoved()))
    return redirect(_of(paper))


@form_page
def paper_version(request: HttpRequest, pk: int) -> HttpResponse:
    """A newer file of the same paper."""
    user = keeper(request)
    paper = papers_kept.paper_for(user, pk, to_manage=True)
    if gone := _gone(request, paper):
        return gone
    form = VersionForm(request.POST or None, request.FILES or None)

    def act() -> FundingGrant:
        data = form.cleaned_data
        return paper_acts.add_version(
            paper=paper, handed=data["file"], by=user, submission=data["submission"]
        ).paper.grant

    about = _("%(paper)s. Earlier files stay.") % {"paper": paper.title}
    return answered(request, form, _("File a newer version"), paper.grant, act, about=about, after=_of(paper))


@form_page
def paper_describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Say anew what a paper is and what it belongs to."""
    user = keeper(request)
    paper = papers_kept.paper_for(user, pk, to_manage=True)
    if gone := _gone(request, paper):
        return gone
    first = {name: getattr(paper, name) for name in (*ABOUT, "version")}
    form = DescribeForm(request.POST or None, initial=first, grant=paper.grant)

    def act() -> FundingGrant:
        data = {name: form.cleaned_data[name] for name in (*ABOUT, "version")}
        return paper_acts.describe(paper=paper, by=user, **data).grant

    return answered(request, form, _("Describe the paper anew"), paper.grant, act, now=paper.version, after=_of(paper))


@form_page
def paper_take_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Take out what does not belong here: its files are deleted, that it was there stays."""
    user = keeper(request)
    paper = papers_kept.paper_for(user, pk, to_manage=True)
    if gone := _gone(request, paper):
        return gone
    form = TakeOutForm(request.POST or None)

    def act() -> FundingGrant:
        return paper_acts.take_out(paper=paper, by=user, reason=form.cleaned_data["reason"]).grant

    about = _(
        "%(paper)s. All its files are deleted for good; that it was there, who took it out and why stays visible."
    )
    title = _("Take the paper out")
    return answered(
        request, form, title, paper.grant, act, about=about % {"paper": paper.title}, save=_("Delete it now")
    )


@require_safe
@reading
def paper_file(request: HttpRequest, pk: int, number: int, *, keep: bool) -> HttpResponseBase:
    """One of its files, to keep, or to look at in the browser where that shows it."""
    paper = papers_kept.paper_for(request.user, pk)  # type: ignore[arg-type]
    version = papers_kept.version_of(paper, number)
    preview = file_types.BY_MEDIA[version.media_type].preview
    if not keep and not preview:
        raise Http404
    try:
        chunks = papers_kept.open_version(version)
    except KimError as error:
        log.error("paper %s of a funding file, version %s: %s", paper.pk, number, type(error).__name__)
        return _page(request, paper, trouble=str(error), status=503)
    audit.record("grant.paper_read", target=paper.grant, paper=paper.pk, number=number)
    return sent_file(
        chunks, version.media_type, size=version.size, name=version.original_name or paper.title, as_attachment=keep,
        policy=SHUT if keep else LOOKED_AT[preview],
    )  # fmt: skip


def _page(request: HttpRequest, paper: GrantPaper, *, trouble: str = "", status: int = 200) -> HttpResponse:
    context = {
        "paper": paper, "grant": paper.grant, "facts": list(_facts(paper)), "crumbs": crumbs(paper.grant, paper.title), "trouble": trouble,
        "files": [] if paper.is_removed else files_of(paper),
        "amounts": list(paper.amounts.all()),
        "may_manage": access.manages_grants(request.user) and not paper.is_removed,  # type: ignore[arg-type]
    }  # fmt: skip
    if trouble:
        messages.error(request, trouble)
    return render(request, "staffing/grants/paper.html", context, status=status)


def _facts(paper: GrantPaper) -> Any:
    yield pgettext("document", "Kind"), paper.get_kind_display()
    if paper.dated_on:
        yield _("Day of the paper"), f"{paper.dated_on:%d.%m.%Y}"
    if paper.step:
        yield _("Step"), str(paper.step)
    if paper.agreement:
        yield _("Agreement"), str(paper.agreement)
    kept = papers_kept.kept_until(paper.grant, papers_kept.kept_years())
    yield _("Kept until"), f"{kept:%d.%m.%Y}" if kept else _("not known before the final proof of use")
