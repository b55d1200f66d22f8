"""What is late or near is told once: to whoever is in charge, else to everybody of the office, and to nobody else."""

from datetime import timedelta

from kim.naturalisation.actions import reminders
from kim.naturalisation.models import AuthorityEnquiry, Booking, MissingDocument
from kim.organisation.workdays import is_workday
from kim.workbench.models import Notice
from tests import factories
from tests import factories_naturalisation as rows

TODAY = factories.today()
DAY = timedelta(days=1)


def test_officers_hear_once_of_what_is_late_or_near_in_their_own_applications(world):
    ella, emil = rows.officer("ella"), rows.officer("emil")
    nele = rows.officer("nele", of=rows.office("ebh-neuss"))
    of_ella = rows.application(caretaker=ella, submitted_on=TODAY - timedelta(days=85))
    nobodys = rows.application(submitted_on=TODAY)
    long_ago = rows.application(caretaker=ella, submitted_on=TODAY - timedelta(days=400))
    for row in (of_ella, nobodys):
        MissingDocument.objects.create(
            application=row, unit=row.unit, kind="D03", asked_on=TODAY - 9 * DAY, due_on=TODAY - DAY
        )
    AuthorityEnquiry.objects.create(
        application=of_ella, unit=of_ella.unit, authority="police", asked_on=TODAY - 50 * DAY, due_on=TODAY - 3 * DAY
    )
    coming = next(day for number in range(1, 9) if is_workday(day := TODAY + number * DAY))
    Booking.objects.create(application=of_ella, unit=of_ella.unit, on=coming, booked_on=TODAY)

    assert reminders.remind_due(TODAY) == 3
    reminders.remind_due(TODAY)

    told = set(Notice.objects.values_list("recipient", "kind", "target_id"))
    kinds = ("document_late", "answer_late", "three_months", "appointment")
    assert told == {(ella.pk, f"application_{kind}", of_ella.pk) for kind in kinds} | {
        (who.pk, "application_document_late", nobodys.pk) for who in (ella, emil)
    }
    assert Notice.objects.count() == len(told), "told once"
    assert (
        not Notice.objects.filter(recipient=nele).exists() and not Notice.objects.filter(target_id=long_ago.pk).exists()
    )
