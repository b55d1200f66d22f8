"""The gallery: every component in every state, with its inputs read from the component itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kim.web.gallery_parts import samples

COMMENT = re.compile(r"\{% comment %\}(.*?)\{% endcomment %\}", re.DOTALL)
COMPONENTS = Path(__file__).parent / "templates" / "cotton"


@dataclass(frozen=True)
class Described:
    """What the comment on top of a component says."""

    tag: str
    about: str


def described_components() -> list[Described]:
    """Every component with the comment it starts with, in the order of the alphabet."""
    found = []
    for path in sorted(COMPONENTS.glob("*.html")):
        comment = COMMENT.match(path.read_text(encoding="utf-8"))
        lines = [line.strip() for line in comment[1].strip().splitlines()] if comment else []
        found.append(Described(f"<c-{path.stem.replace('_', '-')}>", "\n".join(lines)))
    return found


class SampleForm(forms.Form):
    """One field of each kind."""

    surname = forms.CharField(label=_("Surname"), help_text=_("as in the passport"), initial="Haddad")
    called = forms.CharField(label=_("Called"), required=False, initial="Samar", disabled=False)
    valid_until = forms.DateField(label=_("Valid until"))
    reason = forms.ChoiceField(label=_("Reason"), choices=[("goals", _("Goals reached")), ("moved", _("Moved away"))])
    way = forms.ChoiceField(
        label=_("Way of contact"),
        widget=forms.RadioSelect,
        choices=[("talk", _("Conversation")), ("phone", _("Telephone")), ("message", _("Message"))],
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("ar", _("Arabic")), ("ku", _("Kurmanji")), ("uk", _("Ukrainian"))],
    )
    explained = forms.BooleanField(label=_("Explained in Arabic"), required=False, initial=True)
    note = forms.CharField(label=_("What was agreed"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    paper = forms.FileField(label=_("Upload a paper"), required=False, help_text=_("PDF or picture, at most 20 MB"))


def _faulty() -> SampleForm:
    given = {"faulty-surname": "Haddad", "faulty-valid_until": "31.02.2027", "faulty-reason": "goals"}
    form = SampleForm(given, prefix="faulty")
    form.errors["valid_until"] = form.error_class([gettext("There is no 31 February.")])
    form.errors["way"] = form.error_class([gettext("Choose how you talked.")])
    return form


def _phases() -> list[dict[str, str]]:
    return [
        {"label": gettext("Intake"), "note": "03.03.2026", "state": "done"},
        {"label": gettext("First advice"), "note": gettext("skipped"), "state": "skipped"},
        {"label": gettext("Assessment"), "note": "12.11.2026", "state": "done"},
        {"label": gettext("Goal agreement"), "note": gettext("since 12 Nov"), "state": "here"},
        {"label": gettext("Service steering"), "note": "", "state": "next"},
        {"label": gettext("Monitoring"), "note": "", "state": "next"},
    ]


def _sample() -> dict[str, Any]:
    return {
        "steps": _phases(),
        "sample_tabs": [
            {"label": gettext("Overview"), "url": "#tabs", "current": True},
            {"label": gettext("Household"), "url": "#tabs", "count": 4},
            {"label": gettext("Goals"), "url": "#tabs", "count": 3},
        ],
        "views": [
            {"label": gettext("Mine"), "url": "#filters", "current": True},
            {"label": gettext("Deputising"), "url": "#filters"},
            {"label": gettext("Team"), "url": "#filters"},
        ],
        "person_facts": [
            (gettext("born"), "14.03.1994 (32)"),
            (gettext("lives in"), "Grevenbroich"),
            (gettext("speaks"), gettext("Arabic, German A2, with interpreting")),
        ],
        "figures": [
            {"label": gettext("Topics going round"), "value": 19},
            {
                "label": gettext("From observation to decision"),
                "value": 104,
                "note": gettext("days on average"),
            },
            {"label": gettext("Orders overdue"), "value": 1, "tone": "bad"},
        ],
        "areas": [
            {"name": gettext("Housing"), "need": 1, "own": 1, "before": 3, "change": -2},
            {"name": gettext("Language"), "need": 3, "own": 4, "before": 3, "change": 0},
            {"name": gettext("Work"), "need": 3, "own": "", "before": 2, "change": 1},
        ],
    }


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component; it needs nothing from the database."""
    parts, shown = samples()
    context = {
        **_sample(),
        **shown,
        "parts": parts,
        "crumbs": [{"label": gettext("Look up"), "url": ""}, {"label": gettext("Components"), "url": ""}],
        "form": SampleForm(),
        "faulty": _faulty(),
        "described": described_components(),
        "colours": [
            ("here", gettext("Here"), gettext("now, you, selected")),
            ("ink", gettext("Ink"), gettext("text, lines, what happened")),
            ("coming", gettext("Pencil"), gettext("what is to come")),
            ("act", gettext("Action"), gettext("button and link")),
            ("bad", gettext("Urgent"), gettext("overdue, speaks against")),
            ("warn", gettext("Soon"), gettext("runs out, rests")),
            ("good", gettext("Good"), gettext("met, valid")),
            ("soft", gettext("Field"), gettext("entry and hint")),
        ],
    }
    return render(request, "gallery.html", context)
