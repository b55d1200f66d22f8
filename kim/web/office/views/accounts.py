"""Local accounts: opening, correcting and closing them, giving and ending roles."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kim.organisation.exceptions import AccountChangedMeanwhile, EmailTaken, RoleHeldAlready, UsernameTaken
from kim.organisation.public import Membership, OrganisationError, Permission, Role, User, accounts
from kim.web.drafts.versions import put_beside
from kim.web.office.forms import AccountForm, DetailsForm, RoleForm
from kim.workbench.public import submissions

_FIELD_OF = {UsernameTaken: "username", EmailTaken: "email", RoleHeldAlready: "first_day"}


def staff_crumbs(here: Any) -> dict[str, Any]:
    """Where the page stands: below the staff."""
    return {"crumbs": [{"label": _("Staff"), "url": reverse("office:staff")}, {"label": here, "url": ""}]}


def _must_manage(request: HttpRequest) -> None:
    if not request.user.has(Permission.COUNTY_MANAGE):
        raise PermissionDenied


def _account(request: HttpRequest, pk: int) -> User:
    _must_manage(request)
    return get_object_or_404(User, pk=pk)


def _roles() -> list[tuple[str, str]]:
    return [(str(role.label), role.sentence) for role in Role]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_new(request: HttpRequest) -> HttpResponse:
    """Open an account with its first role; the initial password is shown in the answer and nowhere else."""
    _must_manage(request)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = {"by": request.user, "purpose": "account", "submission": form.cleaned_data["submission"]}
        if not submissions.claim(**sent):
            return _made_before(request, submissions.made(**sent))
        made = _create(request, form)
        if made is not None:
            submissions.remember(**sent, made=made[0])
            return _show_password(request, *made)
        submissions.release(**sent)
    return render(
        request,
        "office/account_new.html",
        {"form": form, "roles": _roles()} | staff_crumbs(_("New account")),
        status=422 if form.errors else 200,
    )


def _made_before(request: HttpRequest, pk: int | None) -> HttpResponse:
    """The same form once more: the account it made; its password has been shown and is not shown again."""
    messages.info(
        request, _("This account has already been opened. If nobody noted its password, give a new one here.")
    )
    return redirect("office:account_edit", pk) if pk else redirect("office:staff")


def _create(request: HttpRequest, form: AccountForm) -> tuple[User, str] | None:
    values = form.cleaned_data
    try:
        with transaction.atomic():
            user, password = accounts.create(username=values["username"], details=form.details, by=request.user)
            _give_role(request, user, values)
    except OrganisationError as error:
        form.add_error(_FIELD_OF.get(type(error)), str(error))
        return None
    return user, password


def _give_role(request: HttpRequest, user: User, values: dict[str, Any]) -> Membership:
    return accounts.give_role(
        user=user, unit=values["unit"], role=Role(values["role"]), first_day=values["first_day"],
        last_day=values["last_day"], by=request.user,
    )  # fmt: skip


def _show_password(request: HttpRequest, user: User, password: str) -> HttpResponse:
    response = render(
        request, "office/account_password.html", {"account": user, "password": password} | staff_crumbs(user)
    )
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def account_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an account; its roles stand beside it."""
    account = _account(request, pk)
    form = DetailsForm(request.POST or None, initial=_details(account))
    if request.method == "POST" and form.is_valid() and _change(request, account, form):
        messages.success(request, _("Saved."))
        return redirect("office:account_edit", account.pk)
    return _edit_page(request, account, form, RoleForm())


def _details(account: User) -> dict[str, Any]:
    return {name: getattr(account, name) for name in (*accounts.DETAILS, "version")}


def _change(request: HttpRequest, account: User, form: DetailsForm) -> bool:
    """Whether it is saved; what another administrator has saved meanwhile stands beside what was typed."""
    try:
        accounts.change(user=account, details=form.details, by=request.user, version=form.cleaned_data["version"] or 0)
    except AccountChangedMeanwhile as error:
        account.refresh_from_db()
        if put_beside(
            form, {name: getattr(account, name) for name in accounts.DETAILS}, {"version": account.version}, account
        ):
            form.add_error(None, str(error))
            return False
    except OrganisationError as error:
        form.add_error(_FIELD_OF.get(type(error)), str(error))
        return False
    return True


def _edit_page(request: HttpRequest, account: User, form: DetailsForm, role_form: RoleForm) -> HttpResponse:
    memberships = list(account.memberships.select_related("unit").order_by("-valid_from", "-pk"))
    for membership in memberships:
        membership.sentence = Role(membership.role).sentence
        membership.is_own_administration = account == request.user and membership.role == Role.ADMINISTRATOR
    faulty = form.errors or role_form.errors
    context = {
        "account": account, "form": form, "role_form": role_form, "memberships": memberships, "roles": _roles(),
        "is_oneself": account == request.user,
        **staff_crumbs(account),
    }  # fmt: skip
    return render(request, "office/account_edit.html", context, status=422 if faulty else 200)


@require_POST
def role_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Give this person a role."""
    account = _account(request, pk)
    role_form = RoleForm(request.POST)
    if role_form.is_valid():
        sent = {"by": request.user, "purpose": "role", "submission": role_form.cleaned_data["submission"]}
        if not submissions.claim(**sent):
            return redirect("office:account_edit", account.pk)
        try:
            submissions.remember(**sent, made=_give_role(request, account, role_form.cleaned_data))
        except OrganisationError as error:
            submissions.release(**sent)
            role_form.add_error(_FIELD_OF.get(type(error)), str(error))
        else:
            messages.success(request, _("The role is given."))
            return redirect("office:account_edit", account.pk)
    details = DetailsForm(initial=_details(account))
    return _edit_page(request, account, details, role_form)


@require_POST
def role_end(request: HttpRequest, pk: int, membership_pk: int) -> HttpResponse:
    """Take a role away at once; one's own administrator role stays."""
    account = _account(request, pk)
    membership = get_object_or_404(Membership, pk=membership_pk, user=account)
    try:
        accounts.end_role(membership=membership, by=request.user)
        messages.success(request, _("The role has ended."))
    except OrganisationError as error:
        messages.error(request, str(error))
    return redirect("office:account_edit", account.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def account_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then close the account; its sessions end at once."""
    account = _account(request, pk)
    if request.method != "POST":
        return render(
            request,
            "office/account_close.html",
            {"account": account, "is_oneself": account == request.user} | staff_crumbs(account),
        )
    try:
        accounts.close(user=account, by=request.user)
        messages.success(request, _("The account of %(name)s is closed.") % {"name": account})
    except OrganisationError as error:
        messages.error(request, str(error))
    return redirect("office:account_edit", account.pk)


@never_cache
@require_POST
def account_password(request: HttpRequest, pk: int) -> HttpResponse:
    """A new initial password, shown once; a closed account is open again with it."""
    account = _account(request, pk)
    if account == request.user:
        messages.error(request, _("You change your own password under your name at the top."))
        return redirect("office:account_edit", account.pk)
    give = accounts.give_password if account.is_active else accounts.reopen
    return _show_password(request, account, give(user=account, by=request.user))
