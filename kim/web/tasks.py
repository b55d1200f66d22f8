"""What the worker does where rooms meet, and by night."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from kim.organisation.public import accounts
from kim.web import observing

log = logging.getLogger("kim.web")


@app.periodic(cron="*/20 * * * *")
@app.task(queueing_lock="hand_on_observations", pass_context=False)
def hand_on_observations(timestamp: int) -> None:
    """Every twenty minutes: hand observations on as soon as three people wrote; fewer wait for the night."""
    _deliver(everything=False)


@app.periodic(cron="23 2 * * *")
@app.task(queueing_lock="hand_on_all_observations", pass_context=False)
def hand_on_all_observations(timestamp: int) -> None:
    """Every night: hand on whatever waits."""
    _deliver(everything=True)


@app.periodic(cron="3 0 * * *")
@app.task(queueing_lock="close_ended_accounts", pass_context=False)
def close_ended_accounts(timestamp: int) -> None:
    """Every night: close the accounts of those who were with the county until yesterday."""
    if number := accounts.close_ended(timezone.localdate()):
        log.info("accounts closed: %s", number)


def _deliver(*, everything: bool) -> None:
    if number := observing.deliver(everything=everything):
        log.info("handed on: %s observations", number)
