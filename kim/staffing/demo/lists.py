"""Lists of spending in the invented county: one that is booked, one that waits and has rows to be mended."""

from datetime import date, datetime, time
from io import BytesIO

from django.conf import settings
from django.utils import timezone, translation

from kim.organisation.public import Role, User
from kim.staffing.actions import spending
from kim.staffing.actions.papers import Handed
from kim.staffing.models import Booking, FundingGrant, GrantPaper, GrantPaperVersion, PaperKind

HEADS = "Buchungsdatum;Buchungstext;Kostenart;Kommune;Betrag;Belegnummer"
BOOKED = (
    "14.03.2022;Fachliteratur und Broschüren;Sachkosten;;312,40;2022-0417",
    "02.06.2022;Fortbildung Prozessmanagement;Sachkosten;;1.180,00;2022-0988",
    "21.09.2022;Dolmetschleistungen 3. Quartal;Sachkosten;;864,50;2022-1613",
    "Summe;;;;2.356,90;",
)
WAITING = (
    "21.09.2022;Dolmetschleistungen 3. Quartal;Sachkosten;;864,50;2022-1613",
    "08.12.2022;Dolmetschleistungen 4. Quartal;Sachkosten;;792,00;2022-2204",
    "15.12.2022;Reisekosten Fachtag;Sachkosten;;1.026;2022-2251",
    "19.12.2022;Miete Beratungsraum;Sachkosten;Wuppertal;240,00;2022-2290",
)


def lists() -> None:
    """Beside the money of 2022; none where no place for files is set or nobody keeps funding files."""
    keeper = User.objects.filter(memberships__role=Role.ASSISTANT).order_by("pk").first()
    grant = FundingGrant.objects.filter(synthetic=True, year=2022, block=1).first()
    ready = settings.KIM_KEYS and settings.KIM_FILES and not GrantPaper.objects.filter(kind=PaperKind.SPENDING).exists()
    if keeper is None or grant is None or not ready:
        return
    with translation.override("de"):
        first = _handed(grant, "Sachkosten bis September 2022.csv", BOOKED, date(2022, 10, 10), keeper)
        spending.book(paper=first, number=1, by=keeper)
        _handed(grant, "Sachkosten Dezember 2022.csv", WAITING, date(2023, 1, 16), keeper)
    at = timezone.make_aware(datetime.combine(date(2022, 10, 10), time(9, 50)))
    Booking.objects.filter(submission=first.versions.get().stored).update(recorded_at=at)


def _handed(grant: FundingGrant, name: str, rows: tuple[str, ...], on: date, keeper: User) -> GrantPaper:
    content = "\r\n".join([HEADS, *rows]).encode("cp1252")
    paper, _new = spending.hand_in(grant=grant, handed=Handed(name, "text/plain", BytesIO(content)), by=keeper)
    at = timezone.make_aware(datetime.combine(on, time(9, 40)))
    GrantPaper.objects.filter(pk=paper.pk).update(synthetic=True, recorded_at=at, dated_on=on)
    GrantPaperVersion.objects.filter(paper=paper).update(recorded_at=at)
    return paper


__all__ = ["lists"]
