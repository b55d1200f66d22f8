"""What the worker does for steering: remind of work orders that become due, send invitations and what follows them."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from kim.steering.actions import reminders
from kim.steering.mail.rounds import send_waiting
from kim.workbench.public import in_the_morning

log = logging.getLogger("kim.steering")


@app.periodic(cron="27 * * * *")
@app.task(queueing_lock="remind_of_orders", pass_context=False)
def remind_of_orders(timestamp: int) -> None:
    """In the early morning: remind of work orders and tell the chairs what is not implemented; once each, however often it runs."""
    if in_the_morning() and (number := reminders.remind_due(timezone.localdate())):
        log.info("work orders: %s reminders", number)


@app.periodic(cron="* * * * *")
@app.task(queue="mail", lock="mail", queueing_lock="send_invitations", pass_context=False)
def send_invitations(timestamp: int) -> None:
    """Every minute: invitations, changes, papers and minutes that wait."""
    if number := send_waiting():
        log.info("meetings: %s mails", number)
