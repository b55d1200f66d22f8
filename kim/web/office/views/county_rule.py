"""The target-group rule: its stages and criteria as text, a new version from a day on."""

import tomllib
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kim.network.public import KINDS
from kim.organisation.public import TargetGroupRule, county, loading, profile
from kim.web.casework.forms.keeping import keep_texts
from kim.web.drafts import once
from kim.web.drafts.typed import saved
from kim.web.forms import CleanCharField, DayField, KimForm
from kim.web.office.views.county import rule_in_words
from kim.web.office.views.county_edit import attempt, crumbs, must_manage


class RuleForm(KimForm):
    """Stages and criteria as the profile writes them, and the day from which they hold."""

    text = CleanCharField(
        label=gettext_lazy("Stages and criteria"), max_length=60_000, widget=forms.Textarea(attrs={"rows": 24, "class": "kim-typed"}),
        help_text=gettext_lazy("As in the county profile: [[target_group]] begins a stage, [[target_group.criteria]] a criterion."),
    )  # fmt: skip
    day = DayField(label=gettext_lazy("Holds from"))

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        try:
            data = tomllib.loads(text, parse_float=Decimal)
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(_("This cannot be read: %(detail)s") % {"detail": error}) from error
        if set(data) - {"target_group"} or not isinstance(data.get("target_group"), list):
            raise forms.ValidationError(
                _("Only stages of the target group may stand here, each under [[target_group]].")
            )
        self.rule = loading.rule_values(data["target_group"], KINDS)
        if isinstance(self.rule, list):
            raise forms.ValidationError([_said(fault) for fault in self.rule])
        return text


def _said(fault: profile.ProfileError) -> str:
    return f"{fault.key_path}: {fault.message(get_language() or 'de')}"


@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: HttpRequest) -> HttpResponse:
    """The rule that holds in words, and its text to make a new version of."""
    must_manage(request)
    if request.method == "POST" and not once.claim(request, "rule"):
        return redirect("office:county_part", "zielgruppe")
    last = TargetGroupRule.objects.first()
    initial = {"text": loading.rule_text(KINDS), "day": timezone.localdate(), "version": last.version if last else 0}
    form = keep_texts(RuleForm(request.POST if request.method == "POST" else None, initial=initial), "county_rule-new")
    if request.method == "POST" and form.is_valid():
        data: dict[str, Any] = form.cleaned_data
        shared = {"version": data["version"] or 0, "by": request.user, "kinds": KINDS}
        if attempt(request, form, lambda: county.new_rule(values=form.rule, day=data["day"], **shared)) is not None:
            saved(request, "county_rule-new")
            return redirect("office:county_part", "zielgruppe")
    if request.method == "POST":
        once.release(request, "rule")
    context = {"form": form, **rule_in_words(), **crumbs((_("Target-group rule"), ""))}
    return render(request, "office/edit/rule.html", context, status=422 if form.errors else 200)
