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
    message = _(
        "The body cannot decide now: %(present)s of at least %(needed)s voting seats are taken. It may go on discussing."
    )


class TooManyVotes(SteeringError):
    message = _("These are %(cast)s votes, but only %(voices)s voices are in the room. Count again.")


class BallotMissing(SteeringError):
    message = _("No vote on this item is recorded yet. Record the vote or the consensus first.")


class BallotSaysOtherwise(SteeringError):
    message = _("The vote went the other way. Choose the outcome that fits the vote, or vote again.")


class LeftBeforeComing(SteeringError):
    message = _("%(name)s left before coming. Correct the times.")


class NameMissing(SteeringError):
    message = _("Write the name of the guest.")


class StillSilent(SteeringError):
    message = _("Members may object until %(day)s. Until then only a meeting can approve the minutes.")


class NothingToImplement(SteeringError):
    message = _("Only what was accepted gives a work order. This decision was not.")


class OrderNeedsOne(SteeringError):
    message = _("A work order goes to exactly one: a body, an agency or a unit. Choose one of them.")


class ProofMissing(SteeringError):
    message = _("Write by what one sees that it is done, for example a link, a date or a letter.")


class ReportMissing(SteeringError):
    message = _("Write at least one sentence.")


class OrdersStillOpen(SteeringError):
    message = _("A work order of this decision is still open. Finish it or drop it first.")


class TooEarlyForAnEffect(SteeringError):
    message = _(
        "It is too early: compare from %(day)s on, when the first whole month after the implementation has passed."
    )


class HolderMissing(SteeringError):
    message = _("Say who takes the seat: choose an account, or enter a name.")


class SeatTaken(SteeringError):
    message = _("Somebody else holds this seat on these days. End that first, or choose other days.")


class BasisMissing(SteeringError):
    message = _("Say by which decision: choose it, or write where it stands, for example “LG 2026/07”.")


class BodyNameTaken(SteeringError):
    message = _("There is a body of this name already. Choose another name, or work with that one.")


class ParentNotThere(SteeringError):
    message = _("The body above does not exist on this day. Choose another one or another day.")


class BodyEnded(SteeringError):
    message = _("This body ended on %(day)s. Choose an earlier day or another body.")


class BodyMetLater(SteeringError):
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
    message = _("One takes care of a point: choose a seat, an agency or a body, not several.")


class ResultMissing(SteeringError):
    message = _("Write what came of it, in one or two sentences.")


class AgreementIncomplete(SteeringError):
    message = _("An agreement says what was agreed, and when.")


class AgendaEmpty(SteeringError):
    message = _("The agenda has no item yet. Put on it what the meeting is about, then invite.")


class NobodyToTell(SteeringError):
    message = _("There is nobody with an address to write to. Enter an e-mail at the seat first.")


class ShortNotice(SteeringError):
    message = _("The period of invitation is %(days)s days. Write in one sentence why the invitation comes later.")


class PaperTooLarge(SteeringError):
    message = _("This paper is larger than %(most)s MB. Save it smaller or split it.")


class SamePaper(SteeringError):
    message = _("This is the same file as the present version, so no new one was made.")


class PaperIsWithdrawn(SteeringError):
    message = _("This paper is withdrawn. File it as a new one.")


class NoDayChosen(SteeringError):
    message = _("No day is chosen. Tick at least one.")


class TooManyDays(SteeringError):
    message = _("These are more than %(most)s days. Choose an earlier last day.")


class NoMeetingAhead(SteeringError):
    message = _("No meeting of this body is planned. Plan one first.")
