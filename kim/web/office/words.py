"""Words for the keys a county profile uses."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from kim.web.office.meeting_words import MEETINGS

AGENCY_KINDS = {
    "authority": _("Authority"),
    "jobcenter": _("Jobcenter"),
    "youth_office": _("Youth welfare office"),
    "welfare": _("Welfare organisation"),
    "school": _("School or childcare"),
    "course_provider": _("Course provider"),
    "health": _("Health"),
    "counselling": _("Counselling"),
    "other": _("Other"),
}
UNIT_KINDS = {
    "ki": _("Integration centre"),
    "coordination": _("Coordination"),
    "case_management": _("Case management"),
    "foreigners_office": _("Foreigners' office"),
    "naturalisation_office": _("Naturalisation office"),
    "administration": _("Administrative department"),
    "other": _("Other"),
}
POST_ROLES = {
    "coordinator": _("Coordinator"),
    "assistant": _("Administrative assistant"),
    "case_manager": _("Case manager"),
    "foreigners_office": _("Foreigners' office"),
    "naturalisation_office": _("Naturalisation office"),
}
OWN_OFFICES = {
    "own_abh": _("Foreigners' office"),
    "own_ebh": _("Naturalisation office"),
    "own_jugendamt": _("Youth welfare office"),
    "own_integration_council": _("Integration council or committee"),
}
COUNTY_KINDS = {"county": _("County (Kreis)"), "independent_city": _("Independent city (kreisfreie Stadt)")}
FIGURE_UNITS = {"persons": _("persons"), "percent": _("per cent")}
STATUS_GROUPS = {
    "refugee": _("refugees"),
    "newcomer": _("newcomers"),
    "eu_citizen": _("EU citizens"),
    "labour_migrant": _("labour migrants"),
    "long_resident": _("long-term residents"),
    "other": _("others"),
}
_CHECKS = {
    "refugee_or_newcomer": _("Is a refugee or newcomer"),
    "child_of_member": _("Is a child of somebody in the target group"),
    "lives_in_county": _("Lives in a municipality of the county"),
    "no_other_case_management": _("Has no other case management"),
    "any_of": _("One of these is enough"),
    "all_of": _("All of these are needed"),
}


def in_language(values: Mapping[str, Any], german: str = "de", english: str = "en") -> str:
    """The wording of an entry in the language of the screen."""
    return str(values[english if (get_language() or "de").startswith("en") else german])


def word(words: Mapping[str, Any], key: str) -> str:
    """The word for a key; an unknown key stands for itself."""
    return str(words.get(key, key))


def criterion_check(kind: str, params: Mapping[str, Any], names_by_ags: Mapping[str, str]) -> str:
    """What KIM compares for this criterion, in a sentence."""
    if kind == "age_between":
        return _age(params.get("min"), params.get("max"))
    if kind in ("years_in_germany_at_most", "years_in_county_at_most"):
        return _years(kind, int(params["max"]))
    if kind == "lives_in_municipality":
        places = ", ".join(names_by_ags.get(ags, ags) for ags in params["municipalities"])
        return gettext("Lives in one of: %(places)s") % {"places": places}
    if kind == "status_group_in":
        return gettext("Belongs to: %(groups)s") % {
            "groups": ", ".join(word(STATUS_GROUPS, g) for g in params["groups"])
        }
    return word(_CHECKS, kind)


def _age(least: int | None, most: int | None) -> str:
    if least is not None and most is not None:
        return gettext("Aged %(least)s to %(most)s") % {"least": least, "most": most}
    if least is not None:
        return gettext("Aged %(least)s or older") % {"least": least}
    return gettext("Aged %(most)s or younger") % {"most": most}


def _years(kind: str, most: int) -> str:
    values = {"count": most}
    if kind == "years_in_germany_at_most":
        return ngettext("At most %(count)s year in Germany", "At most %(count)s years in Germany", most) % values
    return ngettext("At most %(count)s year in the county", "At most %(count)s years in the county", most) % values


def exists_word(exists: bool) -> str:
    """Whether there is one."""
    return pgettext("an office of its own", "yes") if exists else pgettext("an office of its own", "no")


# Kinds of events of the audit trail, as they are told to people; the key stands beside it.
EVENTS = {
    "absence.planned": _("Absence recorded"),
    "absence.ended": _("Absence ended"),
    "account.created": _("Account created"),
    "account.changed": _("Account changed"),
    "account.closed": _("Account closed"),
    "account.reopened": _("Account reopened"),
    "account.password_given": _("Password given"),
    "role.given": _("Role given"),
    "role.ended": _("Role ended"),
    "access.given": _("Case opened to others"),
    "access.ended": _("Case closed to others"),
    "agreement.concluded": _("Goal agreement concluded"),
    "agreement.printed": _("Goal agreement printed"),
    "agreement.signed": _("Goal agreement signed"),
    "assessment.started": _("Assessment begun"),
    "assessment.saved": _("Assessment saved"),
    "assessment.completed": _("Assessment completed"),
    "assessment.reopened": _("Assessment opened again"),
    "case.opened": _("Case opened"),
    "case.viewed": _("Case looked at"),
    "enquiry.viewed": _("Enquiry looked at"),
    "case.advice_agreed": _("Agreement to the advice recorded"),
    "case.phase_changed": _("Phase changed"),
    "case.review_planned": _("Review planned"),
    "case.handed_over": _("Case handed over"),
    "case.handed_to_office": _("Handed over to a naturalisation office"),
    "case.called_back": _("Called back from a naturalisation office"),
    "case.handover_planned": _("Handover planned"),
    "case.handover_called_off": _("Planned handover called off"),
    "case.handover_refused": _("Planned handover not carried out"),
    "case.imported": _("Case opened by an import"),
    "case.import_undone": _("Case of an import taken back"),
    "case.closed": _("Case closed"),
    "case.reopened": _("Case reopened"),
    "catchment.added": _("Municipality given to a post"),
    "catchment.moved": _("Municipality goes to another post"),
    "catchment.taken_back": _("Change of a municipality taken back"),
    "client_texts.seeded": _("Texts of the papers stored"),
    "client_text.reworded": _("Text of a paper worded anew"),
    "client_text.approved": _("Text of a paper approved"),
    "contact.recorded": _("Contact noted"),
    "county.loaded": _("County profile loaded"),
    "county.entries_loaded": _("Entries of the county loaded"),
    "county.entry_added": _("Entry of the county added"),
    "county.entry_corrected": _("Entry of the county corrected"),
    "county.entry_changed": _("Entry of the county changed from a day on"),
    "county.entry_ended": _("Entry of the county ended"),
    "county.entry_removed": _("Entry of the county removed"),
    "county.rule_changed": _("New version of the target-group rule"),
    "county.logo_taken": _("Logo of the county taken over"),
    "county.exported": _("County profile taken out as a file"),
    "demo.loaded": _("Demonstration data loaded"),
    "observation.reported": _("Observation reported"),
    "observation.withdrawn": _("Observation taken back"),
    "observations.set_aside": _("Observations set aside"),
    "observations.taken_in": _("Observations taken in"),
    "case.handover_sheet_read": _("Handover sheet read"),
    "document.viewed": _("Document looked at"),
    "topic.opened": _("Topic opened"),
    "topic.changed": _("Topic changed"),
    "topic.course_changed": _("Steps of a topic changed"),
    "topic.ministry_asked": _("Paper to the ministry recorded"),
    "topic.ministry_answered": _("Answer of the ministry recorded"),
    "topic.gathered": _("Observations put to a topic"),
    "topic.released": _("Observations taken out of a topic"),
    "topic.merged": _("Topic merged into another"),
    "topic.effect_checked": _("Effect checked"),
    "topic.stepped": _("Step of a topic"),
    **MEETINGS,
    "enquiry.recorded": _("Enquiry taken down"),
    "enquiry.edited": _("Enquiry changed"),
    "enquiry.decided": _("Enquiry decided"),
    "enquiry.counted": _("Contact counted"),
    "enquiry.count_corrected": _("Counted contact corrected"),
    "enquiry.answered": _("Enquiry answered at once"),
    "enquiry.named": _("Anonymous enquiry named"),
    "enquiry.taken_up_again": _("Enquiry taken up again"),
    "enquiry.figures_exported": _("Figures of enquiries taken out"),
    "attempt.recorded": _("Attempt to reach somebody noted"),
    "outreach.viewed": _("Outreach looked at"),
    "outreach.recorded": _("Outreach written down"),
    "outreach.edited": _("Outreach changed"),
    "office_capacity.set": _("Appointments of an office set"),
    "office_booking.made": _("Appointment of an office booked"),
    "office_booking.noted": _("Noted how an appointment of an office went"),
    "ceremony.planned": _("Ceremony planned"),
    "ceremony.listed": _("Put on the list of a ceremony"),
    "ceremony.taken_off": _("Taken off the list of a ceremony"),
    "ceremony.list_taken": _("List of a ceremony opened"),
    "campaign.planned": _("Campaign planned"),
    "campaign.date_added": _("Date added to a campaign"),
    "campaign.date_dropped": _("Date struck from a campaign"),
    "campaign.listed": _("List for a campaign made"),
    "campaign.invited": _("Invited to a campaign"),
    "campaign.answered": _("Answer to an invitation noted"),
    "outreach.step_done": _("Next step of outreach done"),
    "address.added": _("Address written down"),
    "address.dropped": _("Address taken out"),
    "address.edited": _("Address corrected"),
    "case.handover_sheet": _("Handover sheet written"),
    "case.late_entry": _("Late entry in a closed case"),
    "case.paper_printed": _("Paper of a case printed"),
    "case.disclosed": _("Copy of the file for the person (Art. 15 GDPR) printed"),
    "cases.exported": _("Cases taken out as a file"),
    "confirmation.asked": _("Second person asked"),
    "confirmation.confirmed": _("Second person has confirmed"),
    "confirmation.sent_back": _("Second person has sent back"),
    "confirmation.withdrawn": _("Question to a second person taken back"),
    "consent.given": _("Consent recorded"),
    "consent.printed": _("Consent printed"),
    "consent.withdrawn": _("Consent withdrawn"),
    "document.described": _("Document described anew"),
    "document.scan_linked": _("Document noted as the scan of a consent or agreement"),
    "document.scan_unlinked": _("Document no longer noted as a scan"),
    "document.removed": _("Document removed"),
    "document.saved": _("Document filed"),
    "household.edited": _("Household corrected"),
    "household.joined": _("Households put together"),
    "household.shared": _("Household shared by two cases"),
    "keys.rotated": _("Keys rotated"),
    "protection.edited": _("Protection changed"),
    "protection.lifted": _("Protection lifted"),
    "protection.noted": _("Protection recorded"),
    "residence.dropped": _("Residence document taken out"),
    "residence.edited": _("Residence document corrected"),
    "residence.noted": _("Residence document written down"),
    "review.held": _("Review written down"),
    "sphere.added": _("Change of legal sphere written down"),
    "sphere.dropped": _("Change of legal sphere taken out"),
    "sphere.edited": _("Change of legal sphere corrected"),
    "way.added": _("Way to reach somebody written down"),
    "way.dropped": _("Way to reach somebody taken out"),
    "way.edited": _("Way to reach somebody corrected"),
    "follow_up.planned": _("Follow-up planned"),
    "follow_up.done": _("Follow-up done"),
    "follow_up.dropped": _("Follow-up no longer needed"),
    "first_advice.recorded": _("First advice written down"),
    "first_advice.edited": _("First advice corrected"),
    "helper.added": _("Helper written down"),
    "helper.edited": _("Helper corrected"),
    "helper.ended": _("Helper taken off the picture or put back"),
    "goal.added": _("Goal written down"),
    "goal.edited": _("Goal changed"),
    "goal.ended": _("Goal ended or taken up again"),
    "import.uploaded": _("List uploaded for an import"),
    "import.checked": _("Import checked"),
    "import.confirmed": _("Import confirmed"),
    "import.applied": _("Import carried out"),
    "import.undone": _("Import undone"),
    "import.discarded": _("Upload for an import discarded"),
    "import.faulty_taken": _("Faulty rows of an import taken out as a file"),
    "appointment.planned": _("Appointment planned"),
    "appointment.edited": _("Appointment changed"),
    "appointment.moved": _("Appointment moved"),
    "appointment.settled": _("What came of an appointment recorded"),
    "appointment.told": _("Person told of an appointment"),
    "appointment.told_again": _("Message about an appointment sent or given up"),
    "calendar.made": _("Private calendar made"),
    "calendar.revoked": _("Private calendar taken back"),
    "settings.language_changed": _("Own language changed"),
    "settings.mail_changed": _("Own settings for mail changed"),
    "conference.planned": _("Case conference planned"),
    "conference.changed": _("Case conference changed"),
    "conference.held": _("Case conference held"),
    "conference.printed": _("Paper of a case conference printed"),
    "contact.corrected": _("Contact corrected"),
    "follow_up.moved": _("Follow-up moved"),
    "letter.written": _("Letter written"),
    "letter.printed": _("Letter printed"),
    "letter.previewed": _("Letter taken out as a file before it was kept"),
    "letter_template.uploaded": _("Letter template uploaded"),
    "letter_template.activated": _("Letter template activated"),
    "letter_template.retired": _("Letter template ended"),
    "letter_template.discarded": _("Draft of a letter template deleted"),
    "measure.added": _("Step agreed"),
    "measure.edited": _("Step changed"),
    "measure.ended": _("Step done, dropped or opened again"),
    "household.added": _("Somebody added to a household"),
    "household.removed": _("Somebody taken out of a household"),
    "person.edited": _("Personal data changed"),
    "referral.sent": _("Referral sent"),
    "referral.changed": _("State of a referral changed"),
    "list.acted": _("Many rows of a list acted on"),
    "list.exported": _("List taken out as a file"),
    "view.kept": _("View of a list kept"),
    "view.changed": _("View of a list changed"),
    "view.deleted": _("View of a list deleted"),
    "mail.tried": _("Trial mail sent"),
    "search.used": _("Search used"),
}


def event_words(kind: str) -> str:
    """A kind of event in words; one that is not known here stands for itself."""
    return str(EVENTS.get(kind, kind))
