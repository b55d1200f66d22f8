from kim.steering.models.body import BodyAct, BodyRecord, PointNote
from kim.steering.models.decision import (
    Advice,
    Decision,
    DecisionAmendment,
    OpenPoint,
    Proposal,
    Recommendation,
)
from kim.steering.models.meeting import (
    AgendaItem,
    Attendance,
    Ballot,
    Conflict,
    ItemKind,
    Meeting,
    MeetingSeries,
    Presence,
)
from kim.steering.models.observation import HowBad, HowOften, Observation, ObservationKind
from kim.steering.models.order import EffectCheck, EffectResult, Feedback, OrderReport, WorkOrder
from kim.steering.models.paper import Paper, PaperVersion, PersonalLink
from kim.steering.models.reminder import BodyReminder, OrderReminder, ReminderKind
from kim.steering.models.seat import BodyRules, HolderKind, Majority, Seat, SeatHolder, StandingItem, StandingKind
from kim.steering.models.sending import Delivery, DeliveryState, Sending, SendingKind
from kim.steering.models.topic import Course, CourseStep, MinistryPaper, Topic, TopicStep

__all__ = [
    "Advice",
    "AgendaItem",
    "Attendance",
    "Ballot",
    "BodyAct",
    "BodyRecord",
    "BodyReminder",
    "BodyRules",
    "Conflict",
    "Course",
    "CourseStep",
    "Decision",
    "DecisionAmendment",
    "Delivery",
    "DeliveryState",
    "EffectCheck",
    "EffectResult",
    "Feedback",
    "HolderKind",
    "HowBad",
    "HowOften",
    "ItemKind",
    "Majority",
    "Meeting",
    "MeetingSeries",
    "MinistryPaper",
    "Observation",
    "ObservationKind",
    "OpenPoint",
    "OrderReminder",
    "OrderReport",
    "Paper",
    "PaperVersion",
    "PersonalLink",
    "PointNote",
    "Presence",
    "Proposal",
    "Recommendation",
    "ReminderKind",
    "Seat",
    "SeatHolder",
    "Sending",
    "SendingKind",
    "StandingItem",
    "StandingKind",
    "Topic",
    "TopicStep",
    "WorkOrder",
]
