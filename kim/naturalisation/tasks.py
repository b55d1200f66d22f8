"""What the worker does for the naturalisation offices: remind in the morning, count years and erase at night."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from kim.naturalisation.actions import keeping, reminders
from kim.workbench.public import in_the_morning

log = logging.getLogger("kim.naturalisation")


@app.periodic(cron="27 * * * *")
@app.task(queueing_lock="remind_naturalisation", pass_context=False)
def remind_naturalisation(timestamp: int) -> None:
    """In the early morning: tell officers what is late or coming; once each, however often it runs."""
    if in_the_morning():
        reminders.remind_due(timezone.localdate())


@app.periodic(cron="53 2 * * *")
@app.task(queueing_lock="naturalisation_night", pass_context=False)
def naturalisation_night(timestamp: int) -> None:
    """Every night: count years that are over, erase applications whose time of keeping is over."""
    if gone := keeping.night():
        log.info("naturalisation offices: %s applications erased", gone)
