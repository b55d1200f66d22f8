"""What the worker does for steering: remind of work orders that become due."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from kim.steering.actions import reminders
from kim.workbench.public import in_the_morning

log = logging.getLogger("kim.steering")


@app.periodic(cron="27 * * * *")
@app.task(queueing_lock="remind_of_orders", pass_context=False)
def remind_of_orders(timestamp: int) -> None:
    """In the early morning: remind of work orders and tell the chairs what is not implemented; once each, however often it runs."""
    if in_the_morning() and (number := reminders.remind_due(timezone.localdate())):
        log.info("work orders: %s reminders", number)
