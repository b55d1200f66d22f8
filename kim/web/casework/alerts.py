"""What presses in a case: each kind of alert one function, most pressing first; two are shown, the rest behind a word.

The frame of a file is few queries. What an alert needs beside the case and the profile is therefore named in `FOR_ALERTS`,
expressions that the frame's one query of figures brings along.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject, Now, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from kim.casework.public import (
    ENDS_SOON,
    Case,
    ClientProfile,
    Confirmation,
    ConfirmationState,
    Consent,
    FollowUp,
    ResidenceDocument,
    SphereChange,
    spheres,
)
from kim.casework.public import states as flow
from kim.law.continuation import holds_until
from kim.organisation.public import lead_times
from kim.web.templatetags.kim import day, days

SHOWN = 2
QUIET_DAYS = 30
PAPER_DAYS = 90
Words = dict[str, Any]
NO_ALERTS: Words = {"case_alerts": [], "more_alerts": [], "alert_line": {"number": 0, "tone": ""}}

_confirmations = Confirmation.objects.filter(case=OuterRef("pk"))
_papers = ResidenceDocument.objects.filter(case=OuterRef("pk"), is_current=True)
_coming = SphereChange.objects.filter(
    Q(to_sphere__isnull=False) | Q(ended_on=None), case=OuterRef("pk"), happened_on=None
)
_change = JSONObject(
    planned_on="planned_on", ended_on="ended_on", from_sphere_id="from_sphere", to_sphere_id="to_sphere"
)
_ending_consents = Consent.objects.filter(
    case=OuterRef("pk"),
    withdrawn_on=None,
    valid_until__gte=TruncDate(Now()),
    valid_until__lte=TruncDate(Now()) + ENDS_SOON,
).order_by("valid_until", "pk")
_its_recipient = JSONObject(until="valid_until", agency="agency__name", name="recipient_name")
FOR_ALERTS: dict[str, Any] = {
    "consent_ends": Subquery(_ending_consents.values(row=_its_recipient)[:1]),
    "paper_until": Subquery(_papers.values("valid_until")[:1]),
    "paper_group": Subquery(_papers.values("group")[:1]),
    "paper_fiction": Subquery(_papers.values("fiction_until")[:1]),
    "paper_applied": Subquery(_papers.values("extension_applied_on")[:1]),
    "coming_change": Subquery(_coming.order_by(Coalesce("planned_on", "ended_on"), "pk").values(row=_change)[:1]),
    "waits_for_second": Exists(_confirmations.filter(state=ConfirmationState.WAITING)),
}


@dataclass(frozen=True)
class Known:
    """What an alert may look at without asking the database: the case, the client's details, the figures of the frame."""

    case: Case
    profile: ClientProfile | None
    figures: Words
    today: date


Alerts = list[Words]


def alerts_of(case: Case, profile: ClientProfile | None, figures: Words) -> Words:
    """What somebody must do or know: the first two, the others, and how many they are in a line."""
    known = Known(case, profile, figures, timezone.localdate())
    found = [each for alert in ALERTS for each in alert(known)]
    tone = next((tone for tone in ("bad", "warn") if any(each["tone"] == tone for each in found)), "")
    return {
        "case_alerts": found[:SHOWN], "more_alerts": found[SHOWN:], "alert_line": {"number": len(found), "tone": tone}
    }  # fmt: skip


def an_alert(tone: str, core: str, rest: str, url: str, action: str) -> Words:
    """One alert: its core in bold, the rest, the way to act; a rest that is a sentence of its own lets the core end first."""
    if rest[:1].isupper() and core[-1] not in ".!?":
        core += "."
    return {"tone": tone, "core": core, "rest": rest, "url": url, "action": action}


def for_days(number: int) -> str:
    """Days after 'for': in German they stand in the dative."""
    return ngettext("one day", "%(number)s days", number) % {"number": number}


def _referral(known: Known) -> Alerts:
    late = (
        known.case.referrals.filter(state=flow.ReferralState.REQUESTED, answer_due_on__lt=known.today)
        .select_related("offer__agency")
        .order_by("answer_due_on", "id")
        .first()
    )
    if late is None:
        return []
    core = gettext("%(agency)s has not answered for %(days)s") % {
        "agency": late.offer.agency,
        "days": for_days(late.days_waited(known.today)),
    }
    rest = gettext("(agreed: %(agreed)s). %(offer)s, sent on %(day)s.") % {
        "agreed": days(late.agreed_days), "offer": late.offer.title, "day": day(late.sent_on)
    }  # fmt: skip
    return [an_alert("bad", core, rest, reverse("casework:referral_list", args=[known.case.pk]), gettext("Ask"))]


def _review(known: Known) -> Alerts:
    case = known.case
    if case.review_on is None or case.review_on >= known.today:
        return []
    core = gettext("The review was planned for %(day)s") % {"day": day(case.review_on)}
    url = reverse("casework:case_review_hold", args=[case.pk])
    return [an_alert("bad", core, gettext("and is still due."), url, gettext("Record the review"))]


