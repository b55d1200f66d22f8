"""The page of a person, section by section: summaries that are read in passing, each corrected on a page of its own."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from kim.casework.public import (
    Case,
    ClientProfile,
    HouseholdMember,
    LanguageLevel,
    Person,
    ResidenceDocument,
    SphereChange,
    access,
    spheres,
)
from kim.charts import HALF, Gantt, Lane, Span
from kim.law.continuation import holds_until
from kim.web.casework.frame import birth_text, nationalities_text
from kim.web.drawings import Shown, shown
from kim.web.forms import language_name
from kim.web.templatetags.kim import bdi, day

Words = dict[str, Any]
SOON = 90


def sections(request: HttpRequest, case: Case) -> Words:
    """What the page shows; how many queries it costs does not depend on how much there is."""
    today = timezone.localdate()
    profile = case.profile
    documents = list(case.documents_of_residence.all())
    addresses = list(case.addresses.select_related("municipality"))
    return {
        "about": _about(case.person, profile),
        "known": _languages(profile),
        "ways": list(case.ways.all()),
        "safe_contact": profile.safe_contact,
        "address": next((row for row in addresses if row.is_current), None),
        "earlier_addresses": [row for row in addresses if not row.is_current],
        "address_masked": case.person.is_protected and not access.may_change(request.user, case),
        "household": household_of(request, case),
        "paper": _paper(documents, today),
        "earlier_papers": [row for row in documents if not row.is_current],
        **_spheres(case, today),
        "needs": list(case.protection_needs.select_related("recorded_by")) if case.person.is_protected else [],
        "ended_needs": [] if case.person.is_protected else list(case.protection_needs.all()),
    }


def _spoken(profile: ClientProfile) -> Any:
    """A line for each language with how well it is spoken; not asked is left out, silence says as much."""
    lines = [
        (language_name(code), "" if level == LanguageLevel.NOT_ASKED else str(LanguageLevel(level).label))
        for code, level in profile.spoken
    ]
    if not lines:
        return profile.get_languages_given_display()
    return format_html_join(mark_safe("<br>"), '{} <span class="kim-m">{}</span>', lines)


def _about(person: Person, profile: ClientProfile) -> list[tuple[str, Any]]:
    native = bdi(person.name_original, person.name_original_language) if person.name_original else _("not noted")
    return [
        (_("Given name"), person.given_name or _("not noted")),
        (_("Family name"), person.family_name),
        (_("Name in original script"), native),
        (_("Date of birth"), birth_text(person)),
        (_("Sex"), person.get_sex_display()),
        (_("Nationality"), nationalities_text(profile)),
        (_("Entered Germany on"), day(profile.entered_on) or profile.get_entered_given_display()),
    ]


def _languages(profile: ClientProfile) -> list[tuple[str, Any]]:
    """Reading, German, interpreting: below the languages."""
    scripts = [
        str(label) for value, label in profile._meta.get_field("scripts").base_field.choices if value in profile.scripts
    ]
    reads = str(profile.get_reading_display())
    return [
        (_("Languages"), _spoken(profile)),
        (_("German"), profile.get_german_level_display()),
        (_("Reading"), f"{reads}: {', '.join(scripts)}" if scripts else reads),
        (_("Interpreter needed"), _interpreting(profile)),
    ]


def _interpreting(profile: ClientProfile) -> str:
    """Yes, Arabic, a woman."""
    said = [str(profile.get_interpreter_display())]
    if profile.interpreter == "yes":
        code = profile.interpreter_language or next(iter(profile.languages), "")
        said += [language_name(code)] if code else []
        if profile.interpreter_sex in ("f", "m"):
            said.append(str(profile.get_interpreter_sex_display()))
    return ", ".join(said)


def household_of(request: HttpRequest, case: Case) -> list[Words]:
    """Who belongs to the household; the case of a member is shown as far as the reader may know of it."""
    members = list(case.household.select_related("person"))
    known = (
        Case.objects.visible_to(request.user)
        .filter(person_id__in=[member.person_id for member in members])
        .select_related("assigned_to")
        .order_by("closed_on", "id")
    )
    cases: dict[int, Case] = {}
    for each in known:
        cases.setdefault(each.person_id, each)
    return [_member(member, cases.get(member.person_id)) for member in members]


def _member(member: HouseholdMember, own: Case | None) -> Words:
    return {"member": member, "person": member.person, "born": birth_text(member.person), "case": own}


def _paper(documents: list[ResidenceDocument], today: date) -> Words | None:
    """The document of today with the days it still holds."""
    now = next((row for row in documents if row.is_current), None)
    if now is None:
        return None
    left = now.days_left(today)
    tone = "" if left is None or left >= SOON else "bad" if left < 0 else "warn"
    return {"row": now, "left": left, "tone": tone, "continued": continued_by_law(now)}


def continued_by_law(paper: ResidenceDocument) -> date | None:
    """The day until which a regulation continues the card, if one does."""
    last = holds_until(paper.group, paper.valid_until)
    return last if last != paper.valid_until else None


def _spheres(case: Case, today: date) -> Words:
    """The legal spheres as a drawing, and each change as a row."""
    changes = list(case.sphere_changes.select_related("from_sphere", "to_sphere"))
    way = spheres.way_of(changes, today)
    return {
        "changes": [_change(change, today) for change in changes],
        "current_spheres": [sphere.label for sphere in way.current(today)],
        "sphere_chart": _drawn(way, today) if changes else None,
    }


def _change(change: SphereChange, today: date) -> Words:
    gap = change.gap_days(today)
    return {
        "row": change,
        "gap": gap,
        "settled": change.is_settled,
        "expected": change.expected_on,
        "late": not change.is_settled and gap > 0,
    }


def _drawn(way: spheres.Way, today: date) -> Shown:
    """One lane a sphere, and one for the days without any."""
    lanes: dict[str, list[Span]] = {}
    for spell in way.spells:
        kind = "expected" if spell.expected else "done" if spell.end and spell.end < today else "here"
        span = Span(label="", start=spell.start, end=spell.end, kind=kind)  # type: ignore[arg-type]
        lanes.setdefault(spell.sphere.label, []).append(span)
    if way.gaps:
        gaps = [
            Span(label=_("%(number)s days") % {"number": gap.days}, start=gap.start, end=gap.end, kind="against")
            for gap in way.gaps
        ]
        lanes[_("Without benefits")] = gaps
    return shown(
        Gantt(
            id="sphere-chart",
            title=_("Legal spheres over time"),
            nothing=_("No legal sphere is noted yet."),
            description=_("From when to when which legal sphere was responsible, and the days between."),
            lanes=tuple(Lane(name=name, spans=tuple(spans)) for name, spans in lanes.items()),
            heads=(_("Legal sphere"), _("what"), _("from"), _("until")),
            today=today,
            today_label=_("today"),
        ),
        width=HALF,
    )
