"""What the worker does for the workbench."""

import logging

from procrastinate.contrib.django import app

from kim.privacy.public import Scope, open_scope
from kim.workbench import import_jobs
from kim.workbench.actions import drafts, imports
from kim.workbench.mail import jobs

__all__ = ["jobs"]  # the jobs of the mail are found through here
log = logging.getLogger("kim.workbench")


@app.periodic(cron="41 4 * * *")
@app.task(queueing_lock="tidy_typed", pass_context=False)
def tidy_typed(timestamp: int) -> None:
    """Every day: delete drafts and the marks of sent forms that are older than 30 days."""
    with open_scope(Scope(name="worker")):
        gone = drafts.tidy()
    log.info("tidied: %(drafts)s drafts, %(submissions)s sent forms", gone)


@app.task(queue="imports", pass_context=False)
def import_step(step: str, run_id: int, user_id: int) -> None:
    """Check, write or take back the many rows of an import, in the scope of whoever uploaded it."""
    import_jobs.run_step(step, run_id=run_id, user_id=user_id)


@app.periodic(cron="11 4 * * *")
@app.task(queueing_lock="clear_imports", pass_context=False)
def clear_imports(timestamp: int) -> None:
    """Every day: delete the uploaded rows whose 30 days are over."""
    with open_scope(Scope(name="worker")):
        log.info("cleared: %s imports", imports.clear_old())
