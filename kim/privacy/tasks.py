"""What the worker does for privacy: seal the trail, hand its head out, wake jobs that a crash left behind."""

import logging
import os
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone
from procrastinate.contrib.django import app

from kim.privacy import audit
from kim.privacy.models import AuditBlock
from kim.privacy.scope import Scope, open_scope

log = logging.getLogger("kim.privacy")


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="seal_audit", pass_context=False)
def seal_audit(timestamp: int) -> None:
    """Every minute: chain the events that can no longer change."""
    with open_scope(Scope(name="worker")):
        audit.seal()


@app.periodic(cron="7 5 * * *")
@app.task(queueing_lock="hand_out_head")
def hand_out_head(timestamp: int) -> None:
    """Every day: write the head of the chain to a file outside the database, so that a cut tail is noticed."""
    folder = os.environ.get("KIM_AUDIT_HEADS")
    block = AuditBlock.objects.order_by("-id").first()
    if not block:
        return
    line = f"{timezone.now():%Y-%m-%dT%H:%M:%SZ} block {block.pk} {bytes(block.digest).hex()}\n"
    log.info("audit head %s", line.strip())
    if folder:
        with Path(folder, "audit-heads.txt").open("a", encoding="ascii") as file:
            file.write(line)


@app.periodic(cron="23 * * * *")
@app.task(queueing_lock="forget_sessions", pass_context=False)
def forget_sessions(timestamp: int) -> None:
    """Every hour: delete sessions whose idle time is over; they name who worked when, and in which cases."""
    call_command("clearsessions")


@app.periodic(cron="*/2 * * * *")
@app.task(queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context, timestamp: int) -> None:  # type: ignore[no-untyped-def]
    """Every two minutes: queue jobs again whose worker died."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=60):
        await app.job_manager.retry_job(job)
