"""The jobs that tell people: mail every minute and after each act, what is due in the morning, and forgetting."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kim.privacy.public import Scope, open_scope
from kim.workbench import staff_days
from kim.workbench.actions import notices
from kim.workbench.mail import rounds
from kim.workbench.mail.timing import in_the_morning


@app.periodic(cron="* * * * *")
@app.task(queue="mail", lock="mail", queueing_lock="mail_round", pass_context=False)
def mail_round(timestamp: int) -> None:
    """Every minute: mail what was held back by quiet hours, the hour of the digest or a server that was down."""
    rounds.send_round()


@app.task(queue="mail", lock="mail")
def send_mail() -> None:
    """Queued by an act that told somebody; one round at a time, so a server that hangs holds up nothing but mail."""
    rounds.send_round()


@app.periodic(cron="13 * * * *")
@app.task(queueing_lock="tell_staff", pass_context=False)
def tell_staff(timestamp: int) -> None:
    """In the early morning: who begins or ends to stand in, whose role is ending."""
    if in_the_morning():
        with open_scope(Scope(name="notices")):
            staff_days.tell_due(timezone.localdate())


@app.periodic(cron="47 4 * * *")
@app.task(queueing_lock="forget_notices", pass_context=False)
def forget_notices(timestamp: int) -> None:
    """Every day: read notices older than ninety days go, all others after a year."""
    with open_scope(Scope(name="notices")):
        notices.forget()
