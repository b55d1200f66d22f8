"""The frame every page of a case file shares: who it is about, where on the way they are, what presses, the parts of the file."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from kim.casework.public import (
    Case,
    ClientProfile,
    Person,
    PlannedHandover,
    PlannedState,
    access,
)
from kim.casework.public import states as flow
from kim.law.age import age_range
from kim.privacy.public import audit
from kim.web.casework.alerts import NO_ALERTS, alerts_of
from kim.web.casework.figures import figures_of
from kim.web.forms import country_names, language_name, write_birth
from kim.web.templatetags.kim import day, near_day

SEEN_AGAIN = timedelta(minutes=10)
TABS = (
    "case_detail", "case_person", "assessment_list", "goal_list", "referral_list", "access_list", "case_appointments",
    "document_list", "case_letters",
)  # fmt: skip
Words = dict[str, Any]


def case_frame(request: HttpRequest, case: Case, tab: str) -> Words:
    """Context for `casework/case_frame.html`; `tab` is the url name of the current part. At most six queries, and the trace."""
    user = request.user
    may_work = access.may_work_in(user, case)
    profile = ClientProfile.objects.filter(case=case).first() if may_work else None
    figures = figures_of(case) if may_work else {}
    if may_work:
        note_the_reading(request, case)
    return {
        "case": case,
        "person": case.person,
        "shown_name": shown_name(case, may_work),
        "shown_native": case.person.name_original if may_work or not case.person.is_protected else "",
        "native_language": case.person.name_original_language,
        "person_facts": _facts(case, profile),
        "responsible": str(case.assigned_to),
        "is_mine": case.assigned_to_id == user.pk,
        "planned_handover": _planned(case),
        "deputising": may_work and case.assigned_to_id in access.scope_for(user).acting_for,
        "may_work": may_work,
        "may_act": access.may_change(user, case) and not case.is_closed,
        "may_add_late": access.may_change(user, case) and case.is_closed,
        "may_hand_over": access.may_hand_over(user, case) and (not case.is_closed or access.leads(user, case)),
        "steps": _stations(case),
        "phase_place": case.phase_number + 1,
        "is_part": tab in TABS,
        **(alerts_of(case, profile, figures) if may_work and not case.is_closed else NO_ALERTS),
        "case_tabs": _tabs(case, tab, figures) if may_work else [],
        "crumbs": _crumbs(case, tab, shown_name(case, may_work)),
        "quick_note_url": reverse("casework:contact_full", args=[case.pk]) if _may_note(user, case) else "",
    }


def _may_note(user: Any, case: Case) -> bool:
    return access.may_change(user, case) and not case.is_closed


def note_the_reading(request: HttpRequest, case: Case) -> None:
    """Leave a trace that the content was opened, whichever part of it: once in ten minutes for each person and case."""
    now = timezone.now()
    seen = {
        pk: at
        for pk, at in request.session.get("cases_seen", {}).items()
        if datetime.fromisoformat(at) > now - SEEN_AGAIN
    }
    if str(case.pk) not in seen:
        audit.record("case.viewed", target=case, case_id=case.pk)
        seen[str(case.pk)] = now.isoformat()
    request.session["cases_seen"] = seen


def _crumbs(case: Case, tab: str, name: str) -> list[Words]:
    """Cases, the person, and below the overview the page one is on."""
    here = {
        "case_person": gettext("Person and household"),
        "case_phase": gettext("Next phase"),
        "case_advice": gettext("Agreement to the advice"),
        "case_review": gettext("Reviews"),
        "case_review_hold": gettext("Record a review"),
        "case_late_entry": gettext("Late entry"),
        "case_confirmations": gettext("Second person"),
        "case_sheet": gettext("Handover sheet"),
        "case_hand_over": gettext("Hand over"),
        "case_close": gettext("Close the case"),
        "case_reopen": gettext("Reopen the case"),
        "follow_up_new": gettext("New follow-up"),
        "case_transitions": gettext("Plan the change of legal sphere"),
    }.get(tab)
    path = [
        {"label": gettext("Cases"), "url": reverse("casework:case_list")},
        {"label": name, "url": reverse("casework:case_detail", args=[case.pk]) if here else ""},
    ]
    return [*path, {"label": here, "url": ""}] if here else path


def shown_name(case: Case, may_work: bool) -> str:
    """The name, or for those who see the head only what stands in its place when the person is protected."""
    if case.person.is_protected and not may_work:
        return gettext("Name protected")
    return case.person.full_name


def planned_words(planned: PlannedHandover) -> str:
    """Goes to D. Aksoy on 01.12.2026."""
    return gettext("goes to %(name)s on %(day)s") % {"name": planned.to.short_name, "day": day(planned.on)}


def _planned(case: Case) -> PlannedHandover | None:
    """That the case goes to somebody else on a day to come; who sees the head of a case sees that too."""
    if case.is_closed:
        return None
    return PlannedHandover.objects.filter(case=case, state=PlannedState.PLANNED).select_related("to").first()


def birth_text(person: Person) -> str:
    """14.03.1994 (32); as much as is known, or why it is not."""
    if person.birth_year is None:
        return person.get_birth_given_display()
    written = write_birth(person.birth_year, person.birth_month, person.birth_day)
    ages = age_range(person.birth_year, person.birth_month, person.birth_day, timezone.localdate())
    if ages is None:
        return written
    return f"{written} ({ages.max})" if ages.min == ages.max else f"{written} ({ages.min}–{ages.max})"


def _facts(case: Case, profile: ClientProfile | None) -> list[tuple[str, str]]:
    """What stands under the name, in the order in which it is asked for."""
    place = str(case.municipality or gettext("not known"))
    reference = (gettext("reference"), case.reference)
    if profile is None:
        return [reference] if case.person.is_protected else [(gettext("lives in"), place), reference]
    born = birth_text(case.person)
    facts = [(gettext("born"), born)]
    if profile.nationalities:
        facts.append((gettext("nationality"), nationalities_text(profile)))
    facts += [(gettext("lives in"), place), (gettext("speaks"), languages_text(profile))]
    if profile.safe_contact:
        facts.append((gettext("to be reached safely"), profile.safe_contact))
    return [*facts, reference]


def nationalities_text(profile: ClientProfile) -> str:
    """Syria, stateless; or why none is known."""
    if not profile.nationalities:
        return str(profile.get_nationalities_given_display())
    known = country_names()
    return ", ".join(known.get(code, code) for code in profile.nationalities)


def languages_text(profile: ClientProfile) -> str:
    """Arabic, German A2, with interpreting."""
    parts = [language_name(code) for code in profile.languages]
    level = profile.get_german_level_display()
    if profile.german_level not in ("not_asked", "not_known", "refused"):
        parts.append(gettext("German %(level)s") % {"level": level})
    if profile.interpreter == "yes":
        parts.append(gettext("with interpreting"))
    return ", ".join(parts) or str(profile.get_languages_given_display())


def _stations(case: Case) -> list[Words]:
    """The seven stations with the days on which they were last reached, and the round; a closed case ends with an eighth."""
    changes = list(case.phase_changes.all())
    reached = {change.to_phase: change.changed_on for change in changes}
    turn = flow.round_of((change.from_phase, change.to_phase) for change in changes)
    position = case.phase_number
    stations = [_station(case, phase, place - position, reached, turn) for place, phase in enumerate(flow.CHAIN)]
    if case.is_closed:
        stations.append({"label": flow.Phase.CLOSED.label, "note": day(case.closed_on), "state": "here"})
    return stations


def _station(case: Case, phase: flow.Phase, ahead: int, reached: dict[str, Any], turn: int) -> Words:
    if ahead == 0:
        since = gettext("since %(day)s") % {"day": near_day(case.phase_since)}
        if turn > 1:
            since = gettext("round %(number)s, since %(day)s") % {"number": turn, "day": near_day(case.phase_since)}
        return {"label": phase.label, "note": since, "state": "here"}
    if ahead > 0:
        before = gettext("last on %(day)s") % {"day": day(reached[phase])} if phase in reached else ""
        return {"label": phase.label, "note": before, "state": "next"}
    if phase not in reached:
        return {"label": phase.label, "note": gettext("skipped"), "state": "skipped"}
    return {"label": phase.label, "note": day(reached[phase]), "state": "done"}


def _tabs(case: Case, current: str, counts: Words) -> list[Words]:
    labels = {
        "case_detail": gettext("Overview"),
        "case_person": gettext("Person and household"),
        "assessment_list": pgettext("part of the file", "Assessment"),
        "goal_list": gettext("Goals"),
        "referral_list": gettext("Referrals"),
        "access_list": pgettext("part of the file", "Access"),
        "case_appointments": gettext("Appointments"),
        "document_list": gettext("Documents"),
        "case_letters": gettext("Letters"),
    }
    return [
        {
            "label": labels[name],
            "url": reverse(f"{'letters' if name == 'case_letters' else 'casework'}:{name}", args=[case.pk]),
            "count": counts.get(name, 0),
            "current": name == current,
        }
        for name in TABS
    ]
