"""The pages of a naturalisation office: from a new application to the handed-over certificate."""

import re
from datetime import time, timedelta
from io import BytesIO

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from kim.naturalisation.models import (
    Applicant,
    Application,
    AuthorityEnquiry,
    Ceremony,
    CeremonyPlace,
    MissingDocument,
    YearFigure,
)
from kim.organisation.models import Membership
from tests import factories
from tests import factories_naturalisation as rows


def _day(ago: int = 0) -> str:
    return f"{factories.today() - timedelta(days=ago):%d.%m.%Y}"


def _queries(client) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("applicants:application_list"))
    return len(queries)


def test_an_office_reads_this_year_so_far_and_publishes_only_what_is_counted(world, browser_for):
    ella, unit = browser_for(rows.officer("ella")), rows.office()
    today = factories.today()
    for code in ("SYR", "SYR", "AFG"):
        made = rows.application(unit, submitted_on=today, decided_on=today, certificate_on=today, stage="certificate")
        made.applicants.update(citizenships=[code])
    YearFigure.objects.create(unit=unit, year=today.year - 1, what="naturalised", number=8)
    YearFigure.objects.create(unit=unit, year=today.year - 1, what="citizenship", value="TUR", number=8)

    own = ella.get(reverse("applicants:figures"))
    last, this = own.context["by_year"]
    assert (last.naturalisations, this.naturalisations, this.applications, this.ended) == (8, 3, 3, 0)
    _title, lines, sums, together = own.context["tables"][0]
    assert lines == [("Afghanistan", [0, 1], 1), ("Syrien", [0, 2], 2), ("Türkei", [8, 0], 8)]
    assert (sums, together) == ([8, 3], 11)
    assert ">bisher<" in own.content.decode()

    outside = ella.get(reverse("applicants:figures"), {"fuer": "veroeffentlichen"})
    assert outside.context["years"] == [today.year - 1] and ">bisher<" not in outside.content.decode()


def test_a_colleague_moves_the_application_to_the_handed_over_certificate(db, browser_for):
    rows.area(rows.office(), factories.municipality())
    client = browser_for(rows.officer("ella"))
    new = {
        "given_name": "Samar", "family_name": "Haddad", "citizenships": ["SYR"], "unit": rows.office().pk, "basis": "s10",
        "stage": "submitted", "on": _day(120), "municipality": factories.municipality().pk,
    }  # fmt: skip
    assert client.post(reverse("applicants:application_new"), new | {"on": "31.02.2026"}).status_code == 422
    unborn = client.post(reverse("applicants:application_new"), new | {"born_on": _day(30)})
    assert "vor dem Geburtsdatum" in str(unborn.context["form"].errors["on"])
    page = client.post(reverse("applicants:application_new"), new, follow=True).content.decode()
    assert "Haddad, Samar" in page
    assert "§ 75 VwGO" in page
    row = Application.objects.get()

    def go(name, *more, **data):
        row.refresh_from_db()
        return client.post(
            reverse(f"applicants:{name}", args=[row.pk, *more]), {"version": row.version, "on": _day(), **data}
        )

    assert go("applicant_add", given_name="Lina", family_name="Haddad", relation="child").status_code == 302
    assert go("document_ask", **{"document-kind": "D08", "document-due_on": _day(1)}).status_code == 422
    assert go("document_ask", **{"document-kind": "D08"}).status_code == 302
    assert go("document_ask", **{"document-kind": "D08"}).status_code == 422, "once is enough"
    assert go("application_move", to="receipt").status_code == 302
    assert go("application_move", to="enquiries").status_code == 302
    asked = {"ask-authority": "police", "ask-asked_on": _day(), "ask-due_on": _day(-40)}
    assert go("authority_ask", **asked | {"ask-due_on": _day(1)}).status_code == 422
    assert go("authority_ask", **asked).status_code == 302
    refused = go("application_move", to="decision")
    assert (refused.status_code, "Unterlagen" in refused.content.decode()) == (422, True)
    go("document_settle", MissingDocument.objects.get().pk, not_needed="0")
    go("authority_remind", AuthorityEnquiry.objects.get().pk)
    go("authority_answered", AuthorityEnquiry.objects.get().pk)
    assert go("application_move", to="decision").status_code == 302
    row.refresh_from_db()
    assert not row.is_naturalised
    assert go("application_move", to="certificate").status_code == 302
    row.refresh_from_db()
    assert (row.is_naturalised, row.certificate_on) == (True, factories.today())
    page = client.get(reverse("applicants:application_detail", args=[row.pk])).content.decode()
    assert "Urkunde ausgehändigt" in page
    assert "Nächsten Schritt erfassen" not in page
    assert "Haddad" in client.get(reverse("applicants:application_list") + "?view=ended").content.decode()


