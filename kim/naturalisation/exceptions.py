"""What can stand against an act in the naturalisation offices, each with the sentence that says what to do."""

from django.utils.translation import gettext_lazy as _

from kim.exceptions import KimError, SavedMeanwhile


class NaturalisationError(KimError):
    """An act in a naturalisation office that cannot be done now."""


class ChangedMeanwhile(NaturalisationError, SavedMeanwhile):
    message = SavedMeanwhile.message


class NoSuchStep(NaturalisationError):
    message = _("From where the application stands, this step does not exist. Choose one of the steps offered.")


class GateClosed(NaturalisationError):
    message = _("%(sentence)s Open: %(open)s.")


class BeforeTheLastStep(NaturalisationError):
    message = _("This day is before the last step of the application (%(day)s). Check the day.")


class InTheFuture(NaturalisationError):
    message = _("This day is in the future. Enter today or an earlier day.")


class ReasonMissing(NaturalisationError):
    message = _("Say why the application ends without a certificate.")


class NotResponsible(NaturalisationError):
    message = _("On this day another office is responsible for %(municipality)s: %(office)s.")


class AlreadyEnded(NaturalisationError):
    message = _("This application has ended; nothing more can be recorded.")


class AlreadyAsked(NaturalisationError):
    message = _("This is already among the missing documents.")


class NobodyNamed(NaturalisationError):
    message = _("An application names at least one person.")


class NoRoomOnThisDay(NaturalisationError):
    message = _("On this day every appointment is taken or none is offered. Choose another day.")


class NotOpenYet(NaturalisationError):
    message = _("This day cannot be booked: it is past or further ahead than your office books.")


class AlreadyBooked(NaturalisationError):
    message = _("This application has an appointment already. Note how it went or cancel it first.")


class NotBooked(NaturalisationError):
    message = _("This appointment is settled already, or its day is still to come.")


class PatternHasBegun(NaturalisationError):
    message = _("Appointments change from today or a later day on. Choose such a day.")


class CertificateNotGranted(NaturalisationError):
    message = _("Only applications that are granted and whose certificate is not handed over yet get a place.")


class CeremonyIsFull(NaturalisationError):
    message = _("There are not enough seats left. Choose another ceremony.")


class ChangesLaterAnyway(NaturalisationError):
    message = _("For %(municipality)s a change on this day or later is already recorded. Choose a later day.")


class DecisionNamesThem(NaturalisationError):
    message = _("The decision names the people of this application. Nobody can be added or taken out any more.")


class JoinsNoMore(NaturalisationError):
    message = _(
        "The application is decided or over meanwhile; nobody joins it any more. The office says how the child applies."
    )


class ReasonForCorrection(NaturalisationError):
    message = _("The application is granted. Say why name or date of birth are corrected.")


class LeavingNeedsReason(NaturalisationError):
    message = _("Say why this person is taken out.")


class LastPerson(NaturalisationError):
    message = _("This is the only person of the application. End the application instead.")


class NotInApplication(NaturalisationError):
    message = _("This person is no longer part of the application. Open the application again.")


class AlreadyOver(NaturalisationError):
    message = _("Only what has ended is kept for a time. This application is still running.")


class DayIsPast(NaturalisationError):
    message = _("This day is past. Enter a later day.")
