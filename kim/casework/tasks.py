"""What the worker does for casework: carry out planned handovers on their day, tell what became due."""

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from kim.casework import appointment_mail as post_box
from kim.casework import filed, notices
from kim.casework.actions import spreading
from kim.privacy.public import Scope, open_scope
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


@app.periodic(cron="* * * * *")
@app.task(queue="mail", lock="mail", queueing_lock="appointment_mail_round", pass_context=False)
def appointment_mail_round(timestamp: int) -> None:
    """Every minute: e-mails about appointments that a server that was down or a mailbox that refused held back."""
    post_box.send_round()


@app.task(queue="mail", lock="mail")
def appointment_mail() -> None:
    """Queued by an act that told somebody of an appointment."""
    post_box.send_round()


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="clear_up_files", pass_context=False)
def clear_up_files(timestamp: int) -> None:
    """Every night: delete sealed files that a crash left behind or whose case is gone; nothing younger than two days."""
    if not settings.KIM_FILES:
        return
    with open_scope(Scope(name="worker")):
        filed.clear_up(older_than=2 * 24 * 3600, remove=True)
