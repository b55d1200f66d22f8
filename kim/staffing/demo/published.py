"""What counties in NRW published about their shares: agreed tables with the reasons they gave. What was not published stays empty."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal as D

from kim.staffing.demo.own import own
from kim.staffing.models import Apportionment, ApportionmentShare


@dataclass(frozen=True)
class Row:
    """A municipality, a group or a carrier with what was published."""

    name: str
    agreed: str | None
    computed: str | None = None
    reason: str = ""


@dataclass(frozen=True)
class Published:
    """One county's table."""

    title: str
    area: str
    year: int
    posts: str
    weights: str
    source: str
    agreed_on: date
    rows: tuple[Row, ...]
    step: str | None = None
    threshold: str = "0"
    note: str = ""
    method: str = ""


UNKNOWN_KEY = "Schlüssel nicht veröffentlicht"
TABLES = (
    Published(
        "Stellenanteile im Case Management, Kreis Unna", "Kreis Unna", 2021, "8",
        "Schlüssel nicht veröffentlicht; ein reiner Einwohnerschlüssel ergibt andere Anteile", "Stadt Kamen, Vorlage 141/2021",
        date(2021, 12, 31), step="0.5", threshold="0.5", method="exact",
        note="Gefördert werden nur Anteile ab 0,5 Stellen. Die Anteile der sieben übrigen Gemeinden sind als Rest angegeben.",
        rows=(
            Row("Kamen", "1.00", "0.85", "Auf eine volle Stelle aufgerundet; die Stadt Lünen gab Anteile ab."),
            Row("Bergkamen", "1.00", "1.19", "Auf eine volle Stelle gesetzt; einen eigenen Grund nennt die Vorlage nicht."),
            Row("Bönen", "0.50", "0.38", "Auf die kleinste förderfähige Stelle aufgerundet; die Stadt Lünen gab Anteile ab."),
            Row("Sieben übrige Gemeinden", "5.50", "5.58", "Rest der acht Stellen; im Einzelnen nicht veröffentlicht."),
        ),
    ),
    Published(
        "Case Management in Siegen-Wittgenstein", "Kreis Siegen-Wittgenstein", 2021, "6",
        "Nach Vereinbarung, gemeinsam versorgte Gemeinden", "siegener-zeitung.de", date(2021, 12, 31), step="1",
        note="Elf Gemeinden teilen sich sechs Stellen in Gruppen.",
        rows=(
            Row("Wittgenstein", "1.00"), Row("Südliches Siegerland", "1.00"), Row("Kreuztal und Hilchenbach", "1.00"),
            Row("Netphen und Freudenberg", "1.00"), Row("Siegen", "2.00"),
        ),
    ),
    Published(
        "Weitergeleitete Stellen der StädteRegion Aachen", "StädteRegion Aachen", 2023, "6",
        "Nach Interesse der Gemeinden und Träger, in Schritten von 0,5", "StädteRegion Aachen, Vorlage 2023/0120", date(2023, 2, 15),
        step="0.5",
        note="Von zwölf Stellen des Jahres die sechs weitergeleiteten. Alsdorf, Eschweiler und Stolberg konnten ihre 2,5 Stellen nicht "
        "besetzen; sie wurden später neu verteilt, unter anderem 0,5 an Monschau.",
        rows=(
            Row("Caritas: Roetgen und Simmerath", "0.50"), Row("Ev. Lydia-Gemeinde: Herzogenrath", "0.50"), Row("Baesweiler", "0.50"),
            Row("SPRUNGbrett", "1.50"), Row("Würselen", "0.50"), Row("Alsdorf", "0.50"), Row("Eschweiler", "1.00"), Row("Stolberg", "1.00"),
        ),
    ),
    Published(
        "Weitergeleitete Stellen im Kreis Coesfeld", "Kreis Coesfeld", 2022, "6",
        "Nach Interesse der Gemeinden", "Kreis Coesfeld, SV-10-0898", date(2022, 12, 31), step="0.5",
        note="Nur ein Teil der Vorlage war lesbar; die übrigen 2,5 Stellen stehen als Rest.",
        rows=(
            Row("Coesfeld mit Billerbeck, Havixbeck und Rosendahl", "2.50"), Row("Dülmen mit Nottuln", "1.00"),
            Row("Übrige Gemeinden", "2.50"),
        ),
    ),
    Published(
        "Case Management im Kreis Coesfeld", "Kreis Coesfeld", 2022, "12", UNKNOWN_KEY, "Kreis Coesfeld, SV-10-0898; ktonr 28019",
        date(2022, 12, 31), step="1",
        note="Im Jahr davor waren es sechs Stellen. Wie die Gemeinden ihre sechs teilen, steht in einer eigenen Tabelle.",
        rows=(Row("Kommunales Integrationszentrum", "6.00"), Row("Gemeinden", "6.00")),
    ),
    Published(
        "Weitergeleitete Stellen im Kreis Heinsberg", "Kreis Heinsberg", 2023, "3", "Nach Vereinbarung mit den Trägern",
        "Kreis Heinsberg, 0186/2023", date(2023, 12, 31), step="0.5",
        note="Von zwölf Stellen des Vollausbaus die drei der Träger. Einsatz in Hückelhoven und Erkelenz.",
        rows=(Row("DRK", "1.50"), Row("Diakonie", "1.50")),
    ),
    Published(
        "Case Management in Münster", "Münster", 2022, "7", "Nach Vereinbarung mit den Trägern", "ggua.de", date(2022, 12, 31), step="1",
        rows=(Row("Sozialamt", "4.00"), Row("DRK", "1.00"), Row("Caritas", "1.00"), Row("GGUA", "1.00")),
    ),
    Published(
        "Case Management im Kreis Mettmann", "Kreis Mettmann", 2021, "9", UNKNOWN_KEY, "Hilden, SV 51/247", date(2021, 12, 31), step="1",
        rows=(Row("Kommunales Integrationszentrum", "8.00"), Row("Ausländerbehörde", "1.00")),
    ),
    Published(
        "Case Management im Kreis Mettmann", "Kreis Mettmann", 2022, "16", UNKNOWN_KEY,
        "Hilden, SV 51/247; Haan, kvonr 4334", date(2022, 12, 31), step="1",
        rows=(
            Row("Kreis", "9.00"), Row("Weitergeleitet an die Städte", "7.00"),
        ),
    ),
)  # fmt: skip


def load(today: date) -> None:
    """Write the published tables and the county's own plan, as owner."""
    for table in TABLES:
        _write(table)
    own(today)


def _write(table: Published) -> None:
    made = Apportionment.objects.create(
        title=table.title, area=table.area, year=table.year, posts=D(table.posts), method=table.method,
        step=D(table.step) if table.step else None, threshold=D(table.threshold), weights=table.weights, source=table.source,
        note=table.note, recorded_on=table.agreed_on, agreed_on=table.agreed_on,
    )  # fmt: skip
    ApportionmentShare.objects.bulk_create(
        ApportionmentShare(
            apportionment=made, position=number, key=str(number), name=row.name,
            quota=D(row.computed) if row.computed else None, computed=D(row.computed) if row.computed else None,
            agreed=D(row.agreed) if row.agreed else None, reason=row.reason,
        )
        for number, row in enumerate(table.rows, start=1)
    )  # fmt: skip
