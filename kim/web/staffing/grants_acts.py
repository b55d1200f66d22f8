"""What is done in funding files; every act is one form, and a second click of it changes nothing."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kim.exceptions import KimError, SavedMeanwhile
from kim.organisation.public import Agency, County, User
from kim.staffing.exceptions import NoSuchGrantState
from kim.staffing.public import (
    ForwardingAgreement,
    FundingGrant,
    GrantStep,
    access,
    forwarding,
    grant_acts,
    grants_states,
    paper_acts,
)
from kim.web.answers import form_answer
from kim.web.forms import KimForm
from kim.web.staffing.grants_forms import (
    AgreementForm,
    AmendForm,
    AmountForm,
    DoneForm,
    GrantForm,
    PostponeForm,
    StateForm,
    StepForm,
)
from kim.web.staffing.grants_views import crumbs, grant_to, step_to

form_page = require_http_methods(["GET", "HEAD", "POST"])


def keeper(request: HttpRequest) -> User:
    """Whoever keeps funding files; everybody else is refused."""
    if not access.manages_grants(request.user):  # type: ignore[arg-type]
        raise PermissionDenied
    return request.user  # type: ignore[return-value]


def answered(
    request: HttpRequest, form: KimForm, title: str, grant: FundingGrant | None, act: Callable[[], FundingGrant],
    *, now: int | None = None, about: str = "", save: str = "", after: str = "",
) -> HttpResponse:  # fmt: skip
    """The form, or what follows once its act is done; a sentence against it stands at its field and all that was typed stays."""
    if form.is_bound and form.is_valid():
        try:
            file = act()
        except SavedMeanwhile:
            form.data = form.data.copy()
            form.data["version"] = str(now or "")
            form.add_error(
                None, _("Somebody else has saved here meanwhile. Look at what stands there now, then save again.")
            )
        except KimError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return redirect(after or reverse("grants:detail", args=[file.pk]))
    context = {
        "form": form, "title": title, "grant": grant, "about": about, "crumbs": crumbs(grant, title), "save": save or _("Save"),
        "most": settings.KIM_DOCUMENT_BYTES // 1024**2,
    }  # fmt: skip
    return form_answer(request, "staffing/grants/form.html", context)


def _clean(form: KimForm, *names: str) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in names}


@form_page
def grant_new(request: HttpRequest) -> HttpResponse:
    """A new funding file."""
    user = keeper(request)
    form = GrantForm(request.POST or None, grant=None)

    def act() -> FundingGrant:
        return grant_acts.open_file(by=user, submission=form.cleaned_data["submission"], **form.said)

    return answered(request, form, _("Open a funding file"), None, act, save=_("Open a funding file"))


@form_page
def grant_change(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file says about itself."""
    user = keeper(request)
    grant = access.grant_for(user, pk, to_manage=True)
    form = GrantForm(request.POST or None, grant=grant)

    def act() -> FundingGrant:
        return grant_acts.change_file(grant=grant, by=user, version=form.cleaned_data["version"], **form.said)

    return answered(request, form, _("Change the file"), grant, act, now=grant.version)


