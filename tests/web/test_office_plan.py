"""Appointments, figures and ceremonies of a naturalisation office on the screen."""

import re
import uuid
from datetime import date, timedelta

from django.db import connection
from django.urls import reverse

from kim.naturalisation.models import Booking, Ceremony, OfficeCapacity
from kim.organisation.workdays import is_workday
from tests import factories
from tests import factories_naturalisation as rows

TODAY = factories.today()


def _page(name, *args):
    return reverse(f"applicants:{name}", args=args)


def test_an_office_offers_books_and_plans_a_ceremony(world, browser_for):
    running, granted = rows.application(), rows.application(stage="decision", decided_on=TODAY, family_name="Sahin")
    ella = browser_for(rows.officer("ella"))
    week = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "9")
    day = next(day for number in range(1, 9) if is_workday(day := TODAY + timedelta(days=number)))

    refused = ella.post(_page("capacity_set"), {"start": f"{TODAY:%d.%m.%Y}", "weeks_ahead": "0"} | week)
    ella.post(_page("capacity_set"), {"start": f"{TODAY:%d.%m.%Y}", "weeks_ahead": "13"} | week)
    unknown = ella.post(_page("booking_new"), {"reference": "X-1", "on": f"{day:%d.%m.%Y}"})
    ella.post(
        _page("booking_new"),
        {"reference": running.reference, "on": f"{day:%d.%m.%Y}", "submission": str(uuid.uuid4())},
    )
    said = {"on": f"{day:%d.%m.%Y}", "at": "15:00", "place": "Kreishaus", "seats": "40"}
    ella.post(_page("ceremony_list"), said | {"submission": str(uuid.uuid4())})
    made = Ceremony.objects.get()
    ella.post(_page("ceremony_add", made.pk), {"application": str(granted.pk)})
    shown, listed = ella.get(_page("capacity")), ella.get(_page("ceremony_detail", made.pk))
    sheet = ella.get(_page("ceremony_sheet", made.pk))

    assert (refused.status_code, unknown.status_code, sheet.status_code) == (422, 422, 200)
    assert OfficeCapacity.objects.get().pattern.a_week == 45
    assert Booking.objects.get().application == running
    assert running.reference in shown.content.decode()
    assert "Sahin, Samar" in listed.content.decode()
    assert ella.get(_page("figures")).status_code == 200


def test_the_steering_page_hides_small_figures(world, browser_for):
    over = date(TODAY.year - 2, 5, 4)
    for office, new in (("ebh-kreis", 30), ("ebh-dormagen", 12), ("ebh-neuss", 9), ("ebh-grevenbroich", 1)):
        for _number in range(new):
            rows.application(rows.office(office), stage_since=over, submitted_on=over)
    with connection.cursor() as cursor:
        cursor.execute("select kim_count_naturalisation_years()")
    office = factories.user("office", role="coordinator", in_unit=factories.unit("office"))

    page = browser_for(office).get(_page("steering_figures")).content.decode()

    assert "ebh-kreis" in page
    told = set(re.findall(r'<td class="kim-num">(\d+)\s*</td>', page))
    assert "30" in told and "1" not in told and len(told - {"0"}) == 2  # a single hidden one would follow from the rest
