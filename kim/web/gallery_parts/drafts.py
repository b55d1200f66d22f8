"""Texts that are kept while they are typed, in every state, and two versions of one record."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kim.web.drafts.versions import put_beside
from kim.web.forms import DayField, KimForm


class AgreedForm(KimForm):
    """A form that two people have open."""

    agreed = forms.CharField(label=_("What was agreed"))
    until = DayField(label=_("Until"))


def sample() -> dict[str, Any]:
    """What a field says about its draft, and a form that somebody else has saved meanwhile."""
    typed = gettext("The job centre called: the course begins in December.")
    other = gettext("The job centre called: the course can begin on 1 December.")
    today = timezone.localdate()
    sent = QueryDict(mutable=True)
    sent.update({"agreed": typed, "until": f"{today:%d.%m.%Y}"})
    form = AgreedForm(sent, auto_id="drafts_%s")
    colleague = SimpleNamespace(short_name="E. Yıldız")
    stored = SimpleNamespace(changed_at=timezone.now() - timedelta(minutes=12), changed_by=colleague)
    put_beside(form, {"agreed": other, "until": today + timedelta(days=7)}, {"version": 2}, stored)
    return {"drafts_other": other, "drafts_typed": typed, "drafts_form": form}
