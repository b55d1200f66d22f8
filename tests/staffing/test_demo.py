"""The apportionments of the demo county: published ones of others and an own one; each adds up, each deviation has its reason."""

from datetime import date
from decimal import Decimal as D

from kim.organisation.models import PopulationFigure
from kim.staffing.demo import load
from kim.staffing.demo.own import AREAS
from kim.staffing.models import Apportionment
from tests import factories


def test_every_table_adds_up_and_every_deviation_has_its_reason(db):
    for number, key in enumerate(key for keys, _name, _share in AREAS for key in keys):
        PopulationFigure.objects.create(
            municipality=factories.municipality(f"Ort {number}", f"O{number}", key), what="assigned", value=100 + 50 * number,
            reference_date=date(2017, 12, 31), source="Kreistag",
        )  # fmt: skip
    load(date(2026, 11, 22))

    rows = list(Apportionment.objects.prefetch_related("shares"))
    assert all(row.agreed_sum == row.posts for row in rows)
    assert all(share.reason for row in rows for share in row.rows if share.deviation)
    assert [row.area for row in rows if row.year == 2021 and not row.area] == [""]
    unna = next(row for row in rows if row.area == "Kreis Unna")
    # Kamen 141/2021: computed 0.85, 1.19 and 0.38, agreed 1.0, 1.0 and 0.5.
    assert [(share.computed, share.agreed) for share in unna.rows][:3] == [
        (D("0.85"), 1),
        (D("1.19"), 1),
        (D("0.38"), D("0.5")),
    ]
