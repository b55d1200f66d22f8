"""Person and household as a case manager corrects them: parts, rows, masks, two editors, hostile input."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kim.casework.models import (
    AccessGrant,
    Case,
    ContactWay,
    HomeAddress,
    HouseholdMember,
    ProtectionNeed,
    ResidenceDocument,
    SphereChange,
)
from kim.law.continuation import continuations
from kim.organisation.models import Absence, Agency, LeadTime
from kim.privacy.models import AuditEvent
from tests import factories
from tests.factories import today

HOSTILE = (
    "\u202eمريم\u202c",
    "a\x00b",
    "🙂" * 40,
    "<script>alert(1)</script>",
    "x" * 10_000,
    "0001",
    "'; drop table",
    "  ",
)


def text_of(response) -> str:
    return response.content.decode()


def sent(**values):
    return {"submission": str(uuid.uuid4())} | values


@pytest.fixture
def anna(world, browser_for):
    return browser_for(world.anna)


@pytest.fixture
def case(world):
    return factories.case(world.anna)


def page(case, part: str = "") -> str:
    return f"/faelle/{case.pk}/person/{part}"


def granted(case, world, *sections):
    AccessGrant.objects.create(
        case=case, grantee=world.ben, sections=list(sections), basis="supervision", reason="Beratung",
        valid_from=today(), valid_to=today(), given_by=world.anna,
    )  # fmt: skip


def test_languages_are_noted_with_how_well_each_is_spoken(anna, case):
    data = {
        "language_0": "ar", "level_0": "first", "language_1": "en", "level_1": "simple", "level_2": "not_asked",
        "reading": "fluent", "scripts": ["arab", "latn"], "interpreter": "yes", "interpreter_sex": "f",
        "german_level": "A2", "version": "1", "asked": "on",
    }  # fmt: skip
    assert anna.post(page(case, "sprachen/"), data).status_code == 302

    case.profile.refresh_from_db()
    assert case.profile.spoken == [("ar", "first"), ("en", "simple")]
    shown = text_of(anna.get(page(case)))
    assert "Muttersprache" in shown and "liest gut: " in shown and "ja, Arabisch, eine Frau" in shown
    assert "auf Bitte der Person" in text_of(anna.get(page(case, "verlauf/")))


def test_a_language_stands_once(anna, case):
    answer = anna.post(page(case, "sprachen/"), {"language_0": "ar", "language_1": "ar", "version": "1"})

    assert answer.status_code == 422 and "Diese Sprache steht oben schon." in text_of(answer)


def test_a_way_arrives_once_for_two_clicks_and_is_corrected_and_removed(anna, case):
    data = sent(kind="phone", value="02181 601 1234", safe="yes", at="vormittags", is_preferred="on")
    for _press in range(2):
        anna.post(page(case, "wege/"), data)
    way = ContactWay.objects.get()
    assert way.value == "+49 2181 6011234"
    assert "vormittags" in text_of(anna.get(page(case)))

    anna.post(page(case, f"wege/{way.pk}/"), {"kind": "through", "value": "Schwester", "safe": "no", "version": "1"})
    assert "nicht sicher" in text_of(anna.get(page(case)))

    anna.post(page(case, f"wege/{way.pk}/entfernen/"))
    assert not ContactWay.objects.exists()


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"kind": "phone", "value": "keine Nummer"}, "keine vollständige Telefonnummer"),
        ({"kind": "email", "value": "kein-at"}, "E-Mail"),
        ({"kind": "through", "value": ""}, "über den die Nachricht geht"),
        ({"kind": "rauchzeichen", "value": "1"}, "Diese Auswahl gibt es nicht."),
    ],
)
def test_a_way_that_leads_nowhere_is_named(anna, case, values, fault):
    answer = anna.post(page(case, "wege/"), sent(**values))

    assert answer.status_code == 422 and fault in text_of(answer)


def test_moving_keeps_the_head_true_and_the_earlier_address(anna, case):
    neuss = factories.municipality("Neuss", "NE", "05162024")
    factories.address(case)
    anna.post(
        page(case, "adressen/"),
        sent(municipality=neuss.pk, street="Testallee 1", postcode="01234", from_on="01.03.2026"),
    )

    case.refresh_from_db()
    assert case.municipality == neuss and HomeAddress.objects.get(is_current=True).postcode == "01234"
    shown = text_of(anna.get(page(case)))
    assert "Testallee 1" in shown and "Bahnstraße 12" in shown and "bis 01.03.2026" in shown


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"from_on": "29.02.2023", "street": "A"}, "Den 29.02.2023 gibt es nicht."),
        ({"from_on": "01.01.1899", "street": "A"}, "vor 1900"),
        ({"from_on": "02.01.2026", "to_on": "01.01.2026", "street": "A"}, "Der letzte Tag liegt vor dem ersten"),
        ({}, "mindestens den Ort"),
        ({"postcode": "4151"}, "fünf Ziffern"),
    ],
)
def test_an_address_that_cannot_be_is_named(anna, case, values, fault):
    answer = anna.post(page(case, "adressen/"), sent(**values))

    assert answer.status_code == 422 and fault in text_of(answer)


def test_the_exact_title_needs_reason_and_tick_and_the_group_does_not(anna, case):
    refused = anna.post(page(case, "papiere/"), sent(group="permit", title="§ 25 Abs. 3 AufenthG"))
    assert refused.status_code == 422
    assert "wofür der genaue Titel" in text_of(refused) and "haken Sie das Einverständnis an" in text_of(refused)

    assert anna.post(page(case, "papiere/"), sent(group="permit", valid_until="01.03.2027")).status_code == 302
    assert ResidenceDocument.objects.get().title_agreed_on is None

    full = sent(group="permit", title="§ 25 Abs. 3", title_reason="Antrag auf Verlängerung", agreed="on")
    anna.post(page(case, "papiere/"), full)
    assert ResidenceDocument.objects.get(is_current=True).title_agreed_on == today()


@pytest.mark.parametrize("group", ["german", "settled"])
def test_a_group_without_an_end_takes_no_last_day(anna, case, group):
    refused = anna.post(page(case, "papiere/"), sent(group=group, valid_until="01.03.2027"))

    assert refused.status_code == 422 and "Lassen Sie den Tag leer" in text_of(refused)
    assert anna.post(page(case, "papiere/"), sent(group=group)).status_code == 302


def test_a_paper_that_runs_out_is_an_alert_of_the_file(anna, case):
    factories.residence_document(case, valid_until=today() + timedelta(days=20))

    assert "läuft in 20 Tagen ab" in text_of(anna.get(f"/faelle/{case.pk}/"))


def test_a_paper_with_time_left_is_quiet(anna, case):
    factories.residence_document(case, valid_until=today() + timedelta(days=91))

    assert "läuft in" not in text_of(anna.get(f"/faelle/{case.pk}/"))


def test_a_change_of_sphere_is_drawn_and_its_gap_grows_until_it_happens(anna, case):
    asyl, sgb = factories.sphere("asylblg"), factories.sphere("sgb2")
    planned = today() - timedelta(days=12)
    data = sent(from_sphere=asyl.pk, to_sphere=sgb.pk, planned_on=f"{planned:%d.%m.%Y}")
    assert anna.post(page(case, "rechtskreise/"), data).status_code == 302
    shown = text_of(anna.get(page(case)))
    assert "12 Tage ohne Leistung" in shown and "sphere-chart" in shown and "bisher" in shown
    assert "12 Tagen" in text_of(anna.get(f"/faelle/{case.pk}/"))

    change = SphereChange.objects.get()
    data |= {"happened_on": f"{today() - timedelta(days=2):%d.%m.%Y}", "version": "1"}
    anna.post(page(case, f"rechtskreise/{change.pk}/"), data)
    assert "10 Tage ohne Leistung" in text_of(anna.get(page(case)))


def test_protection_masks_name_address_and_reason(anna, world, case, browser_for):
    factories.address(case, street="Geheimweg 7")
    factories.way(case, value="+49 2181 99887")
    granted(case, world, "profile", "contacts")
    ben = browser_for(world.ben)
    assert "Geheimweg 7" in text_of(ben.get(page(case)))

    answer = anna.post(page(case, "schutz/"), sent(kind="family", reason="Bedroht von früher her"))
    assert answer.status_code == 302
    mine, read = text_of(anna.get(page(case))), text_of(ben.get(page(case)))
    assert "Geheimweg 7" in mine and "Bedroht von früher her" in mine
    for secret in ("Geheimweg 7", "99887", "Bedroht von früher her"):
        assert secret not in read
    assert "Wo sie wohnt, lesen nur" in read

    lea = browser_for(world.lea)
    for address in ("/faelle/", f"/faelle/{case.pk}/", f"/suche/?q={case.person.family_name}"):
        assert case.person.full_name not in text_of(lea.get(address))
    assert "Name geschützt" in text_of(lea.get(f"/faelle/{case.pk}/"))
    assert case.reference in text_of(lea.get(f"/suche/?q={case.reference}"))


def test_who_stands_in_sees_the_address_not_the_reason(world, case, browser_for):
    factories.address(case, street="Geheimweg 7")
    case.person.is_protected = True
    case.person.save()
    factories.protection_need(case, reason="Bedroht von früher her")
    Absence.objects.create(
        user=world.anna, deputy=world.ben, first_day=today(), last_day=today(), recorded_by=world.lea
    )

    shown = text_of(browser_for(world.ben).get(page(case)))

    assert "Geheimweg 7" in shown and "Bedroht von früher her" not in shown
    assert "er ist nicht für Sie bestimmt" in shown


def test_protection_without_a_reason_is_refused_and_lifting_keeps_the_reason(anna, case):
    assert anna.post(page(case, "schutz/"), sent(reason="  ")).status_code == 422
    anna.post(page(case, "schutz/"), sent(reason="Anruf", since_on="01.02.2026"))
    anna.post(page(case, "schutz/aufheben/"))

    case.person.refresh_from_db()
    assert not case.person.is_protected and ProtectionNeed.objects.get().ended_on == today()


def test_a_member_gets_a_case_of_their_own_with_the_same_household(anna, case):
    factories.address(case)
    member = factories.member(case, relation="spouse", person=factories.person(given_name="Nabil"))
    asked = anna.get(f"/faelle/{case.pk}/haushalt/{member.pk}/eigener-fall/")
    assert "Eigenen Fall für Nabil" in text_of(asked)

    anna.post(f"/faelle/{case.pk}/haushalt/{member.pk}/eigener-fall/")

    own = Case.objects.get(person=member.person)
    assert own.profile.street == "Bahnstraße 12" and own.municipality == case.municipality
    shown = text_of(anna.get(page(own)))
    assert case.person.full_name in shown and f"eigener Fall {case.reference}" in shown
    again = anna.post(f"/faelle/{case.pk}/haushalt/{member.pk}/eigener-fall/", follow=True)
    assert "hat schon einen laufenden Fall" in text_of(again)


def test_the_case_of_a_member_is_shown_only_as_far_as_the_reader_may(anna, world, case):
    hers = factories.case(world.cem)
    HouseholdMember.objects.create(case=case, person=hers.person, relation="sibling")

    shown = text_of(anna.get(page(case)))

    assert hers.person.full_name in shown and hers.reference not in shown


def test_two_cases_are_joined_by_reference(anna, world, case):
    other, foreign = factories.case(world.anna), factories.case(world.cem)
    url = f"/faelle/{case.pk}/haushalt/fall/"

    assert "nicht zugänglich" in text_of(anna.post(url, sent(reference=foreign.reference, relation="spouse")))
    assert anna.post(url, sent(reference=other.reference.lower(), relation="spouse")).status_code == 302
    assert HouseholdMember.objects.filter(case=other, person=case.person, relation="spouse").exists()


def test_two_editors_of_one_way_see_both_versions(anna, case):
    way = factories.way(case)
    mine = {"kind": "phone", "value": "02181 601 1234", "safe": "not_asked", "version": "1"}
    ContactWay.objects.update(value="+49 2131 1", version=2)

    conflict = anna.post(page(case, f"wege/{way.pk}/"), mine)

    assert conflict.status_code == 422 and "+49 2131 1" in text_of(conflict)
    assert anna.post(page(case, f"wege/{way.pk}/"), mine | {"version": "2"}).status_code == 302
    way.refresh_from_db()
    assert way.value == "+49 2181 6011234"


def test_a_telling_word_is_pointed_out_once_and_then_kept(anna, case):
    data = sent(kind="through", value="Bruder", note="ist Muslim, spricht Deutsch")

    told = anna.post(page(case, "wege/"), data)
    shown = text_of(told)
    assert told.status_code == 200 and "„Muslim“ sagt vielleicht mehr" in shown
    assert "So speichern" in shown and "ist <mark>Muslim</mark>, spricht Deutsch" in told.content.decode()
    assert 'role="status"' in told.content.decode() and "kim-errsum" not in told.content.decode()
    known = told.context["form"]["note"].as_widget().split('name="note-told" value="')[1].split('"')[0]

    assert anna.post(page(case, "wege/"), data | {"note-told": known}).status_code == 302
    way = ContactWay.objects.get()
    again = anna.get(page(case, f"wege/{way.pk}/"))
    assert f'value="{known}"' in text_of(again)  # what stands in the file already needs no second hint


@pytest.mark.parametrize(
    "part", ["wege/", "adressen/", "papiere/", "rechtskreise/", "schutz/", "sprachen/", "aendern/"]
)
def test_hostile_input_gets_an_answer(anna, case, part):
    form = anna.get(page(case, part)).context["form"]
    for value in HOSTILE:
        data = dict.fromkeys(form.fields, value) | {"version": "1", "profile_version": "1"}
        assert anna.post(page(case, part), data).status_code in (302, 422)


@pytest.mark.parametrize("part", ["wege", "adressen", "papiere", "rechtskreise", "schutz"])
def test_rows_of_other_cases_are_unknown(anna, world, case, part):
    other = factories.case(world.anna)
    rows = {
        "wege": factories.way(other), "adressen": factories.address(other), "papiere": factories.residence_document(other),
        "rechtskreise": factories.sphere_change(other), "schutz": factories.protection_need(other),
    }  # fmt: skip
    for number in (rows[part].pk, 10**30, 0):
        assert anna.get(page(case, f"{part}/{number}/")).status_code == 404


def test_more_rows_cost_no_further_question(anna, case):
    def fill():
        for _each in range(10):
            factories.way(case)
            factories.address(case, is_current=False)
            factories.sphere_change(case)
            factories.residence_document(case, is_current=False)
            factories.member(case)

    fill()
    anna.get(page(case))
    with CaptureQueriesContext(connection) as few:
        anna.get(page(case))
    fill()
    with CaptureQueriesContext(connection) as many:
        anna.get(page(case))

    assert len(many) == len(few)


def test_changes_name_the_fields_and_who_changed_them(anna, world, case):
    opened = anna.get(page(case, "aendern/")).context["form"].initial
    data = {name: value for name, value in opened.items() if isinstance(value, str | int)}
    anna.post(page(case, "aendern/"), data | {"given_name": "Samira", "birth": "29.02.1996"})

    shown = text_of(anna.get(page(case, "verlauf/")))

    assert (
        "Vorname, Geburtsdatum" in shown
        and world.anna.get_full_name() in shown
        and "Samira" not in shown.split("<table")[1]
    )
    assert AuditEvent.objects.filter(kind="person.edited").exists()


def test_a_person_of_unknown_parts_is_no_obstacle(anna, case):
    data = {
        "family_name": "مريم",
        "birth": "1994",
        "version": "1",
        "profile_version": "1",
        "nationalities": ["XXA", "XXX"],
    }

    assert anna.post(page(case, "aendern/"), data).status_code == 302
    shown = text_of(anna.get(page(case)))
    assert "1994 (" in shown and "staatenlos, ungeklärt" in shown


def test_the_place_of_a_protected_person_is_named_to_nobody_who_sees_the_head_alone(world, browser_for):
    case = factories.case(world.anna, person=factories.person(is_protected=True))
    lea = browser_for(world.lea)

    for address in (f"/faelle/{case.pk}/", f"/suche/?q={case.reference}"):
        assert "Grevenbroich" not in text_of(lea.get(address))
    assert "Grevenbroich" not in text_of(lea.get("/faelle/")).split("<tbody")[1].split("</tbody")[0]
    assert "Grevenbroich" in text_of(browser_for(world.anna).get("/faelle/")).split("<tbody")[1]


def test_my_day_names_papers_that_run_out_and_late_changes(anna, world, case):
    factories.residence_document(case, valid_until=today() + timedelta(days=9))
    factories.sphere_change(
        case, from_sphere=factories.sphere("asylblg"), happened_on=None, planned_on=today() - timedelta(days=3)
    )

    shown = text_of(anna.get("/"))

    assert "Aufenthaltspapier läuft ab" in shown and "Rechtskreiswechsel verspätet" in shown


def test_my_day_says_by_when_the_foreigners_office_of_the_municipality_wants_the_application(anna, world, case):
    office = Agency.objects.create(key="abh", name="Ausländerbehörde", kind="authority", spheres=["aufenthg"])
    LeadTime.objects.create(agency=office, weeks=8)
    ends = today() + timedelta(days=70)
    paper = factories.residence_document(case, valid_until=ends)

    apply_by = f"{today() + timedelta(days=14):%d.%m.%Y}"
    assert f"bis {apply_by} beantragen" in text_of(anna.get("/"))
    in_the_file = text_of(anna.get(f"/faelle/{case.pk}/"))
    assert f"Ausländerbehörde will den Antrag bis {apply_by}" in in_the_file
    paper.extension_applied_on = today()
    paper.save()
    assert "Verlängerung beantragen" not in text_of(anna.get("/"))
    # a card that a regulation continues warns by the day until which it holds
    continued = next(iter(continuations()))
    paper.group, paper.valid_until, paper.extension_applied_on = continued.group, continued.valid_on, None
    paper.save()
    assert ("Verlängerung" in text_of(anna.get("/"))) == (continued.holds_until <= today() + timedelta(days=86))
