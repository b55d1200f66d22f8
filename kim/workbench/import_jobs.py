"""The long steps of an import in the worker: each in the scope of whoever uploaded the file."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.utils import timezone, translation

from kim.exceptions import KimError
from kim.organisation.public import User, scope_of
from kim.privacy.public import Scope, open_scope, widen
from kim.workbench.actions import import_steps, imports, notices
from kim.workbench.import_errors import ImportFailed, NoLongerAllowed
from kim.workbench.models import ImportRun, ImportState

log = logging.getLogger("kim.workbench")
_STATE_OF = {"check": ImportState.CHECKING, "apply": ImportState.APPLYING, "undo": ImportState.UNDOING}
_BACK_TO = {"check": ImportState.UPLOADED, "apply": ImportState.CHECKED, "undo": ImportState.APPLIED}


def run_step(step: str, *, run_id: int, user_id: int) -> None:
    """Do this step to its end; if it fails nothing of it stays, and the import says so."""
    with translation.override("de"):
        try:
            while _in_scope(step, run_id, user_id, lambda run, user: _go_on(run, user, step)):
                pass
        except (KimError, DatabaseError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            log.warning("import %s: step %s failed: %s", run_id, step, type(error).__name__)
            said = str(error) if isinstance(error, KimError) else str(ImportFailed())
            _in_scope(step, run_id, user_id, lambda run, user: _give_back(run, user, step, said))


def _in_scope(step: str, run_id: int, user_id: int, act: Callable[[ImportRun, User], bool]) -> bool:
    """Run one transaction as this person, if the import still stands at this step."""
    with open_scope(Scope(name="import", user_id=user_id)):
        user = User.objects.get(pk=user_id)
        widen(scope_of(user, name="import"))
        run = ImportRun.objects.select_for_update(of=("self",)).filter(pk=run_id, state=_STATE_OF[step]).first()
        if run is None:  # another worker was faster, or the step was done before this one died
            return False
        return act(run, user)


def _go_on(run: ImportRun, user: User, step: str) -> bool:
    """The step itself, if this person may still do it today."""
    try:
        imports.run_for(user, run.pk)
    except PermissionDenied as error:
        raise NoLongerAllowed from error
    if not user.is_active:
        raise NoLongerAllowed
    return _STEPS[step](run, user)


def _apply(run: ImportRun, user: User) -> bool:
    import_steps.apply_all(run, by=user, until=timezone.localdate() + timedelta(days=imports.UNDO_DAYS))
    notices.tell(recipient=user, kind="import_finished", target=run)
    return False


def _undo(run: ImportRun, user: User) -> bool:
    import_steps.undo_all(run, by=user)
    return False


def _give_back(run: ImportRun, user: User, step: str, said: str) -> bool:
    run.state, run.trouble = _BACK_TO[step], said[:300]
    run.save(update_fields=["state", "trouble"])
    notices.tell(recipient=user, kind="import_failed", target=run)
    return False


_STEPS: dict[str, Callable[[ImportRun, User], bool]] = {
    "check": lambda run, user: import_steps.check_next(run, by=user),
    "apply": _apply,
    "undo": _undo,
}