def test_more_applications_cost_no_further_query(db, browser_for):
    client = browser_for(rows.officer("ella"))
    rows.application(family_name="Sahin")
    few = _queries(client)
    for _number in range(20):
        rows.application()
    assert _queries(client) == few


def test_the_responsible_office_changes_with_the_day(db, browser_for):
    place = factories.municipality()
    rows.area(rows.office("ebh-neuss"), place, valid_to=factories.today() - timedelta(days=1))
    rows.area(rows.office(), place, valid_from=factories.today(), agreement="öffentlich-rechtliche Vereinbarung")
    client = browser_for(rows.officer("ella"))
    for ago, office in ((5, "ebh-neuss"), (0, "ebh-kreis")):
        page = client.get(reverse("applicants:responsible"), {"place": place.pk, "on": _day(ago)}).content.decode()
        assert f"Zuständig für Grevenbroich: {office}" in page


def test_the_administration_records_a_change_of_responsibility(db, browser_for):
    place, new = factories.municipality(), rows.office("ebh-neuss")
    earlier = rows.area(rows.office(), place)
    client = browser_for(factories.user("ada", role="administrator"))
    form = {"place": place.pk, "unit": new.pk, "start": _day(3), "agreement": "Vereinbarung"}
    assert client.post(reverse("applicants:area_new"), form).status_code == 302
    earlier.refresh_from_db()
    assert earlier.valid_to == factories.today() - timedelta(days=4)
    assert client.post(reverse("applicants:area_new"), form).status_code == 422, "a change on that day is there already"


def test_a_family_is_corrected_and_somebody_taken_out_with_faults_at_their_fields(db, browser_for):
    row = rows.application()
    child = Applicant.objects.create(
        application=row, unit=row.unit, position=2, given_name="Lina", family_name="Haddad", relation="child"
    )
    client = browser_for(rows.officer("ella"))

    def at(name):
        return reverse(f"applicants:{name}", args=[row.pk, child.pk])

    said = {"given_name": "Lina", "family_name": "Haddad", "relation": "child", "version": 1}
    faulty = client.post(at("applicant_edit"), said | {"born_on": "31.02.2019", "street": "Am Rain 1"})
    assert (faulty.status_code, "Am Rain 1" in faulty.content.decode()) == (422, True)
    page = client.post(at("applicant_edit"), said | {"born_on": "28.02.2019"}, follow=True).content.decode()
    assert "vorher: Geburtsdatum: –" in page
    assert client.post(at("applicant_leave"), {"reason": "", "on": _day(), "version": 2}).status_code == 422
    stale = client.post(at("applicant_leave"), {"reason": "own", "on": _day(), "version": 1})
    assert stale.status_code == 422
    page = client.post(at("applicant_leave"), {"reason": "own", "on": _day(), "version": 2}, follow=True)
    assert "hat einen eigenen Antrag" in page.content.decode()
    assert client.get(at("applicant_edit")).status_code == 404


def test_the_day_of_an_officer_begins_with_what_is_late_in_their_own_applications(db, browser_for):
    ella, stranger = rows.officer("ella"), rows.officer("emil")
    late = rows.application(caretaker=ella, stage="enquiries", submitted_on=factories.today() - timedelta(days=120))
    rows.application(family_name="Kollegin", caretaker=stranger, stage="documents")
    rows.application(rows.office("ebh-neuss"), family_name="Anderswo", stage="documents")
    for row in Application.objects.all():
        MissingDocument.objects.create(
            application=row,
            unit=row.unit,
            kind="D08",
            asked_on=factories.today(),
            due_on=factories.today() - timedelta(days=2),
        )
    client = browser_for(ella)
    page = client.get("/").content.decode()

    assert page.count(reverse("applicants:application_detail", args=[late.pk])) == 2, "the document and the decision"
    assert "Drei Monate ohne Entscheidung (§ 75 VwGO)" in page
    assert "Fehlt noch" in page
    assert "Kollegin" not in page
    assert "Anderswo" not in page

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        return len(queries)

    before = asked()
    for _each in range(6):
        rows.application(caretaker=ella, stage="enquiries", submitted_on=factories.today() - timedelta(days=150))
    assert asked() == before


def test_whoever_works_in_two_offices_sees_both_in_one_list_and_chooses_elsewhere(db, browser_for):
    ella, neuss = rows.officer("ella"), rows.office("ebh-neuss")
    Membership.objects.create(user=ella, unit=neuss, role="naturalisation_officer")
    rows.application()
    rows.application(neuss, family_name="Sahin")
    client = browser_for(ella)
    page = client.get(reverse("applicants:application_list")).content.decode()
    assert all(word in page for word in ("Haddad", "Sahin", "ebh-kreis", "ebh-neuss"))
    address = reverse("applicants:figures")
    assert client.post(reverse("applicants:office_choose"), {"office": neuss.pk, "back": address}).url == address
    page = client.get(address).content.decode()
    assert re.search(rf'value="{neuss.pk}"[^>]*aria-current|aria-current[^>]*value="{neuss.pk}"', page)
    stranger = rows.office("ebh-dormagen")
    client.post(reverse("applicants:office_choose"), {"office": stranger.pk, "back": "https://example.org/"})
    assert "ebh-dormagen" not in client.get(address).content.decode()


