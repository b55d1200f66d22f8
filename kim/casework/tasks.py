"""What the worker does for casework: carry out planned handovers on their day, tell what became due."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kim.casework import notices
from kim.casework.actions import spreading
from kim.workbench.public import in_the_morning


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="planned_handovers", pass_context=False)
def planned_handovers(timestamp: int) -> None:
    """Every ten minutes: hand over what is due today, so that it is done early on its day, however late the worker started."""
    spreading.carry_out_due(timezone.localdate())


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="tell_due", pass_context=False)
def tell_due(timestamp: int) -> None:
    """In the early morning: tell everybody what became due; once a day, however often it runs."""
    if in_the_morning():
        notices.tell_due(timezone.localdate())
