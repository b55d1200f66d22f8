"""Roles as code: what each may do, and the sentence that says so to people."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """An act that a role allows or not; whose rows it reaches is decided by the scope in the database."""

    ENQUIRY_WORK = "enquiry.work"
    CASE_WORK = "case.work"
    CASE_HEADS = "case.heads"
    CASE_HAND_OVER = "case.hand_over"
    STAFF_ABSENCES = "staff.absences"
    COUNTY_READ = "county.read"
    COUNTY_MANAGE = "county.manage"
    AUDIT_CHECK = "audit.check"
    LIST_EXPORT = "list.export"
    PEOPLE_IMPORT = "people.import"
    COUNTY_IMPORT = "county.import"
    COORDINATE = "coordinate"
    OBSERVE = "observe"
    STEER = "steer"
    POSTS_PLAN = "posts.plan"
    GRANTS_MANAGE = "grants.manage"
    MINUTES = "minutes"
    NATURALISE = "naturalise"


class Role(models.TextChoices):
    """What somebody is within a unit."""

    CASE_MANAGER = "case_manager", _("Case manager")
    LEAD = "lead", _("Case-management lead")
    COORDINATOR = "coordinator", _("Coordinator")
    ASSISTANT = "assistant", _("Administrative assistant")
    KI_HEAD = "ki_head", _("Head of the integration centre")
    ADMINISTRATOR = "administrator", _("Administrator")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("Data protection officer")
    LIST_EXPORTER = "list_exporter", _("Takes lists out")
    BODY_MEMBER = "body_member", _("Member of bodies")
    NATURALISATION_OFFICER = "naturalisation_officer", _("Naturalisation officer")

    @property
    def permissions(self) -> frozenset[Permission]:
        """What this role allows."""
        return _PERMISSIONS.get(self, frozenset({Permission.COUNTY_READ}))

    @property
    def sentence(self) -> str:
        """What this role means, for people."""
        return str(_SENTENCES.get(self, _("May look up the county's organisation.")))


_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CASE_MANAGER: frozenset(
        {
            Permission.ENQUIRY_WORK,
            Permission.CASE_WORK,
            Permission.CASE_HEADS,
            Permission.STAFF_ABSENCES,
            Permission.COUNTY_READ,
            Permission.OBSERVE,
        }
    ),
    Role.LEAD: frozenset(
        {
            Permission.ENQUIRY_WORK,
            Permission.CASE_HEADS,
            Permission.OBSERVE,
            Permission.CASE_HAND_OVER,
            Permission.STAFF_ABSENCES,
            Permission.COUNTY_READ,
            Permission.LIST_EXPORT,
            Permission.PEOPLE_IMPORT,
        }
    ),
    Role.COORDINATOR: frozenset(
        {
            Permission.COUNTY_READ,
            Permission.COORDINATE,
            Permission.STEER,
            Permission.MINUTES,
            Permission.COUNTY_IMPORT,
            Permission.LIST_EXPORT,
            Permission.GRANTS_MANAGE,
        }
    ),
    Role.ASSISTANT: frozenset(
        {Permission.COUNTY_READ, Permission.COUNTY_IMPORT, Permission.MINUTES, Permission.GRANTS_MANAGE}
    ),
    Role.KI_HEAD: frozenset(
        {
            Permission.COUNTY_READ,
            Permission.COORDINATE,
            Permission.STEER,
            Permission.MINUTES,
            Permission.LIST_EXPORT,
            Permission.POSTS_PLAN,
            Permission.GRANTS_MANAGE,
        }
    ),
    Role.LIST_EXPORTER: frozenset({Permission.LIST_EXPORT}),
    Role.BODY_MEMBER: frozenset({Permission.COUNTY_READ}),
    Role.NATURALISATION_OFFICER: frozenset({Permission.COUNTY_READ, Permission.NATURALISE}),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.COUNTY_READ,
            Permission.COUNTY_MANAGE,
            Permission.POSTS_PLAN,
            Permission.STAFF_ABSENCES,
            Permission.AUDIT_CHECK,
            Permission.LIST_EXPORT,
            Permission.PEOPLE_IMPORT,
            Permission.COUNTY_IMPORT,
        }
    ),
    Role.DATA_PROTECTION_OFFICER: frozenset({Permission.COUNTY_READ, Permission.AUDIT_CHECK}),
}
_SENTENCES = {
    Role.CASE_MANAGER: _(
        "Works in the own cases with everything in them, sees name, phase and responsible person of the team's other cases,"
        " and takes enquiries."
    ),
    Role.LEAD: _(
        "Sees name, phase and responsible person of all cases of the team, assigns and hands over cases, imports people and"
        " takes lists out; reads no notes, assessments or plans."
    ),
    Role.COORDINATOR: _(
        "Steers the overall process: sees load, areas and interfaces in figures, imports figures and offers; sees no case."
    ),
    Role.ASSISTANT: _("Keeps figures, offers and funding files up to date; sees no case."),
    Role.KI_HEAD: _("Sees load, areas and interfaces in figures, plans posts and who holds them; sees no case."),
    Role.LIST_EXPORTER: _(
        "May take lists of what their other roles show out of KIM as a spreadsheet; every time is recorded."
    ),
    Role.ADMINISTRATOR: _(
        "Manages the county's data, staff and absences, imports lists and takes them out; sees no case."
    ),
    Role.DATA_PROTECTION_OFFICER: _("Checks the audit trail; sees no case."),
    Role.BODY_MEMBER: _("Reads topics, meetings and decisions of the bodies in which they have a seat; sees no case."),
    Role.NATURALISATION_OFFICER: _(
        "Works on the applications of the own naturalisation office; sees no case and no application of another office."
    ),
}
