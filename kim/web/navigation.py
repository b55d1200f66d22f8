"""The side navigation: what this person has to do with, and how much of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kim.casework.public import Case, Confirmation, ConfirmationState, Enquiry, EnquiryState, FollowUp, access
from kim.naturalisation.public import access as naturalisation_access
from kim.organisation.public import Permission, User
from kim.staffing.public import access as staffing_access
from kim.steering.public import access as steering_access
from kim.web.templatetags.kim import capped

CAP = 1000


@dataclass(frozen=True)
class Entry:
    """One line of the navigation: its name, its address, and how many things wait there."""

    label: str
    name: str
    parts: tuple[str, ...] = ()
    waiting: QuerySet | None = None
    dock: str = ""
    only_waiting: bool = False  # shown while something waits there, or while one is there


def navigation_for(request: HttpRequest) -> list[dict[str, Any]]:
    """What this person may go to; at most four counts, each a query that stops at a thousand."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    here = request.resolver_match.view_name if request.resolver_match else ""
    groups = [("", [Entry(_("My day"), "start", dock="calendar-today")])]
    manages = user.has(Permission.COUNTY_MANAGE)
    groups.append((pgettext("navigation", "Steering"), list(_steering(user))))
    groups.append((_("Casework"), list(_casework(user))))
    groups.append((_("Naturalisation office"), list(_applicants(user))))
    groups.append((_("Administration") if manages else pgettext("navigation", "Look up"), list(_looking_up(user))))
    entries = [entry for _title, listed in groups for entry in listed]
    current = _current(entries, here)
    named = ((title, [_item(entry, entry is current) for entry in listed]) for title, listed in groups)
    return [{"title": title, "items": shown} for title, items in named if (shown := [item for item in items if item])]


def _steering(user: User) -> Iterable[Entry]:
    """The work of others: who carries how much, and where it gets stuck."""
    if user.has(Permission.CASE_HAND_OVER):
        yield Entry(_("Team board"), "lead:board", ("lead:",))
    if user.has(Permission.COORDINATE):
        yield Entry(_("Coordination"), "coordination:page", ("coordination:",))
    if user.has(Permission.COORDINATE) or user.has(Permission.COUNTY_MANAGE):
        yield Entry(_("Posts"), "staffing:entitlement", ("staffing:", "grants:", "money:"))
    elif staffing_access.reads_posts(user):
        yield Entry(_("Posts"), "staffing:post_list", ("staffing:", "grants:", "money:"))
    yield from _topics(user)


def _topics(user: User) -> Iterable[Entry]:
    """Observations for those who sort them, topics for whoever has a page of steering and no cases."""
    reach = steering_access.reach_of(user)
    if reach.steers:
        yield Entry(
            pgettext("navigation", "Observations"), "steering:observation_inbox", ("steering:observation_",),
            steering_access.observations_for(user).filter(topic=None, set_aside=""),
        )  # fmt: skip
    if reach.anything:
        yield Entry(pgettext("navigation", "Topics"), "steering:topic_list", ("steering:topic_", "steering:ministry_"))
    if reach.steers or reach.keeps_minutes or reach.bodies:
        yield Entry(_("Meetings"), "steering:meeting_list", ("steering:meeting_", "steering:session"))
        yield Entry(
            pgettext("steering", "Decisions"), "steering:decision_list", ("steering:decision_", "steering:proposal_")
        )
        yield Entry(_("Work orders"), "steering:order_list", ("steering:order_",))
        yield Entry(_("Bodies"), "steering:body_list", ("steering:body_",))


