"""The county's Word templates: upload, check, look at, activate, end."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kim import documents
from kim.organisation.public import Permission, User
from kim.privacy.public import reading
from kim.web.letters.forms import ActivateForm, RetireForm, UploadForm
from kim.web.letters.views.case_letters import DOCX
from kim.web.letters.words import error_words
from kim.workbench.public import LetterTemplate, Purpose, letter_fields, letter_templates


def must_manage(user: User) -> None:
    """Templates are the county's: administrators keep them."""
    if not user.has(Permission.COUNTY_MANAGE):
        raise PermissionDenied


def _template_for(request: HttpRequest, pk: int) -> LetterTemplate:
    must_manage(request.user)
    template: LetterTemplate = get_object_or_404(LetterTemplate.objects.for_list(), pk=pk)
    return template


def _crumbs(*last: str) -> dict[str, Any]:
    home = {"label": _("Word templates"), "url": reverse("letters:template_list") if last else ""}
    return {"crumbs": [home, *({"label": word, "url": ""} for word in last)]}


@require_safe
@reading
def template_list(request: HttpRequest) -> HttpResponse:
    """Drafts first, then what is in force, then what has ended."""
    must_manage(request.user)
    today = timezone.localdate()
    rows = list(LetterTemplate.objects.for_list())
    rows.sort(key=lambda row: (not row.is_draft, bool(row.valid_to and row.valid_to < today), row.name.lower()))
    return render(request, "letters/template_list.html", {"templates": rows, "today": today} | _crumbs())


@require_http_methods(["GET", "HEAD", "POST"])
def template_new(request: HttpRequest) -> HttpResponse:
    """Take a file in; what its check finds stands on its own page."""
    must_manage(request.user)
    form = UploadForm(request.POST or None, request.FILES or None, initial={"purpose": _purpose(request)})
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            template = letter_templates.upload(
                name=form.cleaned_data["name"], purpose=form.cleaned_data["purpose"], file_name=file.name,
                content=file.read(), by=request.user,
            )  # fmt: skip
        except letter_templates.TemplateFault as error:
            form.add_error("file", str(error))
        else:
            return redirect("letters:template_detail", template.pk)
    context = {"form": form} | _crumbs(_("Upload a template"))
    return render(request, "letters/template_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def template_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What the check found, beside the list of fields; a draft without faults is activated here."""
    template = _template_for(request, pk)
    form = ActivateForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _activated(request, template, form):
        return redirect("letters:template_detail", template.pk)
    faults = [letter_templates.unknown_field_words(u["name"], u["closest"]) for u in template.unknown]
    faults += [letter_templates.problem_words(p["code"], p["detail"]) for p in template.problems]
    context = {
        "template": template, "form": form, "retire_form": RetireForm(), "faults": faults, "today": timezone.localdate(),
        "used": [field for field in letter_fields.every_field(template.purpose) if field.name in template.fields],
    } | _crumbs(template.name)  # fmt: skip
    return render(request, "letters/template_detail.html", context, status=422 if form.errors else 200)


def _activated(request: HttpRequest, template: LetterTemplate, form: ActivateForm) -> bool:
    values = form.cleaned_data
    try:
        letter_templates.activate(
            template=template, by=request.user, from_on=values["first_day"], until=values["last_day"]
        )
    except letter_templates.TemplateEnds as error:
        form.add_error("last_day", str(error))
    except letter_templates.TemplateFault as error:
        form.add_error(None, str(error))
    else:
        messages.success(request, _("The template is activated. It is offered from this day on."))
        return True
    return False


@require_POST
def template_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """End it on a day; letters written with it stay."""
    template = _template_for(request, pk)
    form = RetireForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(fault) for faults in form.errors.values() for fault in faults))
        return redirect("letters:template_detail", pk)
    try:
        letter_templates.retire(template=template, by=request.user, last_day=form.cleaned_data["last_day"])
    except letter_templates.TemplateFault as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The last day of this template is set. Letters written with it stay."))
    return redirect("letters:template_detail", pk)


@require_POST
def template_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft."""
    template = _template_for(request, pk)
    try:
        letter_templates.discard(template=template, by=request.user)
    except letter_templates.TemplateFault as error:
        messages.error(request, str(error))
        return redirect("letters:template_detail", pk)
    messages.success(request, _("The draft is deleted."))
    return redirect("letters:template_list")


@require_safe
@reading
def template_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter with invented values."""
    template = _template_for(request, pk)
    try:
        filled = letter_templates.preview(template)
    except documents.DocumentError as error:
        messages.error(request, error_words(error))
        return redirect("letters:template_detail", pk)
    return _as_file(filled, f"vorschau-{template.pk}.docx")


@require_safe
@reading
def template_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it was uploaded, to be changed in Word."""
    template = _template_for(request, pk)
    return _as_file(bytes(template.content), f"vorlage-{template.pk}.docx")


@require_safe
@reading
def field_list(request: HttpRequest) -> HttpResponse:
    """Every field a template of this purpose may use, with meaning and example."""
    must_manage(request.user)
    chosen = _purpose(request)
    context = {"groups": letter_fields.groups_of(chosen), "purposes": [
        {"label": label, "url": f"?fuer={key}", "current": key == chosen} for key, label in Purpose.choices
    ]}  # fmt: skip
    context |= _crumbs(_("Fields for templates"))
    return render(request, "letters/field_list.html", context)


def _purpose(request: HttpRequest) -> str:
    """What was asked for in the address; letters where that is nothing we know."""
    asked = request.GET.get("fuer", "")
    return asked if asked in Purpose.values else Purpose.LETTER.value


def _as_file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response
