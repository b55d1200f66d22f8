"""What the worker does for staffing: remind of steps and proofs that become due."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from kim.staffing.actions import grant_reminders
from kim.workbench.public import in_the_morning

log = logging.getLogger("kim.staffing")


@app.periodic(cron="37 * * * *")
@app.task(queueing_lock="remind_of_grants", pass_context=False)
def remind_of_grants(timestamp: int) -> None:
    """In the early morning: remind of what is due in funding files; once each, however often it runs."""
    if not in_the_morning():
        return
    if number := grant_reminders.remind_due(timezone.localdate()):
        log.info("funding files: %s things are due or late", number)
