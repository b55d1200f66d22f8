"""What can stand against an act in casework, each with the sentence that says what to do."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from kim.exceptions import KimError, SavedMeanwhile


class CaseworkError(KimError):
    """An act in casework that cannot be done now."""


class OnlyTheHead(PermissionDenied):
    """They may know of this case, but read no more than its head, which says whom to ask; what lies below it is not there (404)."""

    def __init__(self, case_id: int) -> None:
        super().__init__()
        self.case_id = case_id


class OnlyReading(OnlyTheHead):
    """They read here, but do not act (403)."""


class ChangedMeanwhile(CaseworkError, SavedMeanwhile):
    message = SavedMeanwhile.message


class HandedOverAlready(CaseworkError):
    message = _("One of these people has been handed over to a naturalisation office already.")


class HandoverNotAllowed(CaseworkError):
    message = _(
        "The consent no longer covers this, or one of these people may not be handed over. Look at the page again."
    )


class EnquiryAlreadyDecided(CaseworkError):
    message = _("This enquiry has already been decided.")


class ReasonMissing(CaseworkError):
    message = _("Please give a reason: it stays with the decision.")


class NotACaseManager(CaseworkError):
    message = _("This person is not a case manager. Choose somebody else.")


class SameCaseManager(CaseworkError):
    message = _("This person is already responsible for the case. Choose somebody else.")


class CaseIsClosed(CaseworkError):
    message = _("The case is closed. Reopen it to go on working in it.")


class CaseIsNotClosed(CaseworkError):
    message = _("The case is not closed.")


class NoSuchStep(CaseworkError):
    message = _("There is no step from this phase to that one.")


class GateNotPassed(CaseworkError):
    """The gate still asks for something; `conditions` says what."""

    message = _("Something is still missing for this step.")

    def __init__(self, conditions: list[Any]) -> None:
        super().__init__()
        self.conditions = conditions

    def __str__(self) -> str:
        return " ".join(str(condition.missing) for condition in self.conditions)


class AssessmentIsCompleted(CaseworkError):
    message = _("This assessment is completed and stays as it is. Start a new one.")


class AssessmentIsEmpty(CaseworkError):
    message = _("No life area has been assessed yet. Enter need or own view for at least one.")


class AnAssessmentIsOpen(CaseworkError):
    message = _("There is still an assessment that is not completed. Complete it first.")


class NothingToAgree(CaseworkError):
    message = _("There is no open goal with a step yet. Add one, then conclude the agreement.")


class ReferralAnswerDoesNotFit(CaseworkError):
    message = _("This referral cannot change to that state.")


class DeclineReasonMissing(CaseworkError):
    message = _("Please say why: refusals are counted and show where offers are missing.")


class DeputyTakesOver(CaseworkError):
    message = _("You stand in for this case and cannot take it over. Ask the lead or the person responsible.")


class FormUsedElsewhere(CaseworkError):
    message = _("This form has already been used elsewhere. Open the page anew and enter it there.")


class DayInTheFuture(CaseworkError):
    message = _("This day is in the future. Enter today or an earlier day.")


class DayBeforeOpening(CaseworkError):
    message = _("This day is before the case was opened. Check the date.")


class SectionsUnknown(CaseworkError):
    message = _("Name at least one section of the file that is to be opened.")


class GrantEndsBeforeStart(CaseworkError):
    message = _("The last day is before the first. Check the dates.")


class NotYoursToShare(CaseworkError):
    message = _("Only the person responsible for the case opens it to others.")


class CasesChanged(CaseworkError):
    """Cases of a spread that somebody closed or handed over since the preview; `case_ids` says which."""

    message = _("Some cases have been closed or handed over in the meantime. Nothing has been changed yet.")

    def __init__(self, case_ids: list[int]) -> None:
        super().__init__()
        self.case_ids = case_ids


class NothingToSpread(CaseworkError):
    message = _("No case goes to anybody. Choose at least one new case manager.")


class HandoverIsSettled(CaseworkError):
    message = _("This planned handover has already been carried out or called off.")


class DayTooFar(CaseworkError):
    message = _("This day is more than a year ahead. Choose an earlier one.")


class AppointmentEndsBeforeStart(CaseworkError):
    message = _("The appointment ends before it begins. Check both times.")


class AppointmentLiesAhead(CaseworkError):
    message = _("The appointment lies ahead. What came of it can be recorded when it has begun.")


class AppointmentDoesNotFit(CaseworkError):
    message = _("This appointment has already been settled. Open it anew to see what stands there now.")


class NoSafeEmail(CaseworkError):
    message = _("No e-mail address of this person is marked as safe. Write a letter, or ask which address is safe.")


class NotTheirContact(CaseworkError):
    message = _("A contact is corrected by whoever noted it or is responsible for the case.")


class FollowUpIsDone(CaseworkError):
    message = _("This follow-up is already done.")


class EnquiryIsOpen(CaseworkError):
    message = _("This enquiry is open: decide it, or answer it at once.")


class EnquiryIsACase(CaseworkError):
    message = _("A case has been opened from this enquiry. Go on in the case.")


class SeveralContacts(CaseworkError):
    message = _("Several contacts are counted here together. Name the person, and they get an enquiry of their own.")


class AnonymousHasAName(CaseworkError):
    message = _(
        "An anonymous enquiry keeps no name and no date of birth. Leave both empty, or take it down with the name."
    )


class NotAnonymous(CaseworkError):
    message = _("This enquiry has a name already.")


class NameMissing(CaseworkError):
    message = _("Enter the name that the person has given.")


class NoShortAnswer(CaseworkError):
    message = _(
        "A short answer is advice, or the way to another agency. For everything else, check and decide the enquiry."
    )


class AnswerMissing(CaseworkError):
    message = _("Write in a few words what was advised.")


class AgencyMissing(CaseworkError):
    message = _("Choose the agency that goes on.")


class NotANumberOfContacts(CaseworkError):
    message = _("From 1 to 200 contacts can be counted at once.")


class AttemptIsAboutOne(CaseworkError):
    message = _("Choose one: the enquiry or the case of the person you tried to reach.")


class ReachedLater(CaseworkError):
    message = _("This day is still ahead, so nobody has been reached yet. Leave the figures empty or correct the day.")


class OnlyTheNewestReopens(CaseworkError):
    message = _("Only the newest assessment can be opened again. Begin a new one for what has changed since.")


class AssessmentIsAgreedOn(CaseworkError):
    message = _("A goal agreement already rests on this assessment. Begin a new one for what has changed since.")


class AssessmentIsOpen(CaseworkError):
    message = _("This assessment is not completed, so it need not be opened again.")


class AlreadySigned(CaseworkError):
    message = _("A signature of this person already stands under this version. A change needs a new version.")


class AgreementNotConfirmed(CaseworkError):
    message = _("This version still waits for the second person. It can be signed once they have confirmed it.")


class NotTheNewestAgreement(CaseworkError):
    message = _("There is a newer version of this agreement. Only the newest one is signed.")


class SignedBeforeAgreed(CaseworkError):
    message = _("This day is before the day of the agreement. Check the date.")


class SignatureIsEmpty(CaseworkError):
    message = _("There is no signature in the field yet. Draw it with a finger, pen or mouse, or choose “on paper”.")


class TextHasMovedOn(CaseworkError):
    message = _("Somebody else has worded this text anew in the meantime. Look at the new wording, then decide again.")


class PlacesOfTextLost(CaseworkError):
    message = _("The text must hold the same places to fill in as the German one: %(places)s")


class EndBeforeStart(CaseworkError):
    message = _("The last day is before the first. Check the dates.")


class HasACaseAlready(CaseworkError):
    message = _("This person has a running case already. Ask the lead who is responsible for it.")


class NotBothYours(CaseworkError):
    message = _(
        "Only whoever works in both cases puts them into one household. Ask the person responsible for the other one."
    )


class TitleWithoutAgreement(CaseworkError):
    message = _("The exact title needs a reason and the person's agreement. The coarse group is always possible.")


class FictionWithoutApplication(CaseworkError):
    message = _("A fiction certificate needs the day of the application for extension.")


class ProtectionWithoutReason(CaseworkError):
    message = _("Say why this person needs protection. Only the person responsible reads it.")


class IsTheClient(CaseworkError):
    message = _("This case is about the same person. Enter the reference of somebody else.")


class ChangeLeadsNowhere(CaseworkError):
    message = _("Choose two different legal spheres, or one and none.")


class ChangeWithoutDay(CaseworkError):
    message = _("Enter at least one day: planned, left or arrived.")


class ConsentEndsBeforeStart(CaseworkError):
    message = _("The consent would end before it was given. Check the dates.")


class ConsentNamesNothing(CaseworkError):
    message = _("A consent names one recipient and at least one kind of data. Complete it.")


class ConsentIsWithdrawn(CaseworkError):
    message = _("This consent has already been withdrawn.")


class WithdrawnBeforeGiven(CaseworkError):
    message = _("This day is before the consent was given. Check the date.")


class GrantOutlastsItsConsent(CaseworkError):
    message = _("The consent does not hold for all these days. Choose days within it, or another consent.")


class GrantWithoutItsBasis(CaseworkError):
    message = _("Choose the consent or the open referral on which this access stands.")


class NoConsentForThis(CaseworkError):
    message = _("No valid consent names this recipient and these data. Record one, or leave the data out.")


class LegalBasisMissing(CaseworkError):
    message = _("Name the law with its paragraph, and the data that are passed on.")


class NothingIsPassedOn(CaseworkError):
    message = _("The person applies themselves, so nothing is passed on. Leave the data empty.")


class NothingToWrite(CaseworkError):
    message = _("Nothing may be passed on with this referral, so there is no letter to the agency.")


class ConsentNamesNotThisAgency(CaseworkError):
    message = _("Choose a consent that names this agency and the person's name, and that holds today.")


class NotYoursToDisclose(CaseworkError):
    message = _("Only the person responsible sees the whole file, so only they print this copy.")


class GrantLastsTooLong(CaseworkError):
    message = _(
        "Without a consent or a referral, access lasts 92 days at most. Choose an earlier last day; you can give it again."
    )


class NoLastDayInThisGroup(CaseworkError):
    message = _("This group has no last day. Leave the day empty, or choose the group “permit with an end”.")


class StillToSettle(CaseworkError):
    message = _("Something is still open that a closed case cannot keep. Say below what becomes of it.")


class AlreadyHandedOn(CaseworkError):
    message = _("This observation has been handed on already; without your name nobody can take it back.")


class LeadsToSomebody(CaseworkError):
    """The text would lead to somebody; `found` holds the places in each field."""

    message = _("The text would lead to somebody. Change the marked words.")

    def __init__(self, found: dict[str, list[Any]]) -> None:
        self.found = found
        super().__init__()


class FewerTraits(CaseworkError):
    """Some traits fit so few households that they must stay out; `names` says which."""

    message = _("Too few households fit these details. Send the observation without them.")

    def __init__(self, names: list[str]) -> None:
        self.names = names
        super().__init__()


class HeldBack(CaseworkError):
    message = _(
        "Fewer than five households fit, even without place and agencies. Choose no life area, or tell it in your team."
    )


class CampaignIsOver(CaseworkError):
    message = _("This occasion is over. Plan a new campaign.")


class ConsentNoLongerHolds(CaseworkError):
    message = _("Somebody no longer agrees to be written to. Make the list anew, then invite.")


class NotInvited(CaseworkError):
    message = _("There is an answer only to an invitation. Invite first.")