@form_page
def grant_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Applied, approved, proof handed in, each on its day; refused, withdrawn, closed. `?stand=` says which."""
    user = keeper(request)
    grant = access.grant_for(user, pk, to_manage=True)
    state = request.GET.get("stand", "")
    if state not in grants_states.grant_may(grant.state):
        messages.error(request, str(NoSuchGrantState()))
        return redirect("grants:detail", pk)
    if (grant.state, state) == (grants_states.GrantState.PROVED, grants_states.GrantState.APPROVED):
        return redirect("money:come_back_grant", pk)
    dated = grants_states.step_for(grant.state, state) is not None
    form = StateForm(request.POST or None, initial={"on": timezone.localdate()}, dated=dated)

    def act() -> FundingGrant:
        return grant_acts.move(grant=grant, state=state, on=form.cleaned_data.get("on"), by=user, version=None)

    title = str(grant_to(grant.state, state))
    return answered(request, form, title, grant, act, about=grant.title, save=title)


@form_page
def amount_new(request: HttpRequest, pk: int) -> HttpResponse:
    """An amount of a paper."""
    user = keeper(request)
    grant = access.grant_for(user, pk, to_manage=True)
    form = AmountForm(request.POST or None, request.FILES or None, initial={"on": timezone.localdate()}, grant=grant)

    def act() -> FundingGrant:
        data = _clean(form, "kind", "amount", "on", "per_fte", "paper", "handed", "document", "remark", "submission")
        return paper_acts.add_amount(grant=grant, by=user, **data).grant

    about = _("An amount stays as it is. What turns out different is recorded as one more amount.")
    return answered(request, form, _("Record an amount"), grant, act, about=about)


@form_page
def step_new(request: HttpRequest, pk: int) -> HttpResponse:
    """One more step."""
    user = keeper(request)
    grant = access.grant_for(user, pk, to_manage=True)
    form = StepForm(request.POST or None, grant=grant)

    def act() -> FundingGrant:
        names = ("kind", "title", "actor", "person", "waits_for", "agreement", "due_on", "note", "submission")
        return grant_acts.add_step(grant=grant, by=user, **_clean(form, *names)).grant

    return answered(request, form, _("Add a step"), grant, act)


def _step(pk: int) -> GrantStep:
    return get_object_or_404(GrantStep.objects.select_related("grant", "waits_for"), pk=pk)


@form_page
def step_done(request: HttpRequest, pk: int) -> HttpResponse:
    """A step is done."""
    user = keeper(request)
    step = _step(pk)
    form = DoneForm(
        request.POST or None, initial={"on": timezone.localdate(), "version": step.version, "note": step.note}
    )

    def act() -> FundingGrant:
        return grant_acts.done(step=step, by=user, **_clean(form, "on", "note", "version")).grant

    return answered(request, form, _("Mark as done"), step.grant, act, now=step.version, about=str(step))


@form_page
def step_postpone(request: HttpRequest, pk: int) -> HttpResponse:
    """A step is put off."""
    user = keeper(request)
    step = _step(pk)
    form = PostponeForm(request.POST or None, initial={"version": step.version})

    def act() -> FundingGrant:
        return grant_acts.postpone(step=step, by=user, **_clean(form, "due_on", "reason", "version")).grant

    return answered(request, form, _("Put off"), step.grant, act, now=step.version, about=str(step))


@form_page
def agreement_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Money goes on to a recipient."""
    user = keeper(request)
    grant = access.grant_for(user, pk, to_manage=True)
    form = AgreementForm(request.POST or None, grant=grant)

    def act() -> FundingGrant:
        data = _clean(form, "recipient", "parent", "post", "signed_on", "source", "submission")
        return forwarding.agree(
            grant=grant, giver=own_agency(data["recipient"]), terms=form.terms, by=user, **data
        ).grant

    return answered(request, form, _("Forward money"), grant, act)


def own_agency(recipient: Agency) -> Agency:
    """The agency of the county itself, by its name; where it has none under that name, the first of its own house."""
    county = County.objects.first()
    named = Agency.objects.filter(name=county.name).first() if county else None
    return named or Agency.objects.exclude(pk=recipient.pk).order_by("-in_own_house", "pk").first() or recipient


def _agreement(pk: int) -> ForwardingAgreement:
    rows = ForwardingAgreement.objects.select_related("grant", "giver", "recipient", "parent")
    return get_object_or_404(rows, pk=pk)


@form_page
def agreement_amend(request: HttpRequest, pk: int) -> HttpResponse:
    """An agreement says something differently from a day on."""
    user = keeper(request)
    agreement = _agreement(pk)
    form = AmendForm(request.POST or None)

    def act() -> FundingGrant:
        data = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        forwarding.amend(agreement=agreement, by=user, **data)
        return agreement.grant

    about = f"{agreement}. " + _("Empty: stays as it is.")
    return answered(request, form, _("Amend the agreement"), agreement.grant, act, about=about)


@form_page
def agreement_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Signed, proof received, proof checked, each on its day; a proof sent back; cancelled. `?stand=` says which."""
    user = keeper(request)
    agreement = _agreement(pk)
    state = request.GET.get("stand", "")
    if state not in grants_states.agreement_may(agreement.state):
        messages.error(request, str(NoSuchGrantState()))
        return redirect("grants:detail", agreement.grant_id)
    if grants_states.goes_back(agreement.state, state):
        return redirect("money:come_back_agreement", pk)
    dated = grants_states.has_a_day(agreement.state, state)
    form = StateForm(request.POST or None, initial={"on": timezone.localdate()}, dated=dated)

    def act() -> FundingGrant:
        day = form.cleaned_data.get("on")
        return forwarding.move(agreement=agreement, state=state, on=day, by=user, version=None).grant

    title = str(step_to(agreement.state, state))
    return answered(request, form, title, agreement.grant, act, about=str(agreement), save=title)
