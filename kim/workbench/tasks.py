"""What the worker does for the workbench."""

import logging

from procrastinate.contrib.django import app

from kim.privacy.public import Scope, open_scope
from kim.workbench.actions import drafts
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
