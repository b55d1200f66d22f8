"""What can stand against an act in steering, each with the sentence that says what to do."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from kim.exceptions import KimError, SavedMeanwhile


class SteeringError(KimError):
    """An act in steering that cannot be done now."""


class ChangedMeanwhile(SteeringError, SavedMeanwhile):
    message = SavedMeanwhile.message


class StepNotPossible(SteeringError):
    message = _("This step is not possible from where it stands now. Load the page again.")


class GateClosed(SteeringError):
    """Something is missing for this step; `missing` holds a sentence for each."""

    message = _("This step still needs something: %(missing)s")

    def __init__(self, missing: Iterable[Any]) -> None:
        self.missing = [str(sentence) for sentence in missing]
        super().__init__(missing=" ".join(self.missing))


class ReasonMissing(SteeringError):
    fields = (
        "reason",
        "note",
        "why",
    )
    message = _("This step needs a reason. Write one or two sentences.")


class FeedbackMissing(SteeringError):
    message = _("Nobody has been told yet what became of it. Write the feedback first; then this can be closed.")


class MeetingIsClosed(SteeringError):
    message = _("The minutes of this meeting are approved. What changes now goes into the next meeting.")


class NothingChosen(SteeringError):
    message = _("Nothing is chosen. Choose at least one observation.")


class MergedElsewhere(SteeringError):
    message = _("This topic has become part of %(number)s. Go on there.")


class NoQuorum(SteeringError):
    fields = (
        "in_favour",
        "outcome",
    )
    message = _(
        "The body cannot decide now: %(present)s of at least %(needed)s voting seats are taken. It may go on discussing."
    )


class TooManyVotes(SteeringError):
    fields = ("in_favour",)
    message = _("Votes counted: %(cast)s, voices in the room: %(voices)s. Count again.")


class BallotMissing(SteeringError):
    fields = ("outcome",)
    message = _("No vote on this item is recorded yet. Record the vote or the consensus first.")


class AlreadyDecided(SteeringError):
    fields = ("outcome",)
    message = _("On this item stands decision %(number)s. For a further one record a further vote first.")


class BallotSaysOtherwise(SteeringError):
    fields = ("outcome",)
    message = _("The vote went the other way. Choose the outcome that fits the vote, or vote again.")


class LeftBeforeComing(SteeringError):
    message = _("%(name)s left before coming. Correct the times.")


class NameMissing(SteeringError):
    fields = ("name",)
    message = _("Write the name of the guest.")


class StillSilent(SteeringError):
    message = _("Members may object until %(day)s. Until then only a meeting can approve the minutes.")


class NothingToImplement(SteeringError):
    message = _("Only what was accepted gives a work order. This decision was not.")


class OrderNeedsOne(SteeringError):
    fields = (
        "person",
        "agency",
        "body",
    )
    message = _("A work order goes to exactly one: a body, an agency or a unit. Choose one of them.")


class ProofMissing(SteeringError):
    fields = ("proof",)
    message = _("Write by what one sees that it is done, for example a link, a date or a letter.")


class ReportMissing(SteeringError):
    fields = ("text",)
    message = _("Write at least one sentence.")


class OrdersStillOpen(SteeringError):
    message = _("A work order of this decision is still open. Finish it or drop it first.")


class TooEarlyForAnEffect(SteeringError):
    message = _(
        "It is too early: compare from %(day)s on, when the first whole month after the implementation has passed."
    )


class HolderMissing(SteeringError):
    fields = ("user",)
    message = _("Say who takes the seat: choose an account, or enter a name.")


class SeatTaken(SteeringError):
    fields = ("valid_from",)
    message = _("Somebody else holds this seat on these days. End that first, or choose other days.")


class BasisMissing(SteeringError):
    fields = ("reference",)
    message = _("Say by which decision: choose it, or write where it stands, for example “LG 2026/07”.")


class BodyNameTaken(SteeringError):
    fields = ("name",)
    message = _("There is a body of this name already. Choose another name, or work with that one.")


class ParentNotThere(SteeringError):
    fields = ("parent",)
    message = _("The body above does not exist on this day. Choose another one or another day.")


class BodyEnded(SteeringError):
    fields = (
        "held_on",
        "on",
    )
    message = _("This body ended on %(day)s. Choose an earlier day or another body.")


class BodyMetLater(SteeringError):
    fields = ("on",)
    message = _("The body met on %(day)s. It cannot end before that.")


class BodyStillHasWork(SteeringError):
    """Something would be left without a body; `keys` names it."""

    message = _("This body still has work: %(number)s of the things below have no new home. Choose one for each.")

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = list(keys)
        super().__init__(number=len(self.keys))


class HomeNotThere(SteeringError):
    message = _("What is to go on needs a body that goes on: not the one that ends, and none that has ended.")


class OwnerNotOne(SteeringError):
    fields = ("seat",)
    message = _("One takes care of a point: choose a seat, an agency or a body, exactly one of them.")


class ResultMissing(SteeringError):
    fields = ("result",)
    message = _("Write what came of it, in one or two sentences.")


class AgreementIncomplete(SteeringError):
    message = _("An agreement says what was agreed, and when.")


class AgendaEmpty(SteeringError):
    message = _("The agenda has no item yet. Put on it what the meeting is about, then invite.")


class NobodyToTell(SteeringError):
    message = _("There is nobody with an address to write to. Enter an e-mail at the seat first.")


class ShortNotice(SteeringError):
    fields = ("late_reason",)
    message = _("The period of invitation is %(days)s days. Write in one sentence why the invitation comes later.")


class PaperTooLarge(SteeringError):
    fields = ("file",)
    message = _("This paper is larger than %(most)s MB. Save it smaller or split it.")


class SamePaper(SteeringError):
    fields = ("file",)
    message = _("This is the same file as the present version, so no new one was made.")


class PaperIsWithdrawn(SteeringError):
    message = _("This paper is withdrawn. File it as a new one.")


class NoDayChosen(SteeringError):
    fields = ("days",)
    message = _("No day is chosen. Tick at least one.")


class TooManyDays(SteeringError):
    message = _("These are more than %(most)s days. Choose an earlier last day.")


class NoMeetingAhead(SteeringError):
    message = _("No meeting of this body is planned. Plan one first.")


class SeatIsVacant(SteeringError):
    message = _("Nobody holds the seat “%(seat)s” on this day. Put somebody on the seat first, or leave it absent.")


class ChairTaken(SteeringError):
    fields = ("chairs",)
    message = _("%(name)s chairs the body on these days. End that first, or leave the chair with them.")


class BeforeItBegan(SteeringError):
    """Something is to happen before the day on which what it belongs to began."""

    fields = ("valid_from", "held_on", "amended_on", "done_on", "on")
    message = _("That is before %(day)s, when it began. Choose a later day.")


class NotItsDay(SteeringError):
    message = _("This meeting is on %(day)s. Open it on that day, or move it first.")


class MovedIntoThePast(SteeringError):
    fields = ("held_on",)
    message = _("People are invited to this meeting. It can be moved to today or a later day only.")


class DueInThePast(SteeringError):
    fields = ("due_on",)
    message = _("This day has passed. Choose today or a later day.")


class NothingChanged(SteeringError):
    fields = ("wording",)
    message = _("This is the wording as it stands. Write what is to hold from now on.")


class MeetingStillRuns(SteeringError):
    fields = ("on",)
    message = _("“%(title)s” is still open. End the meeting first, then the body.")
