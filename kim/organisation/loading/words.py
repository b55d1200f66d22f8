"""The plan in words, for whoever loads a profile, and as values for machines."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils import translation
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kim.organisation.loading.naming import Say, value_of
from kim.organisation.loading.plan import Act, Change, LoadPlan

KIND_NAMES = {
    "county": _("County"),
    "municipality": _("Municipalities"),
    "own_office": _("Own offices of the municipalities"),
    "legal_sphere": _("Legal spheres"),
    "agency": _("Agencies"),
    "unit": _("Units"),
    "staff": _("Staff"),
    "membership": _("Roles of staff"),
    "post": _("Posts"),
    "holder": _("Holders of posts"),
    "employer": _("Employers of posts"),
    "supervision": _("Supervision of posts"),
    "workplace": _("Places of work"),
    "catchment": _("Areas of posts"),
    "office_hours": _("Office hours"),
    "body": _("Bodies"),
    "target_group": _("Target-group rule"),
    "life_area": _("Life areas"),
    "access_channel": _("Access channels"),
    "intake_question": _("Own questions of the enquiry form"),
    "intake_omission": _("Questions the enquiry form leaves out"),
    "closing_reason": _("Closing reasons"),
    "phase_weight": _("Weights of phases"),
    "retention_class": _("Retention classes"),
    "lead_time": _("Lead times for residence documents"),
    "figure": _("Figures"),
    "term": _("The county’s own words"),
    "offer": _("Offers"),
    "goal": _("Goals"),
    "legal_basis": _("Legal bases"),
    "milestone": _("Milestones"),
    "block": _("Blocks"),
    "figure_kind": _("Kinds of figures"),
}
FIELD_NAMES = {
    "ags": _("Official key"), "name": _("Name"), "short_name": _("Short name"), "kind": _("Kind"), "state": _("Federal state"),
    "logo": _("File of the logo"), "brand_colour": _("Colour"), "on_brand_colour": _("Colour of text on it"),
    "reference_pattern": _("Pattern of references"), "public_finder": _("Contact finder open to everybody"),
    "public_precheck": _("Naturalisation pre-check open to everybody"),
    "agreement_needs_second": _("A goal agreement needs a second person"),
    "closing_needs_second": _("A closing needs a second person"), "review_weeks": _("Weeks between two reviews"),
    "remind_days": _("Reminders: days before"), "escalate_days": _("Told to the chair: days after"),
    "code": _("Letters in references"), "municipality": _("Municipality"), "exists": _("Has one"), "key": _("Key"),
    "name_de": _("German wording"), "name_en": _("English wording"), "law": _("Law"), "spheres": _("Legal spheres"),
    "in_own_house": _("Part of the county’s administration"), "employer": _("Belongs to"), "parent": _("Above it"),
    "tasks": _("Tasks"), "username": _("Sign-in name"), "first_name": _("First name"), "last_name": _("Last name"),
    "title": _("Title"), "email": _("E-mail address"), "is_active": _("Account open"), "user": _("Person"), "unit": _("Unit"),
    "role": _("Role"), "block": _("Block"), "fte": _("Full-time equivalents"), "post": _("Post"), "agency": _("Agency"),
    "professional": _("Professional supervision"), "weekday": _("Weekday"), "starts_at": _("From, o’clock"),
    "ends_at": _("To, o’clock"), "place": _("Place"), "level": _("Level"), "stages": _("Stages and criteria"),
    "remarks": _("Notes on the rule"), "position": _("Place in the list"), "successful": _("Counts as success"),
    "phase": _("Phase"), "weight": _("Weight"), "years": _("Years"), "weeks": _("Weeks before the end"),
    "what": _("What is counted"), "value": _("Number"),
    "reference_date": _("As of"), "precision": _("Exact to the"), "description": _("Description"),
    "life_areas": _("Life areas"), "municipalities": _("Municipalities"), "languages": _("Languages"),
    "target_groups": _("Target groups"), "is_free": _("Costs nothing"), "cost": _("Cost"), "seats": _("Places"),
    "seats_free": _("Places free"), "seats_on": _("Places free as of"),
    "answer_days": _("Days until an answer"), "usual_wait_days": _("Usual wait in days"), "valid_from": _("Valid from"),
    "valid_to": _("Valid to"), "source": _("Source"), "note": _("Remark"), "synthetic": _("Invented for demonstration"),
    "version": _("Version"), "happened_on": _("Day"), "number": _("Number of the block"),
    "answer": _("How it is answered"), "choices": _("Answers to choose from"), "channels": _("Only on these ways in"),
    "question": _("Question"),
}  # fmt: skip
# Where a field is called otherwise in one kind.
_FIELD_NAMES_OF = {("figure_kind", "unit"): _("Counted in")}
_SOME = 4
_LONG = 60


def field_name(kind: str, name: str) -> Any:
    """What people call a field of this kind."""
    return _FIELD_NAMES_OF.get((kind, name)) or FIELD_NAMES.get(name, name)


def describe(plan: LoadPlan, language: str = "de", say: Say | None = None) -> list[str]:
    """The plan as lines of text: what is taken back first, then kind by kind, then what stays."""
    with translation.override(language):
        told = _Told(plan, say)
        return [*_head(plan), *told.reverts(), *told.kinds(), *_kept(plan)]


def as_dict(plan: LoadPlan) -> dict[str, Any]:
    """The plan as values JSON can hold."""
    return {
        "file": plan.name,
        "digest": plan.digest,
        "empty": plan.is_empty,
        "newer_loaded_at": plan.newer_than_file.isoformat() if plan.newer_than_file else None,
        "reverts": len(plan.reverts),
        "logo": plan.logo.file_name if plan.logo_changes and plan.logo else None,
        "kept": [{"kind": kind, "key": key} for kind, key in plan.kept],
        "changes": [
            {
                "kind": c.kind, "key": c.key, "name": c.name, "act": str(c.act), "field": c.field,
                "before": c.before, "after": c.after, "reverts": c.reverts,
            }
            for c in plan.changes
        ],
    }  # fmt: skip


def _head(plan: LoadPlan) -> Iterator[str]:
    if plan.newer_than_file:
        day = f"{plan.newer_than_file:%d.%m.%Y}"
        yield gettext(
            "This file was loaded before; a newer one followed on %(day)s. Loading it takes that one back."
        ) % {"day": day}
    if plan.is_empty:
        yield gettext("Nothing to change: the database holds what the file says.")
    elif not plan.steps and not plan.logo_changes:
        yield gettext("No entry changes; only the file itself is another.")
    if plan.logo_changes and plan.logo:
        yield gettext("The logo %(file)s is new.") % {"file": plan.logo.file_name}
    elif plan.profile.county.logo and not plan.logo:
        yield gettext("The logo %(file)s is not beside the file; the one of before stays.") % {
            "file": plan.profile.county.logo
        }


class _Told:
    """The differences of a plan as lines, with names instead of keys."""

    def __init__(self, plan: LoadPlan, say: Say | None) -> None:
        self.plan, self.say = plan, say
        self.changes = plan.changes_in_words(say)
        self.kind_of = {kind.name: kind for kind in plan.kinds}

    def reverts(self) -> Iterator[str]:
        reverts = [change for change in self.changes if change.reverts]
        if not reverts:
            return
        yield ngettext(
            "Attention: %(count)s edit made since the last loading would be taken back:",
            "Attention: %(count)s edits made since the last loading would be taken back:",
            len(reverts),
        ) % {"count": len(reverts)}
        for change in reverts:
            yield f"  ! {KIND_NAMES.get(change.kind, change.kind)}: {self.line(change)}"

    def kinds(self) -> Iterator[str]:
        by_kind: dict[str, list[Change]] = defaultdict(list)
        for change in self.changes:
            by_kind[change.kind].append(change)
        named = {kind.name for kind in self.plan.kinds if not kind.relation and kind.name != "figure"}
        for kind, changes in by_kind.items():
            yield f"{KIND_NAMES.get(kind, kind)}:"
            yield from (f"  {line}" for line in _added([c for c in changes if c.act is Act.ADD], kind in named))
            yield from (f"  {self.line(c)}" for c in changes if c.act is not Act.ADD)

    def line(self, change: Change) -> str:
        values = {"name": change.name or change.key, "day": self.shown(change, change.after)}
        if change.act is Act.CHANGE:
            before, after = self.shown(change, change.before), self.shown(change, change.after)
            return f"{values['name']}: {field_name(change.kind, change.field)}: {before} → {after}"
        return _SAID[change.act] % values

    def shown(self, change: Change, value: Any) -> str:
        """A value in words, or as it is where nobody knows better."""
        if change.field and value not in (None, "", []):
            kind = self.kind_of[change.kind]
            if words := value_of(kind, change.field, value, self.plan.entries, self.say):
                return _short(words)
        return _shown(value)


_SAID = {
    Act.ADD: _("%(name)s is new"),
    Act.END: _("%(name)s is no longer in the file and ends on %(day)s"),
    Act.DEACTIVATE: _("%(name)s is no longer in the file: the account is closed"),
    Act.REMOVE: _("%(name)s is no longer in the file and is removed"),
}


def _added(added: list[Change], with_names: bool) -> Iterator[str]:
    if not added:
        return
    names = _names([c.name for c in added if c.name and with_names])
    yield gettext("%(count)s new") % {"count": len(added)} + (f": {names}" if names else "")


def _names(names: list[str]) -> str:
    """The first of many names."""
    return "; ".join(list(dict.fromkeys(names))[:_SOME]) + ("; …" if len(names) > _SOME else "")


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


def _kept(plan: LoadPlan) -> Iterator[str]:
    if plan.kept:
        yield ngettext(
            "%(count)s entry that the file does not know stays: it was made on screen or has ended.",
            "%(count)s entries that the file does not know stay: they were made on screen or have ended.",
            len(plan.kept),
        ) % {"count": len(plan.kept)}


def _shown(value: Any) -> str:
    if value is None or value in ("", []):
        return "–"
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    text = (
        ", ".join(str(each) for each in value)
        if isinstance(value, list) and all(isinstance(e, str) for e in value)
        else str(value)
    )
    if isinstance(value, list) and text == str(value):
        return ngettext("%(count)s entry", "%(count)s entries", len(value)) % {"count": len(value)}
    return _short(text)
