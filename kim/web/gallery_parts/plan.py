"""The map of helpers, courses over several assessments, and the field to sign in, with invented data."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kim.charts import FULL, Bond, Course, Courses, EcoMap
from kim.web.drawings import shown


class _Signing(forms.Form):
    strokes = forms.CharField(required=False, widget=forms.HiddenInput)


def sample() -> dict[str, Any]:
    """Both drawings filled and empty, and the field with and without a fault."""
    faulty = _Signing({"strokes": ""}, auto_id="plan_faulty_%s")
    faulty.add_error("strokes", _("There is no signature in the field yet."))
    return {
        "plan_map": shown(_map(_bonds())),
        "plan_empty_map": shown(_map(())),
        "plan_courses": shown(_courses(), width=FULL),
        "plan_signing": [_Signing(auto_id="plan_empty_%s")["strokes"], faulty["strokes"]],
    }


def _bonds() -> tuple[Bond, ...]:
    return (
        Bond(name=_("Sister"), kind="strong", note="Neuss"),
        Bond(name=_("Neighbour"), kind="gives"),
        Bond(name=_("Women’s group"), kind="strong", ring=1),
        Bond(name=_("Primary school"), kind="receives", ring=2),
        Bond(name=_("Foreigners’ office"), kind="weak", ring=2),
        Bond(name="Jobcenter", kind="strained", ring=2),
        Bond(name=_("Doctor"), ring=2),
    )


def _map(bonds: tuple[Bond, ...]) -> EcoMap:
    return EcoMap(
        id=f"plan-map-{len(bonds)}",
        title=_("Network of %(name)s") % {"name": "Samar Haddad"},
        nothing=_("Nobody is written down yet. Ask who helps, and who makes things harder."),
        centre=("Samar", "Nabil", "Yazan, Lina"),
        bonds=bonds,
        rings=(_("Family, friends"), _("Groups"), _("Agencies")),
        words={
            "strong": pgettext("relation", "strong"),
            "weak": pgettext("relation", "weak"),
            "strained": pgettext("relation", "strained"),
            "receives": _("one-way: they help the person"),
            "gives": _("one-way: the person helps them"),
            "unknown": _("not asked"),
        },
        heads=(_("Who"), _("Kind"), _("Relation"), _("Note")),
    )


def _courses() -> Courses:
    rows = (
        (_("Housing"), (3, 3, 1), (4, 3, 1)),
        (_("Language"), (3, 3, 3), (3, 4, 4)),
        (_("Work"), (2, None, 3), (3, None, 3)),
    )
    return Courses(
        id="plan-courses",
        title=_("Need and own view by life area over %(number)s assessments") % {"number": 3},
        nothing=_("No life area has a figure yet."),
        courses=tuple(Course(label=label, values=(need, own)) for label, need, own in rows),
        series=(_("need as the professional sees it"), _("the person’s own view")),
        places=("31.03.2026", "01.09.2026", "12.11.2026"),
        heads=(_("Life area"), _("Whose view")),
    )
