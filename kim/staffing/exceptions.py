"""What can stand against an act in staffing, each with the sentence that says what to do."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from kim.exceptions import KimError, SavedMeanwhile


class StaffingError(KimError):
    """An act in staffing that cannot be done now."""


class ChangedMeanwhile(StaffingError, SavedMeanwhile):
    message = SavedMeanwhile.message


class SumIsNotThePosts(StaffingError):
    message = _(
        "The agreed shares are %(sum)s posts together; there are %(posts)s. Change the shares until both are equal."
    )


class ReasonMissing(StaffingError):
    message = _("Give the reason for every share that is not the computed one: %(names)s.")


class DecidedAlready(StaffingError):
    message = _("This apportionment is decided and stays as it is. Plan a new one for another table.")


class NotAgreedYet(StaffingError):
    message = _("There is no agreed table yet. Record it first, then the decision.")


class NoSuchRecruitingStep(StaffingError):
    fields = ("state",)
    message = _("The search cannot go on like this from where it stands. Choose one of the steps offered.")


class FilledFromMissing(StaffingError):
    fields = ("filled_from",)
    message = _("Enter the day from which the post is filled.")


class NoSuchGrantState(StaffingError):
    message = _("The file cannot go on like this from where it stands. Choose one of the states offered.")


class PeriodEndsBeforeStart(StaffingError):
    fields = ("period_to",)
    message = _("The last day is before the first one.")


class PeriodOutsideYear(StaffingError):
    fields = ("year",)
    message = _("No day of the period lies in %(year)s. Change the year or the days.")


class GrantOfTheYear(StaffingError):
    fields = ("block",)
    message = _(
        "“%(title)s” is the file of block %(block)s for %(year)s already. Record amendments and further amounts there; "
        "only where that file is refused or withdrawn does another one take its place."
    )


class WaitsForEarlierStep(StaffingError):
    fields = ("on",)
    message = _("This step waits for “%(step)s”. Mark that one as done first.")


class StepIsDone(StaffingError):
    message = _("This step is done. Add a new one if something follows.")


class DoneBeforeEarlierStep(StaffingError):
    fields = ("on",)
    message = _("Before it comes: %(step)s, done on %(day)s. Check the two days.")


class DoneInFuture(StaffingError):
    fields = ("on",)
    message = _("A step is done today or was done earlier. For a day to come, put it off instead.")


class DayBeforeLast(StaffingError):
    fields = ("on",)
    message = _("That was before %(day)s, the day of the step before. Check the two days.")


class AmendmentOutsidePeriod(StaffingError):
    fields = ("valid_from",)
    message = _("The agreement runs from %(first)s to %(last)s. Amend it from a day within.")


class DelayNeedsReason(StaffingError):
    fields = ("reason",)
    message = _("Give the reason why the step is put off.")


class AgreementOutsidePeriod(StaffingError):
    fields = ("period_to",)
    message = _("The agreement must lie within %(first)s to %(last)s. For another year, use the file of that year.")


class AgreementAboveGrant(StaffingError):
    fields = ("fte",)
    message = _("%(asked)s posts are more than what is left to forward: %(left)s of %(all)s posts.")


class AgreementAboveAmount(StaffingError):
    fields = ("cap_per_fte",)
    message = _("With this agreement %(asked)s Euro would be forwarded; approved are %(all)s Euro.")


class AgreementToItself(StaffingError):
    fields = ("recipient",)
    message = _("Who gives the money on already stands above in this chain. Choose another recipient.")


class NothingAmended(StaffingError):
    message = _("Enter at least one thing that the amendment changes.")


class TakenBackAlready(StaffingError):
    message = _("This amount has been taken back already. Record it anew if it was right.")


class OutsideTheGrant(StaffingError):
    fields = ("period_from",)
    message = _("The time must lie within %(first)s to %(last)s, the period of the grant.")


class PaidTwice(StaffingError):
    message: ClassVar[Any] = _(
        "%(who)s, %(month)s: %(share)s of this month is already paid by “%(other)s”; with “%(grant)s” it would be paid twice."
    )


class MonthsRefused(PaidTwice):
    """Every month that would be paid twice, each in its sentence."""

    message = "%(all)s"


class NotWorked(StaffingError):
    message = _("%(who)s, %(month)s: %(held)s person-months were held on this post, not %(share)s.")


class ProofIsSubmitted(StaffingError):
    message = _("This proof of use was submitted on %(day)s and stays as it is.")


class ProofBeforePeriod(StaffingError):
    fields = ("on",)
    message = _("The grant begins on %(day)s, and a proof of use is submitted after that. Check the day.")


class ProofIsChecked(StaffingError):
    message = _("This proof of use is checked or was never submitted, so it does not come back.")


class AgreementIsCancelled(StaffingError):
    message = _("This agreement is cancelled. Record a new one if money goes on after all.")


class NoPostsForwarded(StaffingError):
    fields = ("fte",)
    message = _("Enter how many posts the money is for, at least 0.01.")


class ProofDueTooEarly(StaffingError):
    fields = ("proof_due_on",)
    message = _("The proof of use would be due before the agreement begins. Check the day.")


class CalledAboveApproval(StaffingError):
    fields = ("amount",)
    message = _(
        "With this amount %(called)s Euro would be called; approved are %(approved)s Euro. "
        "Record an amendment in the file first if more is approved."
    )


class AmendedBelowNothing(StaffingError):
    fields = ("amount",)
    message = _("Only %(approved)s Euro are approved, so no more than that can be taken away.")


class FormWithoutAmounts(StaffingError):
    fields = ("file",)
    message = _("There is no amount in this form. Have the costs filled in, then choose it again.")


class FormNotReadable(StaffingError):
    fields = ("file",)
    message = _("The file cannot be read. Fill in the form as it was sent to you and save it as XLSX.")


class FormOfAnother(StaffingError):
    fields = ("file",)
    message = _("This form belongs to another agreement: %(found)s. Choose the file for %(wanted)s.")


class FormRowsWrong(StaffingError):
    fields = ("file",)
    message = _("Nothing was taken over. Rows to mend in the file before you choose it again: %(rows)s.")


class TableUnreadable(StaffingError):
    message = _(
        "No table can be read from this file. Take a CSV or XLSX file with key or name and a figure in each row."
    )


class FiguresThereAlready(StaffingError):
    message = _("For this day and source there are figures already: %(names)s. Correct those under County, Figures.")


class NothingToTake(StaffingError):
    message = _("No row of this file fits a municipality of the county and has a figure.")


class FormTakenOver(StaffingError):
    fields = ("file",)
    message = _("This very file has been taken over already.")


class PaperTooLarge(StaffingError):
    fields = ("file",)
    message = _("This file is larger than %(most)s MB. Scan it with a lower resolution or split it.")


class PaperIsRemoved(StaffingError):
    message = _("This paper has been taken out of the file.")


class PaperIsCited(StaffingError):
    message = _("An amount rests on this paper, so it stays. File a newer version if it is the wrong file.")


class PaperIsTheSame(StaffingError):
    fields = ("file",)
    message = _("This is the same file as the present version, so no new one was made.")


class PaperOfAnotherFile(StaffingError):
    message = _("This step or agreement belongs to another funding file.")


class PaperNeedsReason(StaffingError):
    fields = ("reason",)
    message = _("Please give a reason: it stays with the file.")


class PaperFromTheFuture(StaffingError):
    fields = ("dated_on",)
    message = _("The day of the paper lies in the future.")


class ListUnreadable(StaffingError):
    message = "%(why)s"


class ListWithoutColumns(StaffingError):
    message = _(
        "These columns are not in the file: %(columns)s. Name them in the first line of the table, as in the template."
    )


class ColumnsUnnamed(StaffingError):
    """The table has enough columns, only their headings are not known."""

    message = _("KIM does not know which heading is this: %(columns)s. Say so under “Name the columns”.")


class ListWithoutRows(StaffingError):
    message = _("Below the headings there are no rows.")


class ListChanged(StaffingError):
    message = _("Somebody has handed in a newer file of this list meanwhile. Look at its rows, then book them.")


class NothingToBook(StaffingError):
    message = _("No row of this list is left to book: all are booked or have to be mended.")


class NothingBooked(StaffingError):
    message = _("No amount of this list stands any more, so there is nothing to take back.")


class PaperIsBooked(StaffingError):
    message = _("Amounts were booked from this list, so it stays. File a newer version if it is the wrong file.")


class FiguresGone(StaffingError):
    message = _("This table has been taken back already.")


class FiguresAreDecided(StaffingError):
    message = _("A decided plan rests on these figures, so they stay: %(plans)s.")
