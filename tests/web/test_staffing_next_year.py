"""Next year from this year: figures carried on, the same rule beside the table that holds, sliders that need no script."""

import uuid
from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kim.organisation.models import FigureKind, Municipality, PopulationFigure
from kim.organisation.roles import Role
from kim.staffing.models import Apportionment
from kim.staffing.planning import FigureSet, projected
from tests import factories


def figures(day, **values):
    return FigureSet(
        f"foreigners.{day}", "foreigners", day, "AZR", "Ausländer", values={k: Decimal(v) for k, v in values.items()}
    )


def test_figures_go_on_as_they_changed_and_never_below_nobody():
    older, newer = figures(date(2024, 12, 31), a=100, b=60), figures(date(2025, 12, 31), a=200, b=20)

    [found] = projected([newer, older], date(2026, 12, 31))

    assert found.projected
    assert (found.values, found.day) == ({"a": 300, "b": 0}, date(2026, 12, 31))
    assert projected([newer], date(2026, 12, 31)) == []
    assert projected([newer, figures(date(2024, 12, 31), a=1)], date(2026, 12, 31)) == []


def test_a_kept_table_is_computed_for_next_year_and_shown_beside_the_new_one(world, client):
    Municipality.objects.all().delete()
    for ags, name, code, values in (
        ("05162024", "Neuss", "NE", (620, 700)),
        ("05162004", "Dormagen", "DO", (563, 300)),
    ):
        place = factories.municipality(name, code, ags)
        for year, value in zip((2024, 2025), values, strict=True):
            PopulationFigure.objects.create(
                municipality=place, what="assigned", value=value, reference_date=date(year, 12, 31), source="Kreistag"
            )
    kept = Apportionment.objects.create(
        title="Anteile 2026", year=2026, posts=4, method="largest-remainder", step=Decimal("0.5"), weights="x",
        recorded_on=date(2026, 1, 2), agreed_on=date(2026, 1, 2),
    )  # fmt: skip
    for number, (key, name) in enumerate((("05162024", "Neuss"), ("05162004", "Dormagen")), start=1):
        kept.shares.create(position=number, key=key, name=name, weight=1, quota=2, computed=2, agreed=2)
    client.force_login(factories.user("vossbeck", role=Role.KI_HEAD))

    detail = client.get(reverse("staffing:apportionment_detail", args=[kept.pk]))
    page = client.get(detail.context["again"])

    assert {line["name"]: (line["before"], line["change"]) for line in page.context["before"]["lines"]} == {
        "Neuss": ("2", "1"), "Dormagen": ("2", "−1"),
    }  # fmt: skip
    text = page.content.decode()
    assert "fortgeschrieben auf den 01.01." in text
    assert 'data-kim-slide="0.5 20 0.5"' in text
    assert "Quotenfehler auf der Karte" in text


def test_a_table_of_an_office_is_read_row_by_row_and_what_was_shown_is_kept_once(world, client):
    Municipality.objects.all().delete()
    for ags, name, code in (("05162024", "Neuss", "NE"), ("05162004", "Dormagen", "DO"), ("05162012", "Jüchen", "JÜ")):
        factories.municipality(name, code, ags)
    FigureKind.objects.create(
        key="foreigners", name_de="Ausländer", name_en="Foreign nationals", unit="persons", position=1
    )
    client.force_login(factories.user("vossbeck", role=Role.KI_HEAD))
    address = reverse("staffing:figures_read")
    table = (
        "Stichtag 31.12.2025\nAmtlicher Gemeindeschlüssel;Gebiet;insgesamt\n5162;Rhein-Kreis Neuss;28.000\n"
        "5162024;Neuss, Stadt;26.260 2)\n5162004;Dormagen;.\n5158004;Erkrath;9.000\n"
    )
    key = str(client.get(address).context["form"]["submission"].value())
    sent = {"what": "foreigners", "day": "31.12.2025", "source": "IT.NRW", "submission": key}

    shown = client.post(address, sent | {"file": SimpleUploadedFile("azr.csv", table.encode("cp1252"))})
    preview = shown.context["preview"]
    assert [(each["row"].name, each["value"], bool(each["row"].fault)) for each in preview["rows"]] == [
        ("Neuss", "26260", False), ("Dormagen", "", True),
    ]  # fmt: skip
    assert preview["missing"] == ["Dormagen", "Jüchen"]
    told = {"told": preview["told"], "submission": key}
    assert client.post(address, told).status_code == 302
    assert client.post(address, told).status_code == 302
    [row] = PopulationFigure.objects.all()
    assert (row.municipality.name, row.value, row.source) == ("Neuss", 26260, "IT.NRW")
    client.post(address, told | {"told": told["told"] + "x", "submission": ""})
    broken = client.post(address, sent | {"file": SimpleUploadedFile("x.csv", b"\x00\x01")})
    assert broken.status_code == 422
    assert PopulationFigure.objects.count() == 1
    again = client.post(address, {"told": told["told"], "submission": str(uuid.uuid4())})
    assert again.status_code == 422 and "gibt es" in again.content.decode()
    assert 'value="31.12.2025"' in again.content.decode() and 'value="IT.NRW"' in again.content.decode()
