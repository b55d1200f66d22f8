"""The target-group rule: its stages and criteria as rows, or as text for experts; saved as a new version from a day on."""

from datetime import date
from typing import Any

from django.forms import Textarea
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kim.network.public import KINDS
from kim.organisation import exceptions
from kim.organisation.public import CountyChange, TargetGroupRule, county, loading
from kim.web.casework.forms.keeping import keep_texts
from kim.web.drafts import once
from kim.web.drafts.typed import saved
from kim.web.forms import KimForm
from kim.web.office import rule_words
from kim.web.office.rule_form import RuleForm, from_sent, names_of, places, usual
from kim.web.office.rule_rows import Rows
from kim.web.office.rule_stages import from_stages
from kim.web.office.rule_text import RuleTextForm
from kim.web.office.views.county_edit import attempt, crumbs, must_manage
from kim.web.templatetags.kim import day as day_words
from kim.web.templatetags.office import period

DRAFT = "county_rule_rows-new"
ACTS = ("add", "remove", "up", "down", "look")


@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: HttpRequest) -> HttpResponse:
    """Change stages and criteria row by row; what they mean stands beside them in words."""
    must_manage(request)
    if request.method != "POST":
        return _page(request, _kept(_stored_form()))
    if act := next((act for act in ACTS if act in request.POST), ""):
        return _page(request, _kept(_changed_form(request, act)))
    if not once.claim(request, "rule"):
        return redirect("office:county_part", "zielgruppe")
    form = _kept(RuleForm(request.POST, rows=Rows.of(request.POST.get("rows", "")), places=places()))
    if form.is_valid() and _save(request, form, form.rule) is not None:
        saved(request, DRAFT)
        return redirect("office:county_part", "zielgruppe")
    once.release(request, "rule")
    return _page(request, form)


def _kept(form: RuleForm) -> RuleForm:
    """Remarks are drafts; short texts are not, for a new row may come to stand where one was taken out."""
    for name, field in form.fields.items():
        if isinstance(field.widget, Textarea):
            field.widget.attrs["data-kim-keep"] = f"{DRAFT}-{name}"
    return form


def _stored_form() -> RuleForm:
    rows, initial = from_stages(loading.rule_stages(KINDS))
    if not rows.stages and (stage := rows.add("")) and (criterion := rows.add(stage.place)):
        initial |= usual(criterion) | {"rows": str(rows)}
    return RuleForm(rows=rows, places=places(), initial=initial | _beginning())


def _beginning() -> dict[str, Any]:
    """A new version holds from today on, or from the day the newest one begins."""
    today, last = timezone.localdate(), TargetGroupRule.objects.first()
    return {"day": max(today, (last and last.valid_from) or today), "version": last.version if last else 0}


def _changed_form(request: HttpRequest, act: str) -> RuleForm:
    """What was typed with a row more, a row less, or rows in another order; nothing is judged yet."""
    rows, found, place = Rows.of(request.POST.get("rows", "")), places(), request.POST.get(act, "")
    new: dict[str, Any] = {}
    if act == "add" and (row := rows.add(place)):
        new = usual(row)
        if row.is_stage and (criterion := rows.add(row.place)):
            new = usual(criterion)
    elif act == "remove":
        rows.remove(place)
    elif act in ("up", "down"):
        rows.move(place, -1 if act == "up" else 1)
    return RuleForm(rows=rows, places=found, initial=from_sent(request.POST, rows, found) | new)


def _save(request: HttpRequest, form: KimForm, values: dict[str, Any]) -> Any:
    data = form.cleaned_data
    shared = {"version": data["version"] or 0, "by": request.user, "kinds": KINDS}
    return attempt(request, form, lambda: county.new_rule(values=values, day=data["day"], **shared), beside=_beside)


def _beside(request: HttpRequest, form: KimForm, changed: exceptions.EntryChanged) -> None:
    """Somebody saved a version meanwhile: it stands beside what was typed, and is replaced only by saving again."""
    number = changed.values["version"]
    last = CountyChange.objects.filter(kind="target_group").select_related("by").first()
    who = (str(last.by) if last.by else last.origin) if last else ""
    form.data = form.data.copy()
    form.data["version"] = str(number)
    values = {"version": number, "who": who or _("the operator of KIM"), "day": day_words(last.at) if last else ""}
    form.add_error(
        None,
        _(
            "%(who)s saved version %(version)s on %(day)s while you were typing. It stands beside;"
            " compare both, then save yours as the next version."
        )
        % values,
    )


def _page(request: HttpRequest, form: RuleForm) -> HttpResponse:
    context = {
        "form": form, "preview": rule_words.told(form.sketch(), form.names), **_stored(),
        **crumbs((_("Target-group rule"), "")),
    }  # fmt: skip
    return render(request, "office/edit/rule.html", context, status=422 if form.errors else 200)


def _stored() -> dict[str, Any]:
    """The newest version in words."""
    newest = TargetGroupRule.objects.first()
    stages = rule_words.told(newest.stages, names_of(places())) if newest else []
    return {"newest": newest, "newest_days": period(newest) if newest else "", "stored": stages}


@require_http_methods(["GET", "HEAD", "POST"])
def rule_text(request: HttpRequest) -> HttpResponse:
    """The same rule as text of the profile, for those who would rather type it."""
    must_manage(request)
    if request.method == "POST" and not once.claim(request, "rule"):
        return redirect("office:county_part", "zielgruppe")
    initial: dict[str, date | str | int] = {"text": loading.rule_text(KINDS)} | _beginning()
    form = RuleTextForm(request.POST if request.method == "POST" else None, initial=initial)
    keep_texts(form, "county_rule-new")
    if request.method == "POST" and form.is_valid() and _save(request, form, form.rule) is not None:
        saved(request, "county_rule-new")
        return redirect("office:county_part", "zielgruppe")
    if request.method == "POST":
        once.release(request, "rule")
    trail = crumbs((_("Target-group rule"), reverse("office:county_rule")), (_("As text"), ""))
    context = {"form": form, **_stored(), **trail}
    return render(request, "office/edit/rule_text.html", context, status=422 if form.errors else 200)
