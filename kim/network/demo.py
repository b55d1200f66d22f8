"""Places that are free today in the invented offers, as agencies report them; all else of an offer stands in the county's file."""

from datetime import date, timedelta

from kim.network.models import Offer


def fill(today: date) -> int:
    """Gives how many offers were filled; the same county gets the same figures."""
    offers = list(Offer.objects.filter(synthetic=True, seats__isnull=False, seats_free=None).order_by("key"))
    for number, offer in enumerate(offers):
        offer.seats_free = 0 if (offer.usual_wait_days or 0) > 50 else 1 + number % 4
        offer.seats_on = today - timedelta(days=3 + number % 11)
    Offer.objects.bulk_update(offers, ["seats_free", "seats_on"])
    return len(offers)
