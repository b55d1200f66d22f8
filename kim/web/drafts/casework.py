"""The pages of casework on which long texts are typed."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Assessment, CaseConference, Contact, Goal, Measure, Referral
from kim.network.public import Offer
from kim.organisation.public import Permission, User
from kim.web.drafts.places import Ids, Kind, address, register


def _goal(ids: Ids) -> str:
    new = ids[1] == "new"
    return address(f"casework:goal_{'new' if new else 'edit'}", pick=[0] if new else [0, 1])(ids)


def _conference(ids: Ids) -> str:
    new = ids[1] == "new"
    return address(f"casework:conference_{'new' if new else 'edit'}", pick=[0] if new else [0, 1])(ids)


def _new_consent(ids: Ids) -> str:
    return address("casework:consent_new", pick=[0])(ids)


def _enquiry(ids: Ids) -> str:
    return address("casework:enquiry_new", pick=[])(ids) if ids[0] == "new" else address("casework:enquiry_edit")(ids)


def _opening(ids: Ids) -> str:
    return (
        address("casework:case_open", pick=[])(ids) if ids[0] == "new" else address("casework:enquiry_open_case")(ids)
    )


def _outreach(ids: Ids) -> str:
    return reverse("casework:outreach_new") if ids[0] == "new" else reverse("casework:outreach_edit", args=[ids[0]])


def _counting(ids: Ids) -> str:
    new = ids[0] == "new"
    return reverse("casework:enquiry_count") if new else reverse("casework:enquiry_count_edit", args=[ids[0]])


def _takes_enquiries(user: User) -> bool:
    return user.has(Permission.ENQUIRY_WORK)


def _list(ids: Ids) -> str:
    return reverse("casework:case_list")


def _hands_over(user: User) -> bool:
    return user.has(Permission.CASE_WORK) or user.has(Permission.CASE_HAND_OVER)


def register_all() -> None:
    """Make them known; called when the addresses are read."""
    register(
        "contact", Kind(_("Contact note"), "case", address("casework:case_detail", place="#quick-note"), when="open")
    )
    register(
        "correction",
        Kind(
            _("Correction of a contact"), "case", address("casework:contact_correct"), ids=2, part_of=Contact,
            when="open",
        ),
    )  # fmt: skip
    register(
        "conference",
        Kind(_("Case conference"), "case", _conference, ids=2, new=1, part_of=CaseConference, when="open"),
    )
    register(
        "minutes",
        Kind(
            _("Minutes of a conference"), "case", address("casework:conference_hold"), ids=2, part_of=CaseConference,
            when="open",
        ),
    )  # fmt: skip
    register("closing", Kind(_("Closing of a case"), "case", address("casework:case_close"), when="open"))
    register(
        "reopening",
        Kind(_("Reason for reopening"), "case", address("casework:case_reopen"), for_leads=True, when="closed"),
    )
    register("review", Kind(_("Review"), "case", address("casework:case_review_hold"), when="open"))
    register("late", Kind(_("Late entry"), "case", address("casework:case_late_entry"), when="closed"))
    register("sheet", Kind(_("Handover sheet"), "case", address("casework:case_sheet"), when="open"))
    register("handover", Kind(_("Reason for handing over"), "case", address("casework:case_hand_over"), for_leads=True))
    register("handing_over", Kind(_("Reason for handing over"), "", _list, new=0, may=_hands_over))
    register("phase", Kind(_("Reason for a step"), "case", address("casework:case_phase"), when="open"))
    register("goal", Kind(_("Goal"), "case", _goal, ids=2, new=1, part_of=Goal, when="open"))
    register(
        "step", Kind(_("Step of a goal"), "case", address("casework:measure_new"), ids=2, part_of=Goal, when="open")
    )
    register(
        "goal_end", Kind(_("End of a goal"), "case", address("casework:goal_end"), ids=2, part_of=Goal, when="open")
    )
    register(
        "step_edit",
        Kind(_("Step of a goal"), "case", address("casework:measure_edit"), ids=3, part_of=Measure, when="open"),
    )
    register("first_advice", Kind(_("First advice"), "case", address("casework:first_advice_edit"), when="open"))
    register(
        "assessment",
        Kind(_("Assessment"), "case", address("casework:assessment_edit"), ids=2, part_of=Assessment, when="open"),
    )
    register(
        "reopen_assessment",
        Kind(
            _("Opening an assessment again"), "case", address("casework:assessment_reopen"), ids=2, part_of=Assessment,
            when="open",
        ),
    )  # fmt: skip
    register(
        "referral", Kind(_("Referral"), "case", address("casework:referral_new"), ids=2, part_of=Offer, when="open")
    )
    register(
        "referral_note",
        Kind(
            _("Note on a referral"), "case", address("casework:referral_detail"), ids=2, part_of=Referral, when="open"
        ),
    )
    register("consent", Kind(_("Record a consent"), "case", _new_consent, ids=2, new=1, when="open"))
    register("enquiry", Kind(_("Enquiry"), "enquiry", _enquiry, new=0, when="open"))
    register("answer", Kind(_("Answer to an enquiry"), "enquiry", address("casework:enquiry_answer"), when="open"))
    register(
        "take_up", Kind(_("Reason for taking an enquiry up again"), "enquiry", address("casework:enquiry_take_up"))
    )
    register("name", Kind(_("Name of an anonymous contact"), "enquiry", address("casework:enquiry_name")))
    register("count", Kind(_("Counted contact"), "", _counting, new=0, may=_takes_enquiries))
    register("outreach", Kind(_("Outreach"), "", _outreach, new=0, may=_takes_enquiries))
    register("triage", Kind(_("Decision on an enquiry"), "enquiry", address("casework:triage"), when="open"))
    register("opening", Kind(_("Opening of a case"), "enquiry", _opening, new=0))
