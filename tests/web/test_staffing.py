"""Posts on pages: the entitlement of a day, a plan kept, agreed with reasons, decided, taken along."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.organisation.models import FigureKind, Municipality, PopulationFigure
from kim.organisation.roles import Role
from kim.privacy.models import AuditEvent
from kim.staffing.models import Apportionment, FiguresTaken
from tests import factories
from tests.web.access.staffing import row

PLAN = "staffing:plan"
# Asylum seekers assigned in 2017: Kreistag II/2125/XVI/2017.
ASSIGNED = {"05162004": ("Dormagen", "DO", 563), "05162012": ("Jüchen", "JÜ", 198), "05162024": ("Neuss", "NE", 620)}
INPUT = {"posts": "14", "key": "assigned.2017-12-31", "method": "largest-remainder", "step": "0.5"}


@pytest.fixture
def head(world, client):
    """The head of the integration centre, with figures of three municipalities."""
    Municipality.objects.all().delete()
    for ags, (name, code, value) in ASSIGNED.items():
        PopulationFigure.objects.create(
            municipality=factories.municipality(name, code, ags), what="assigned", value=value,
            reference_date=date(2017, 12, 31), source="Kreistag",
        )  # fmt: skip
    user = factories.user("kueppers-ki", role=Role.KI_HEAD)
    client.force_login(user)
    return client


def test_the_head_plans_keeps_agrees_with_a_reason_decides_and_takes_the_table_along(head, world):
    page = head.get(reverse(PLAN), INPUT)
    assert page.status_code == 200
    shares = {each["name"]: [share["text"] for share in each["shares"]] for each in page.context["compared"]}
    assert shares["Neuss"][:3] == ["6,2853", "6,5", "6,5"]
    assert shares["Jüchen"] == ["2,0072", "2", "2", "2", "2", "2"]
    assert "Quotenfehler" in page.content.decode()

    sent = {"title": "Anteile 2022", "year": "2022", "submission": str(page.context["keep"]["submission"].value())}
    address = f"{reverse(PLAN)}?" + "&".join(f"{name}={value}" for name, value in INPUT.items())
    kept = head.post(address, sent)
    assert head.post(address, sent).status_code == 302  # sent twice, kept once
    made = Apportionment.objects.get()
    assert kept["Location"] == reverse("staffing:apportionment_detail", args=[made.pk])
    assert (made.posts, made.method, made.changed_by.username) == (14, "largest-remainder", "kueppers-ki")
    assert made.weights.endswith("31.12.2017 (Kreistag)")

    ids = {each.name: each.pk for each in made.rows}
    agreed = {"version": made.version} | {f"agreed_{pk}": "2" for pk in ids.values()}
    refused = head.post(reverse("staffing:agree", args=[made.pk]), agreed)
    assert refused.status_code == 422
    assert "6 Stellen" in refused.content.decode()
    agreed |= {f"agreed_{ids['Dormagen']}": "6", f"agreed_{ids['Jüchen']}": "2", f"agreed_{ids['Neuss']}": "6"}
    silent = head.post(reverse("staffing:agree", args=[made.pk]), agreed)
    assert silent.status_code == 422
    assert set(silent.context["form"].errors) == {f"reason_{pk}" for name, pk in ids.items() if name != "Jüchen"}
    agreed |= {f"reason_{pk}": "Neuss gibt eine halbe Stelle ab." for pk in ids.values()}
    assert head.post(reverse("staffing:agree", args=[made.pk]), agreed).status_code == 302

    made.refresh_from_db()
    decision = {"version": made.version, "body": "Lenkungsgruppe", "on": "17.08.2021", "valid_from": "01.01.2022"}
    assert head.post(reverse("staffing:decide", args=[made.pk]), decision).status_code == 302
    late = head.get(reverse("staffing:agree", args=[made.pk]), follow=True)
    assert "ist beschlossen und bleibt" in late.content.decode() and 'name="agreed_' not in late.content.decode()
    again = head.post(reverse("staffing:agree", args=[made.pk]), agreed | {"version": made.version + 1})
    assert "beschlossen" in again.content.decode()

    detail = head.get(reverse("staffing:apportionment_detail", args=[made.pk])).content.decode()
    assert "Neuss gibt eine halbe Stelle ab." in detail
    assert "17.08.2021" in detail
    assert head.get(reverse("staffing:apportionment_pdf", args=[made.pk])).content.startswith(b"%PDF")
    sheet = head.get(reverse("staffing:apportionment_sheet", args=[made.pk])).content
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(sheet)).namelist()
    kinds = set(AuditEvent.objects.values_list("kind", flat=True))
    assert {"apportionment.recorded", "apportionment.agreed", "apportionment.decided", "apportionment.printed"} <= kinds


def test_groups_fixed_shares_own_figures_and_a_mix(head, world):
    more = {"group_05162004": "a", "group_05162012": "a", "fixed_05162024": "5,5", "second": "own", "part": "25"}
    gap = head.get(reverse(PLAN), INPUT | more)
    assert gap.status_code == 422
    assert "Dormagen, Jüchen, Neuss" in gap.content.decode()

    more |= {"own_05162004": "1", "own_05162012": "1", "own_05162024": "1"}
    page = head.get(reverse(PLAN), INPUT | more)
    assert page.status_code == 200
    assert {row["name"]: row["how"] for row in page.context["compared"]} == {
        "Dormagen + Jüchen": "computed",
        "Neuss": "fixed",
    }
    assert page.context["told"].startswith("25.0 % ")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"posts": "viele"}, "keine Zahl"),
        ({"posts": "14,3"}, "Schritten von 0,5"),
        ({"minimum": "7"}, "brauchen 21 Stellen"),
        ({"posts": "-1"}, "0 oder mehr"),
        ({"key": "nothing"}, "key"),
        ({"fixed_05162004": "15"}, "es sind nur 14"),
    ],
)
def test_what_cannot_be_computed_is_said_at_the_form(head, world, more, said):
    answer = head.get(reverse(PLAN), INPUT | more)
    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize(
    ("more", "field"), [({"posts": "0"}, "posts"), ({"posts": "14,3"}, "posts"), ({"minimum": "7"}, "minimum")]
)
def test_what_cannot_be_computed_stands_at_the_field_it_comes_from(head, world, more, field):
    assert list(head.get(reverse(PLAN), INPUT | more).context["form"].errors) == [field]


@pytest.mark.parametrize("more", [{"own_05162004": "1,000"}, {"own_05162004": "1.234"}, {"fixed_05162004": "15"}])
def test_doubtful_figures_and_fixed_shares_that_are_too_large_stand_at_their_field(head, world, more):
    answer = head.get(reverse(PLAN), INPUT | more)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == list(more)


def test_half_a_person_is_a_fault_of_its_row(head, world):
    FigureKind.objects.create(key="assigned", name_de="Zugewiesene", name_en="Assigned", unit="persons", position=1)
    file = SimpleUploadedFile("a.csv", b"AGS;Name;Zahl\n05162004;Dormagen;12,5\n05162024;Neuss;30\n")
    sent = {"what": "assigned", "day": "31.12.2020", "source": "IT.NRW", "file": file}
    rows = head.post(reverse("staffing:figures_read"), sent).context["preview"]["rows"]
    assert [bool(each["row"].fault) for each in rows] == [True, False] and "keine ganze Zahl" in rows[0]["row"].fault


def test_a_table_of_headings_alone_is_said_at_the_file(head, world):
    FigureKind.objects.create(key="assigned", name_de="Zugewiesene", name_en="Assigned", unit="persons", position=1)
    sent = {"what": "assigned", "day": "31.12.2021", "source": "IT.NRW"}
    answer = head.post(
        reverse("staffing:figures_read"), sent | {"file": SimpleUploadedFile("a.csv", b"AGS;Name;Zahl\n")}
    )
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["file"]


def test_a_table_of_figures_is_taken_back_as_a_whole_unless_a_decided_plan_rests_on_it(head, world):
    FigureKind.objects.create(key="assigned", name_de="Zugewiesene", name_en="Assigned", unit="persons", position=1)
    where = reverse("staffing:figures_read")
    file = SimpleUploadedFile("a.csv", b"AGS;Name;Zahl\n05162004;Dormagen;10\n05162012;J;20\n05162024;Neuss;30\n")
    page = head.post(where, {"what": "assigned", "day": "31.12.2020", "source": "IT.NRW", "file": file})
    assert head.post(where, {"told": page.context["preview"]["told"]}).status_code == 302
    table = FiguresTaken.objects.get()
    assert (table.file_name, len(table.made), len(table.digest)) == ("a.csv", 3, 64)
    undo = reverse("staffing:figures_undo", args=[table.pk])
    plan = f"{reverse(PLAN)}?posts=14&key=assigned.2020-12-31&method=largest-remainder&step=0.5"
    assert head.post(plan, {"title": "Anteile 2022", "year": "2022"}).status_code == 302
    made = Apportionment.objects.get()
    assert made.figures == [["assigned", "2020-12-31", "IT.NRW"]]
    assert "Anteile 2022" in head.get(undo).content.decode()
    Apportionment.objects.update(agreed_on=date(2021, 8, 1), decided_on=date(2021, 8, 2), decided_by="Lenkungsgruppe")
    assert "<form method" not in head.get(undo).content.decode().split('id="content"')[1]
    refused = head.post(undo, follow=True)
    assert "beschlossener Plan" in refused.content.decode()
    assert PopulationFigure.objects.filter(source="IT.NRW").count() == 3

    Apportionment.objects.update(decided_on=None, decided_by="")
    PopulationFigure.objects.filter(source="IT.NRW", value=30).update(value=31)
    assert "2 Zahlen sind zurückgenommen" in head.post(undo, follow=True).content.decode()
    assert [row.value for row in PopulationFigure.objects.filter(source="IT.NRW")] == [31]
    assert "schon zurückgenommen" in head.post(undo, follow=True).content.decode()
    assert head.get(undo).status_code == 302 and PopulationFigure.objects.filter(source="Kreistag").count() == 3


def test_the_entitlement_of_a_day_names_rule_fact_and_what_is_not_known(head, world):
    dormagen = Municipality.objects.get(code="DO")
    for kind in ("own_abh", "own_jugendamt", "own_integration_council"):
        dormagen.facts.create(kind=kind, exists=True, source="Folie 12")
    page = head.get(reverse("staffing:entitlement"), {"on": "31.12.2021"}).content.decode()
    assert "Weitere Koordination für Dormagen" in page
    assert "Nr. 5.4.1.1" in page
    assert "Jüchen: Es fehlt die Angabe" in page
    assert "Ausländerzentralregister" in page

    assert "keine Förderung bekannt" in head.get(reverse("staffing:entitlement"), {"on": "2019-01-01"}).content.decode()
    assert head.get(reverse("staffing:entitlement"), {"on": "31.02.2021"}).status_code == 422


def test_a_second_save_of_an_older_version_is_refused(head, world):
    made = row()
    neuss, dormagen = made.rows
    fields = {"version": 7, f"agreed_{neuss.pk}": "1,5", f"agreed_{dormagen.pk}": "0,5"}
    fields |= {f"reason_{neuss.pk}": "So vereinbart.", f"reason_{dormagen.pk}": "So vereinbart."}
    assert head.post(reverse("staffing:agree", args=[made.pk]), fields).status_code == 422
    made.refresh_from_db()
    assert made.agreed_on is None


def test_more_rows_cost_no_query(head, world):
    made = row()
    pages = [reverse("staffing:apportionment_list"), reverse("staffing:apportionment_detail", args=[made.pk])]
    few = [queries(head, page) for page in pages]

    made.shares.bulk_create(
        made.shares.model(apportionment=made, position=n, key=str(n), name=str(n), computed=0) for n in range(3, 40)
    )
    for _ in range(20):
        row()

    assert [queries(head, page) for page in pages] == few


def queries(client, page) -> int:
    with CaptureQueriesContext(connection) as counted:
        assert client.get(page).status_code == 200
    return len(counted)