def _follow_up(known: Known) -> Alerts:
    open_ones = FollowUp.objects.filter(case=known.case, done_at=None, due_on__lt=known.today)
    late = list(open_ones.order_by("due_on", "id")[:2])
    if not late:
        return []
    core = gettext("Follow-up since %(day)s: %(text)s") % {"day": day(late[0].due_on), "text": late[0].text}
    rest = gettext("More of them are overdue.") if len(late) > 1 else ""
    url = f"{reverse('casework:case_detail', args=[known.case.pk])}#follow-ups"
    return [an_alert("warn", core, rest, url, gettext("Go to the follow-ups"))]


def _paper(known: Known) -> Alerts:
    """The residence document runs out within ninety days, or has."""
    card = holds_until(known.figures.get("paper_group") or "", known.figures.get("paper_until"))
    fiction, applied = known.figures.get("paper_fiction"), known.figures.get("paper_applied")
    until = max(card, fiction) if card and fiction else card
    if until is None or (left := (until - known.today).days) >= PAPER_DAYS:
        return []
    url = f"{reverse('casework:case_person', args=[known.case.pk])}#paper"
    if applied and card and applied <= card and not fiction:
        core = gettext("The extension was applied for on %(day)s") % {"day": day(applied)}
        rest = gettext("Ask the office for the fiction certificate.")
        return [an_alert("warn", core, rest, url, gettext("See the residence document"))]
    if left < 0:
        core = gettext("The residence document ran out on %(day)s") % {"day": day(until)}
    elif left == 0:
        core = gettext("The residence document runs out today")
    else:
        core = gettext("The residence document runs out in %(days)s") % {"days": for_days(left)}
    rest = gettext("Valid until %(day)s.") % {"day": day(until)} if left >= 0 else ""
    lead = lead_times(known.today).of(known.case.municipality_id) if left >= 0 and not applied else None
    if lead:
        wanted = until - timedelta(weeks=lead.weeks)
        rest += " " + gettext("%(office)s wants the application by %(day)s.") % {
            "office": lead.agency,
            "day": day(wanted),
        }
    return [an_alert("bad" if left < 0 else "warn", core, rest, url, gettext("See the residence document"))]


def _sphere(known: Known) -> Alerts:
    """A change of legal sphere is near, or late while nobody pays."""
    told = known.figures.get("coming_change")
    if not told:
        return []
    days_of = {name: date.fromisoformat(told[name]) for name in ("planned_on", "ended_on") if told[name]}
    change = SphereChange(from_sphere_id=told["from_sphere_id"], to_sphere_id=told["to_sphere_id"], **days_of)
    if not spheres.presses(change, known.today):
        return []
    url = f"{reverse('casework:case_person', args=[known.case.pk])}#sphere"
    if gap := change.gap_days(known.today):
        core = gettext("Without benefits for %(days)s") % {"days": for_days(gap)}
        rest = gettext("The change of legal sphere has not happened yet.")
        return [an_alert("bad", core, rest, url, gettext("See the legal spheres"))]
    core = gettext("The legal sphere changes on %(day)s") % {"day": day(change.expected_on)}
    return [an_alert("warn", core, gettext("See that nothing is missing."), url, gettext("See the legal spheres"))]


def _second_person(known: Known) -> Alerts:
    if not known.figures.get("waits_for_second"):
        return []
    url = reverse("casework:case_confirmations", args=[known.case.pk])
    core = gettext("Waits for a second person.")
    return [an_alert("", core, gettext("Nothing takes effect before."), url, gettext("See what waits"))]


def _silence(known: Known) -> Alerts:
    case, today = known.case, known.today
    silent = case.days_without_contact(today)
    if (silent if silent is not None else (today - case.opened_on).days) <= QUIET_DAYS:
        return []
    if silent is None:
        core = gettext("No contact has been noted yet")
        rest = gettext("The case was opened on %(day)s.") % {"day": day(case.opened_on)}
    else:
        core = gettext("No contact for %(days)s") % {"days": for_days(silent)}
        rest = gettext("The last one was on %(day)s.") % {"day": day(case.last_contact_on)}
    url = f"{reverse('casework:case_detail', args=[case.pk])}#quick-note"
    return [an_alert("warn", core, rest, url, gettext("Note a contact"))]


# The most pressing first. Whoever has another alert adds its function here, and what it asks the database to FOR_ALERTS.
def _consent(known: Known) -> Alerts:
    """A consent that runs out: somebody should ask again before it does."""
    ending = known.figures["consent_ends"]
    if ending is None:
        return []
    words = gettext("The consent for %(recipient)s ends on %(day)s")
    core = words % {"recipient": ending["agency"] or ending["name"], "day": day(date.fromisoformat(ending["until"]))}
    rest = gettext("Afterwards nothing may be passed on there any more.")
    url = f"{reverse('casework:access_list', args=[known.case.pk])}#consents"
    return [an_alert("warn", core, rest, url, gettext("See consents"))]


ALERTS: tuple[Callable[[Known], Alerts], ...] = (
    _referral,
    _review,
    _paper,
    _sphere,
    _follow_up,
    _second_person,
    _consent,
    _silence,
)
