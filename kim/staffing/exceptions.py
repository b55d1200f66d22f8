"""What can stand against an act in staffing, each with the sentence that says what to do."""

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