def test_the_list_of_a_ceremony_is_an_accessible_paper_and_a_sheet_in_the_order_of_the_ceremony(db, browser_for):
    client = browser_for(rows.officer("ella"))
    day = factories.today()
    made = Ceremony.objects.create(unit=rows.office(), on=day, at=time(15), place="Kreishaus", seats=40)
    rows.application(stage="decision", decided_on=day, family_name="Wartend")
    for name in ("Sahin", "Haddad"):
        row = rows.application(stage="decision", decided_on=day, family_name=name)
        CeremonyPlace.objects.create(ceremony=made, application=row, unit=row.unit)
    paper = client.get(reverse("applicants:ceremony_pdf", args=[made.pk]))
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(paper.content)).pages)
    assert text.index("Haddad, Samar") < text.index("Sahin, Samar")
    assert "Wartend" not in text
    assert b"pdfuaid" in paper.content


def test_an_application_is_found_by_name_reference_and_day_of_birth_in_the_own_office_only(db, browser_for):
    mine = rows.application(rows.office(), family_name="Öztürk-Haddad")
    Applicant.objects.filter(application=mine).update(born_on="1990-05-17")
    rows.application(rows.office(), family_name="Nowak")
    rows.application(rows.office("Stadt Neuss"), family_name="Öztürk-Haddad")
    client = browser_for(rows.officer("ella"))

    def found(words: str) -> list[str]:
        page = client.get(reverse("applicants:application_list"), {"words": words})
        return [name for name in ("Öztürk-Haddad, Samar", "Nowak, Samar") if name in page.content.decode()]

    assert found("öztürk") == found("haddad samar") == found("17.05.1990") == ["Öztürk-Haddad, Samar"]
    assert found(mine.reference) == ["Öztürk-Haddad, Samar"]
    assert found("18.05.1990") == found("31.02.1990") == found("haddad nowak") == []
    assert len(found("")) == 2


def test_what_holds_a_decision_up_is_named_and_nothing_typed_is_dropped(db, browser_for):
    row = rows.application(rows.office(), stage="enquiries")
    client = browser_for(rows.officer("ella"))
    ask = {"ask-authority": "other", "ask-asked_on": _day(), "ask-due_on": _day(-30)}
    nameless = client.post(reverse("applicants:authority_ask", args=[row.pk]), ask)
    assert nameless.status_code == 422 and "welche Stelle angefragt wird" in nameless.content.decode()
    client.post(reverse("applicants:authority_ask", args=[row.pk]), ask | {"ask-name": "Standesamt Jüchen"})
    client.post(reverse("applicants:document_ask", args=[row.pk]), {"document-kind": "D08"})
    row.refresh_from_db()
    page = client.get(reverse("applicants:application_detail", args=[row.pk])).content.decode()
    assert "Standesamt Jüchen" in page and "D08 " not in page
    move = {"version": row.version, "on": _day(), "to": "decision"}
    blocked = client.post(reverse("applicants:application_move", args=[row.pk]), move)
    assert blocked.status_code == 422 and "Offen: Nachweis der Deutschkenntnisse." in blocked.content.decode()
    reasoned = client.post(reverse("applicants:application_move", args=[row.pk]), move | {"reason": "withdrawn"})
    assert reasoned.status_code == 422 and "Dieser Schritt braucht keinen Grund" in reasoned.content.decode()


def test_an_office_reads_its_own_figures_and_publishes_them_without_small_ones(db, browser_for):
    YearFigure.objects.bulk_create(
        YearFigure(unit=rows.office(), year=2025, what=what, value=value, number=number)
        for what, value, number in (("submitted", "", 31), ("naturalised", "", 3), ("citizenship", "SYR", 3))
    )
    client = browser_for(rows.officer("ella"))
    own = client.get(reverse("applicants:figures")).context
    assert [(line.applications, line.naturalisations) for line in own["by_year"]] == [(31, 3), (0, 0)]
    assert own["tables"][0][1] == [("Syrien", [3, 0], 3)]
    outside = client.get(reverse("applicants:figures"), {"fuer": "veroeffentlichen"}).context
    assert [(line.applications, line.naturalisations) for line in outside["by_year"]] == [(31, None)]
    assert outside["tables"][0][1] == []
