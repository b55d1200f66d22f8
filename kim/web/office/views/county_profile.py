"""The county as a file: written out, compared with another one, loaded; and its logo."""

import hashlib
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kim.network.public import export_county, plan_county
from kim.organisation.public import OrganisationError, county, loading, logos, profile
from kim.privacy.public import audit, reading
from kim.web.forms import KimForm
from kim.web.office.county_words import choice_words
from kim.web.office.views.county_edit import crumbs, must_manage

MOST_BYTES = 1_000_000
MOST_LINES = 400


class ProfileForm(KimForm):
    """A county profile to compare with what is there."""

    file = forms.FileField(label=gettext_lazy("County profile (TOML)"), max_length=120)

    def clean_file(self) -> Any:
        if self.cleaned_data["file"].size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 1 MB. A county profile is a text of a few hundred KB.")
            )
        return self.cleaned_data["file"]


class LogoForm(KimForm):
    """The county's logo."""

    logo = forms.FileField(
        label=gettext_lazy("Logo (SVG or PNG)"), max_length=80, help_text=gettext_lazy("At most 200 KB.")
    )


class LoadForm(KimForm):
    """The profile that was just compared, and whether edits on screen may be taken back."""

    text = forms.CharField(widget=forms.HiddenInput, max_length=MOST_BYTES, strip=False)
    name = forms.CharField(widget=forms.HiddenInput, max_length=120)
    sure = forms.BooleanField(required=False, label=gettext_lazy("Take these edits back"))


@require_http_methods(["GET", "HEAD", "POST"])
def profile_page(request: HttpRequest) -> HttpResponse:
    """Take the county along as a file; compare another file with it."""
    must_manage(request)
    form = ProfileForm(request.POST, request.FILES) if request.method == "POST" else ProfileForm()
    if request.method == "POST" and form.is_valid():
        compared = _compare(form)
        if compared is not None:
            return _compared(request, *compared)
    return _page(request, form, LogoForm())


def _page(request: HttpRequest, form: ProfileForm, logo_form: LogoForm) -> HttpResponse:
    faulty = form.errors or logo_form.errors
    context = {"form": form, "logo_form": logo_form, "logo": logos.county_logo(), **crumbs((_("File and logo"), ""))}
    return render(request, "office/edit/profile.html", context, status=422 if faulty else 200)


def _compare(form: ProfileForm) -> tuple[loading.LoadPlan, str] | None:
    sent = form.cleaned_data["file"]
    content = sent.read()
    try:
        return _plan(content, sent.name), content.decode("utf-8-sig")
    except profile.ProfileErrors as found:
        for error in found.errors[:20]:
            place = _("line %(line)s") % {"line": error.line} if error.line else ""
            where = ", ".join(part for part in (place, error.key_path) if part)
            form.add_error(
                "file", f"{where}: {error.message(get_language() or 'de')}" if where else error.message("de")
            )
    except OrganisationError as error:
        form.add_error("file", str(error))
    return None


def _plan(content: bytes, name: str) -> loading.LoadPlan:
    return plan_county(profile.read(content, name), hashlib.sha256(content).hexdigest(), name=name)


def _compared(request: HttpRequest, plan: loading.LoadPlan, text: str, form: LoadForm | None = None) -> HttpResponse:
    form = form or LoadForm(initial={"text": text, "name": plan.name})
    lines = loading.describe(plan, get_language() or "de", choice_words)
    context = {
        "plan": plan, "form": form, "lines": lines[:MOST_LINES], "more": max(0, len(lines) - MOST_LINES),
        "reverts": len(plan.reverts), **crumbs((_("File and logo"), "")),
    }  # fmt: skip
    return render(request, "office/edit/compare.html", context, status=422 if form.errors else 200)


@require_POST
def load(request: HttpRequest) -> HttpResponse:
    """Load the profile that was just compared; what takes edits back has to be said."""
    must_manage(request)
    form = LoadForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The file did not arrive. Choose it again."))
        return redirect("office:county_profile")
    text, name = form.cleaned_data["text"].replace("\r\n", "\n"), form.cleaned_data["name"]
    try:
        plan = _plan(text.encode(), name)
        if plan.reverts and not form.cleaned_data["sure"]:
            form.add_error("sure", _("Say that these edits may be taken back, or go back and keep them."))
            return _compared(request, plan, text, form)
        county.load(plan, by=request.user)
    except (profile.ProfileErrors, OrganisationError) as error:
        messages.error(request, str(error))
        return redirect("office:county_profile")
    messages.success(request, _("The profile is loaded."))
    return redirect("office:county")


@require_POST
def logo(request: HttpRequest) -> HttpResponse:
    """Take a logo into the database; what could act in it is refused."""
    must_manage(request)
    form = LogoForm(request.POST, request.FILES)
    if form.is_valid():
        sent = form.cleaned_data["logo"]
        try:
            county.take_logo(content=sent.read(logos.MOST_BYTES + 1), file_name=sent.name, by=request.user)
        except OrganisationError as error:
            form.add_error("logo", str(error))
        else:
            messages.success(request, _("The logo is taken over."))
            return redirect("office:county_profile")
    return _page(request, ProfileForm(), form)


@require_safe
@reading
def download(request: HttpRequest) -> HttpResponse:
    """The county as it stands, as a profile that loads to the same."""
    must_manage(request)
    audit.record("county.exported", by=request.user.pk)
    today = timezone.localdate()
    head = _("The county as it stood in KIM on %(day)s.") % {"day": f"{today:%d.%m.%Y}"}
    response = HttpResponse(export_county(head), content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="kreis-{today:%Y-%m-%d}.toml"'
    return response