def _casework(user: User) -> Iterable[Entry]:
    today = timezone.localdate()
    if user.has(Permission.ENQUIRY_WORK):
        yield Entry(_("Enquiries"), "casework:enquiry_list", ("casework:enquiry", "casework:triage"), _enquiries(user))
        yield Entry(pgettext("navigation", "Outreach"), "casework:outreach_list", ("casework:outreach",))
    if user.has(Permission.CASE_HEADS):
        yield Entry(_("Cases"), "casework:case_list", ("casework:", "letters:case_"), _cases(user), "checklist")
    if user.has(Permission.CASE_WORK) or user.has(Permission.CASE_HAND_OVER):
        yield Entry(
            pgettext("navigation", "Appointments"),
            "casework:appointment_list",
            ("casework:appointment", "casework:time_spent"),
        )
    if user.has(Permission.CASE_WORK):
        yield Entry(
            pgettext("navigation", "Follow-ups"),
            "casework:follow_up_list",
            ("casework:follow_up_list",),
            due_within_a_week(user, today),
        )
        yield Entry(
            pgettext("navigation", "Referrals"), "casework:open_referral_list", ("casework:open_referral_list",)
        )
        yield Entry(
            pgettext("navigation", "Residence documents"), "casework:residence_list", ("casework:residence_list",)
        )
    if user.has(Permission.CASE_HEADS):
        yield Entry(
            pgettext("navigation", "Confirmations"),
            "casework:confirmation_list",
            ("casework:confirmation",),
            Confirmation.objects.filter(asked=user, state=ConfirmationState.WAITING),
            only_waiting=True,
        )
    if user.has(Permission.CASE_HEADS):
        yield Entry(_("Offers"), "casework:offer_list", ("casework:offer",))
        yield Entry(pgettext("navigation", "Naturalisation check"), "naturalisation:check", ("naturalisation:check",))
    if user.has(Permission.CASE_WORK) or user.has(Permission.CASE_HAND_OVER) or user.has(Permission.COORDINATE):
        yield Entry(pgettext("navigation", "Campaigns"), "casework:campaign_list", ("casework:campaign",))
    if user.has(Permission.OBSERVE):
        yield Entry(_("My observations"), "steering:own_observations", ("steering:own_", "steering:observation_"))


def _applicants(user: User) -> Iterable[Entry]:
    """What a naturalisation office works on."""
    if naturalisation_access.works_here(user):
        yield Entry(
            pgettext("naturalisation", "Applications"),
            "applicants:application_list",
            ("applicants:",),
            dock="checklist",
        )


def _looking_up(user: User) -> Iterable[Entry]:
    """The county and the staff: for administrators their own group, for the others something to look up."""
    if user.has(Permission.COUNTY_READ):
        yield Entry(_("County"), "office:county")
        yield Entry(pgettext("catchments", "Areas"), "areas:map", ("areas:",))
        yield Entry(_("Organisation chart"), "organigram:chart", ("organigram:",))
        if not naturalisation_access.works_here(user):
            yield Entry(
                _("Naturalisation offices"), "applicants:responsible", ("applicants:responsible", "applicants:area_new")
            )
    if user.has(Permission.STAFF_ABSENCES) or user.has(Permission.COUNTY_MANAGE):
        yield Entry(_("Staff"), "office:staff", ("office:staff", "office:account", "office:role", "office:absence"))
    if user.has(Permission.COUNTY_MANAGE):
        yield Entry(_("Word templates"), "letters:template_list", ("letters:template", "letters:field"))
        yield Entry(_("Translations"), "casework:text_list", ("casework:text_",))
        yield Entry(_("Mail"), "notices:mail", ("notices:mail",))
    if user.has(Permission.PEOPLE_IMPORT) or user.has(Permission.COUNTY_IMPORT):
        yield Entry(_("Imports"), "imports:list", ("imports:",))
    if user.has(Permission.AUDIT_CHECK):
        yield Entry(_("Audit trail"), "office:audit")


def _current(entries: list[Entry], here: str) -> Entry | None:
    """The entry whose names fit the page best; the most exact one counts."""
    fits = [
        (len(part), number)
        for number, entry in enumerate(entries)
        for part in (entry.name, *entry.parts)
        if here.startswith(part)
    ]
    return entries[max(fits)[1]] if here and fits else None


def _item(entry: Entry, current: bool) -> dict[str, Any] | None:
    count = entry.waiting.order_by().values("pk")[: CAP + 1].count() if entry.waiting is not None else 0
    if entry.only_waiting and not count and not current:
        return None
    return {
        "label": entry.label,
        "url": reverse(entry.name),
        "count": capped(count) if count else "",
        "current": current,
        "dock": entry.dock,
    }


def own_enquiries(user: User) -> Q:
    """Enquiries proposed to this person or to whom they stand in for, or to nobody: then anyone may take them."""
    return Q(proposed_for__in=access.scope_for(user).acting_for | {user.pk}) | Q(proposed_for=None)


def _enquiries(user: User) -> QuerySet:
    waiting = Enquiry.objects.filter(state=EnquiryState.OPEN)
    return waiting.filter(own_enquiries(user)) if user.has(Permission.CASE_WORK) else waiting


def _cases(user: User) -> QuerySet:
    running = Case.objects.running()
    return running.mine(user) if user.has(Permission.CASE_WORK) else running.visible_to(user)


def due_within_a_week(user: User, today: date) -> QuerySet:
    """What is to be done in the next seven days, and what is late, in the cases of this person and of those they stand in for."""
    own = access.scope_for(user).acting_for | {user.pk}
    return FollowUp.objects.filter(done_at=None, due_on__lte=today + timedelta(days=6), case__assigned_to__in=own)
