"""What the worker does for steering: remind of work orders that become due, send invitations and what follows them."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from kim.steering.actions import point_reminders, reminders
from kim.steering.mail.rounds import send_waiting
from kim.workbench.public import in_the_morning

log = logging.getLogger("kim.steering")


@app.periodic(cron="27 * * * *")
@app.task(queueing_lock="remind_of_orders", pass_context=False)
def remind_of_orders(timestamp: int) -> None:
    """In the early morning: remind of orders, points and agreements, and tell the chairs; once each, however often it runs."""
    if not in_the_morning():
        return
    today = timezone.localdate()
    if number := reminders.remind_due(today) + point_reminders.remind_due(today):
        log.info("work orders, points, agreements: %s reminders", number)


@app.periodic(cron="* * * * *")
@app.task(queue="mail", lock="mail", queueing_lock="send_invitations", pass_context=False)
def send_invitations(timestamp: int) -> None:
    """Every minute: invitations, changes, papers and minutes that wait."""
    if number := send_waiting():
        log.info("meetings: %s mails", number)
