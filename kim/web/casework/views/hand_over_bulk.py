"""Handing many cases over at once: what becomes of each, said before."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kim.casework.public import Case, access, cases, exceptions
from kim.exceptions import KimError
from kim.organisation.public import Permission, User, unit_of_case_manager
from kim.web.casework.forms.handover import ManyHandoverForm
from kim.web.casework.frame import shown_name
from kim.web.tables.bulk import BulkAction, Outcome
from kim.workbench.public import drafts

OF_THE_RECEIVER = (exceptions.NotACaseManager, exceptions.SameCaseManager, exceptions.DeputyTakesOver)


class HandOver(BulkAction):
    """Give cases to somebody else; closed ones and those of others stay."""

    key = "uebergeben"
    label = gettext_lazy("Hand over")
    confirm = gettext_lazy("Hand over now")
    caption = gettext_lazy("Cases to hand over")
    nothing = gettext_lazy("Tick the cases that you want to hand over.")
    url_name = "casework:case_hand_over_many"
    form_class = ManyHandoverForm
    fact_labels = (gettext_lazy("Place"), gettext_lazy("Phase"), gettext_lazy("So far"))

    def form(self, table: Any, data: Any) -> ManyHandoverForm:
        """Nobody hands over to themselves; only a lead may take over cases of others."""
        leads = table.user.has(Permission.CASE_HAND_OVER)
        return ManyHandoverForm(data, without=() if leads else [table.user.pk])

    def picked(self, table: Any, items: list[Case]) -> None:
        if not all(access.may_hand_over(table.user, case) for case in items):
            raise PermissionDenied

    def plan(self, table: Any, items: list[Case], form: Any) -> list[Outcome]:
        to = form.cleaned_data["to"] if form is not None else None
        if to is not None and unit_of_case_manager(to, timezone.localdate()) is None:
            return [_outcome(table.user, case, to, str(exceptions.NotACaseManager())) for case in items]
        return [_outcome(table.user, case, to, _obstacle(table.user, case, to)) for case in items]

    def sentence(self, table: Any, going: list[Case], form: Any) -> tuple[str, str, str]:
        to = form.cleaned_data["to"]
        scope = access.scope_for(table.user)
        leaving = unit_of_case_manager(to, timezone.localdate()) not in scope.units | scope.supervised
        core = ngettext("One case goes to %(name)s.", "%(number)s cases go to %(name)s.", len(going))
        if leaving:
            more = _("This is another team: afterwards you no longer see these cases.")
        else:
            more = _("Afterwards you see name, phase and responsible person.")
        reason = _("Reason: %(reason)s") % {"reason": form.cleaned_data["reason"]}
        return core % {"name": to, "number": len(going)}, f"{more} {reason}", "warn" if leaving else ""

    def carry_out(self, table: Any, items: list[Case], form: Any) -> str:
        to, reason = form.cleaned_data["to"], form.cleaned_data["reason"]
        for case in items:
            cases.hand_over(case=case, by=table.user, to=to, reason=reason)
        drafts.discard(by=table.user, page=ManyHandoverForm.PAGE)
        text = ngettext("The case is now with %(name)s.", "%(number)s cases are now with %(name)s.", len(items))
        return text % {"name": to, "number": len(items)}

    def field_of(self, error: KimError) -> str | None:
        if isinstance(error, exceptions.ReasonMissing):
            return "reason"
        return "to" if type(error) is KimError or isinstance(error, OF_THE_RECEIVER) else None


def _obstacle(user: User, case: Case, to: User | None) -> str:
    """Why this case stays where it is; nothing if it goes."""
    if not access.may_hand_over(user, case):
        return _("It is not yours to hand over: the person responsible or the lead of the team can.")
    if case.is_closed and not access.leads(user, case):
        return str(exceptions.CaseIsClosed())
    if to is not None and case.assigned_to_id == to.pk:
        return _("%(name)s is already responsible for it.") % {"name": to}
    if to == user and not access.leads(user, case):
        return str(exceptions.DeputyTakesOver())
    return ""


def _outcome(user: User, case: Case, to: User | None, obstacle: str) -> Outcome:
    goes = _("goes to %(name)s") % {"name": to} if to else _("can be handed over")
    facts = (str(case.municipality or "–"), case.get_phase_display(), str(case.assigned_to))
    return Outcome(case, _listed_name(user, case), not obstacle, obstacle or goes, case.reference, facts)


def _listed_name(user: User, case: Case) -> str:
    """The name as in the list, or what stands in its place for those who see the head only."""
    may_work = access.may_work_in(user, case)
    return case.person.list_name if may_work or not case.person.is_protected else shown_name(case, may_work)
