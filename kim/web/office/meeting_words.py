"""What the audit trail says about proposals, meetings and decisions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

MEETINGS: dict[str, Any] = {
    "proposal.written": _("Proposal written"),
    "proposal.changed": _("Proposal changed"),
    "proposal.submitted": _("Proposal handed in"),
    "proposal.withdrawn": _("Proposal withdrawn"),
    "proposal.advised": _("Recommendation recorded"),
    "body.rules": _("Rules of a body changed"),
    "body.seat_added": _("Seat of a body added"),
    "body.seat_changed": _("Seat of a body changed"),
    "body.seat_held": _("Seat of a body filled"),
    "body.seat_left": _("Seat of a body left"),
    "meeting.planned": _("Meeting planned"),
    "meeting.changed": _("Meeting changed"),
    "meeting.invited": _("Invitation to a meeting noted"),
    "meeting.cancelled": _("Meeting cancelled"),
    "meeting.agenda_changed": _("Agenda changed"),
    "meeting.started": _("Meeting opened"),
    "meeting.stepped": _("Step of a meeting"),
    "meeting.attendance": _("Attendance noted"),
    "meeting.guest": _("Guest of a meeting noted"),
    "meeting.minutes": _("Minutes of a meeting written"),
    "meeting.corrected": _("Minutes of a meeting corrected"),
    "meeting.item_added": _("Item added in the meeting"),
    "meeting.item_put_off": _("Item put off"),
    "meeting.conflict": _("Conflict of interest noted"),
    "meeting.conflict_removed": _("Conflict of interest taken out"),
    "meeting.voted": _("Vote recorded"),
    "meeting.archived": _("Meeting taken out for the archive"),
    "decision.taken": _("Decision recorded"),
    "decision.amended": _("Decision changed"),
    "decision.closed": _("Decision closed"),
    "order.given": _("Work order given"),
    "order.reported": _("Work order: report added"),
    "feedback.given": _("Feedback given"),
    "decision.viewed": _("Decision looked at that is not public"),
    "steering.paper_printed": _("Paper of a body printed"),
}
