from django.utils.translation import gettext_lazy as _

from kim.exceptions import KimError


class OrganisationError(KimError):
    """Something about the county's organisation does not fit."""


class AbsenceOverlaps(OrganisationError):
    message = _("There is already a stand-in for some of these days. Change the days or end the other absence first.")


class DeputyIsAway(OrganisationError):
    message = _("The stand-in is away on some of these days. Choose somebody else.")


class OwnDeputyship(OrganisationError):
    message = _("You cannot make yourself the stand-in. Whoever is away, their lead or an administrator can.")


class DeputyCannotWorkInCases(OrganisationError):
    message = _("The stand-in is not a case manager and could not work in the cases. Choose a case manager.")


class AccountChangedMeanwhile(OrganisationError):
    message = _("Somebody else has changed this account in the meantime. Compare both versions below and save again.")


class UsernameTaken(OrganisationError):
    message = _("There is an account with this name already. Choose another one.")


class EmailTaken(OrganisationError):
    message = _(
        "Another account has this e-mail address. Everyone needs one of their own, for people may sign in with it."
    )


class RoleHeldAlready(OrganisationError):
    message = _("The person has this role in this unit on some of these days already.")


class OwnAccountStays(OrganisationError):
    message = _("You cannot close your own account. Another administrator can.")


class OwnRoleIsGivenByOthers(OrganisationError):
    fields = ("user",)
    message = _("You cannot give yourself a role or a post. Another administrator can.")


class OwnAdministratorRoleStays(OrganisationError):
    message = _("You cannot take away your own administrator role. Another administrator can.")


class EntryChanged(OrganisationError):
    message = _("Somebody else has changed this entry meanwhile. Look at both, then save what is right.")


class EntryFaults(OrganisationError):
    message = _("The entry does not fit to the rest of the county’s data.")


class EntryStays(OrganisationError):
    message = _("Other entries refer to this one. End it instead.")


class BeganLater(OrganisationError):
    message = _("The entry itself begins on this day or later. Correct it, or choose a later day.")


class EndedAlready(OrganisationError):
    message = _("The entry ends before this day. Choose an earlier day, or correct its end.")


class LogoRefused(OrganisationError):
    message = _(
        "This logo cannot be taken: it holds something that a picture does not need (%(reason)s)."
        " Take a PNG of at most 200 KB, or a plain SVG without scripts, styles and links."
    )


class LoadingError(OrganisationError):
    """A county profile cannot be loaded as it is."""


class DoesNotFit(LoadingError):
    message = _("%(entry)s: %(field)s has %(length)s characters, but only %(most)s fit. Shorten it in the file.")


class EntriesContradict(LoadingError):
    message = _("Two entries contradict each other, nothing was loaded. The database says: %(detail)s")


class PlanIsStale(LoadingError):
    message = _("The county was changed while the plan was being read, nothing was loaded. Start the loading again.")


class AreaChangedMeanwhile(OrganisationError):
    message = _("Somebody has changed this area meanwhile. Look at how it stands now, then change it again.")


class AreaStaysThere(OrganisationError):
    message = _("This post is responsible for the municipality already. Choose another one.")


class AreaChangesAlready(OrganisationError):
    message = _("A later change of this area is planned already. Take that one back first.")


class DayIsOver(OrganisationError):
    message = _(
        "This day is over. Areas change from today on or later; a mistake of the past is corrected under “Posts”."
    )


class HoldersAbovePost(OrganisationError):
    fields = ("fte",)
    message = _(
        "On %(day)s %(held)s of this post would be held, but there is only %(size)s. Change the share or the days."
    )


class LeavesBeforeStart(OrganisationError):
    fields = ("end",)
    message = _("The last day %(last)s lies before the first day %(first)s. Enter a last day from the first day on.")


class PostRunsThen(OrganisationError):
    fields = ("start",)
    message = _("The post exists %(period)s. Choose days within that.")


class NothingMoves(OrganisationError):
    message = _("Choose at least one post, and what becomes different from this day on.")


class MovesAlready(OrganisationError):
    fields = ("on",)
    message = _("A change from this day on or later is planned already: %(names)s. Take that one back first.")


class MovesNowhere(OrganisationError):
    message = _("Nothing would change: the posts are there already.")


class PlannedMeanwhile(OrganisationError):
    message = _("This change has begun or was taken back meanwhile. Look at how it stands now.")
