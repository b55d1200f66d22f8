"""Places, cost and target groups of the invented offers, so that the demonstration has something to narrow by."""

from datetime import date, timedelta

from kim.network.models import Offer, TargetGroup

# Key words of a title and whom such an offer is made for.
_MADE_FOR = (
    ("Frauen", TargetGroup.WOMEN),
    ("Eltern", TargetGroup.FAMILIES),
    ("Famili", TargetGroup.FAMILIES),
    ("Kita", TargetGroup.FAMILIES),
    ("Kinder", TargetGroup.FAMILIES),
    ("unter 25", TargetGroup.YOUNG),
    ("Jugend", TargetGroup.YOUNG),
    ("Alphabet", TargetGroup.LITERACY),
    ("Integrationskurs", TargetGroup.NEWCOMERS),
)


def fill(today: date) -> int:
    """Gives how many offers were filled; the same county gets the same figures."""
    offers = list(Offer.objects.filter(synthetic=True, seats=None).order_by("key"))
    for number, offer in enumerate(offers):
        offer.target_groups = sorted({group.value for word, group in _MADE_FOR if word in offer.title})
        is_course = "urs" in offer.title
        offer.is_free = not is_course or None
        if is_course:
            offer.is_free, offer.cost = False, "2,29 € je Stunde, Befreiung möglich"
        if is_course or "Platz" in offer.title:
            offer.seats = 12 + number % 5 * 2
            offer.seats_free = 0 if (offer.usual_wait_days or 0) > 50 else 1 + number % 4
            offer.seats_on = today - timedelta(days=3 + number % 11)
    Offer.objects.bulk_update(offers, ["target_groups", "is_free", "cost", "seats", "seats_free", "seats_on"])
    return len(offers)
