"""What the worker does for casework: carry out handovers on the day for which they were planned."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kim.casework.actions import spreading


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="planned_handovers", pass_context=False)
def planned_handovers(timestamp: int) -> None:
    """Every ten minutes: hand over what is due today, so that it is done early on its day, however late the worker started."""
    spreading.carry_out_due(timezone.localdate())
