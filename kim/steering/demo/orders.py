"""Work orders of the invented county that still run: one that somebody looks after, and the reminders of what is late."""

from datetime import date, timedelta

from kim.organisation.public import User
from kim.steering.demo.sittings import INVENTED, workday
from kim.steering.models import OrderReminder, OrderReport, ReminderKind, WorkOrder
from kim.steering.states import OPEN_ORDER_STATES, OrderState

# Days after the day due on which each reminder went out.
_SENT = {ReminderKind.SOON: -7, ReminderKind.TODAY: 0, ReminderKind.LATE: 1, ReminderKind.CHAIR: 14}


def demo_orders(today: date) -> None:
    """The late order has been told to the chair; beside it a second one that a member looks after and that is due next week."""
    late = (
        WorkOrder.objects.filter(state__in=sorted(OPEN_ORDER_STATES), due_on__lt=today).order_by("due_on", "pk").first()
    )
    if late is None:
        return
    _reminded(late, today)
    late.held_up_by = f"Die Übersetzungen sind bestellt, das Büro liefert erst im nächsten Monat. {INVENTED}"
    late.held_up_said_on = workday(today - timedelta(days=5))
    late.save(update_fields=["held_up_by", "held_up_said_on"])
    member = User.objects.filter(username="schlieper").first()
    coming = WorkOrder.objects.create(
        decision=late.decision, number=late.number + 1, what="Die Musterbriefe mit drei Familien in Kaarst erproben",
        indicator="Drei Familien haben gesagt, was sie nicht verstehen.", body=late.decision.body, person=member,
        due_on=workday(today + timedelta(days=6)), state=OrderState.IN_PROGRESS, percent=40,
    )  # fmt: skip
    OrderReport.objects.create(
        order=coming, reported_on=workday(today - timedelta(days=12)), state=OrderState.IN_PROGRESS, percent=40,
        text=f"Zwei Familien haben zugesagt. {INVENTED}",
    )  # fmt: skip
    _reminded(coming, today)


def _reminded(order: WorkOrder, today: date) -> None:
    days = [(kind, order.due_on + timedelta(days=after)) for kind, after in _SENT.items()]
    sent = [(kind, day) for kind, day in days if day <= today]
    OrderReminder.objects.bulk_create(
        OrderReminder(order=order, kind=kind, due_on=order.due_on, sent_on=day, told=1) for kind, day in sent
    )
    for kind, day in sent:
        name = "escalated_on" if kind == ReminderKind.CHAIR else "reminded_on"
        WorkOrder.objects.filter(pk=order.pk).update(**{name: day})
