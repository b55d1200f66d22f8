"""From advice to the naturalisation office: what was shown goes, on a consent, and nothing else; a withdrawal calls it back."""

import json
import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kim.casework.actions.naturalisation_handovers import PURPOSE
from kim.casework.models import Consent, NaturalisationHandover
from kim.naturalisation.actions import reminders
from kim.naturalisation.models import Applicant, Application
from kim.workbench.models import Notice
from tests import factories
from tests import factories_naturalisation as rows

TODAY = factories.today()


@pytest.fixture
def anna(world, browser_for):
    return browser_for(world.anna)


@pytest.fixture
def office(world):
    """The office that decides for the municipality of the case."""
    unit = rows.office("ebh-kreis")
    rows.area(unit, factories.municipality())
    return unit


@pytest.fixture
def case(world):
    made = factories.case(world.anna)
    person = made.person
    person.given_name, person.family_name = "Samar", "Haddad"
    person.birth_given, person.birth_year, person.birth_month, person.birth_day = "given", 1991, 4, 2
    person.save()
    factories.address(made, street="Bahnstraße 12")
    factories.way(made, value="+49 2181 4711")
    made.profile.nationalities, made.profile.nationalities_given = ["SYR"], "given"
    made.profile.save()
    return made


def at(case):
    return reverse("naturalisation:case_hand_over", args=[case.pk])


def consent_to(case, office, *, data=("identity", "citizenship", "contact"), **values):
    return factories.consent(
        case,
        agency=None,
        recipient_name=office.name,
        office=office,
        purpose=PURPOSE,
        data_categories=list(data),
        **values,
    )


def sent(page, **more):
    form = page.context["form"]
    return {"submission": str(form["submission"].value()), "shown": form["shown"].value()} | more


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_without_a_consent_the_page_leads_to_one_that_names_office_purpose_and_data(anna, case, office):
    page = anna.get(at(case))
    assert "Zuständig ist: ebh-kreis" in text(page) and "fields" not in page.context

    asked = anna.get(reverse("casework:consent_new", args=[case.pk]), {"zweck": "uebergabe"})
    said = {name: asked.context["form"].initial[name] for name in ("purpose", "recipient_name", "kinds")}
    said |= {
        "direction": "to", "language": "ar", "given_on": f"{TODAY:%d.%m.%Y}", "valid_until": f"{TODAY + timedelta(90):%d.%m.%Y}",
        "form": "paper", "kept_at": "Handakte, Blatt 3",
    }  # fmt: skip
    assert anna.post(reverse("casework:consent_new", args=[case.pk]), said).status_code == 302
    assert case.consents.get().office == office
    assert anna.get(at(case)).context["form"] is not None


def test_what_was_shown_goes_once_and_the_case_sees_how_it_stands(anna, case, office, browser_for):
    consent_to(case, office)
    page = anna.get(at(case))
    for words in ("Samar", "02.04.1991", "Syrien", "Bahnstraße 12", "+49 2181 4711"):
        assert words in text(page)
    answer = sent(page)
    assert anna.post(at(case), answer).status_code == 302
    assert anna.post(at(case), answer).status_code == 302  # a second click

    row, person = Application.objects.get(), Applicant.objects.get()
    assert (row.unit, row.stage, row.from_advice, row.caretaker) == (office, "documents", True, None)
    assert row.reference == f"EB-{TODAY:%y}-0001"
    assert (person.given_name, person.family_name, f"{person.born_on}") == ("Samar", "Haddad", "1991-04-02")
    assert (person.citizenships, person.street, person.phone) == (["SYR"], "Bahnstraße 12", "+49 2181 4711")
    assert "Unterlagen werden gesammelt" in text(anna.get(at(case)))

    ella = browser_for(rows.officer("ella"))
    assert "Noch bei niemandem" in text(ella.get("/")) and f"{row.reference}. aus der Beratung" in text(ella.get("/"))
    listed = text(ella.get(reverse("applicants:application_list")))
    assert "Haddad, Samar" in listed and "aus der Beratung" in listed
    shown = text(ella.get(reverse("applicants:application_detail", args=[row.pk])))
    assert case.reference not in shown and case.assigned_to.last_name not in shown
    assert ella.post(reverse("applicants:application_take_up", args=[row.pk])).status_code == 302
    row.refresh_from_db()
    assert row.caretaker.username == "ella"
    assert "Noch bei niemandem" not in text(ella.get("/"))


def test_kinds_of_data_that_the_consent_does_not_name_do_not_travel(anna, case, office):
    consent_to(case, office, data=("identity",))
    child = factories.person(given_name="Lina", family_name="Haddad")
    factories.member(case, person=child)
    page = anna.get(at(case))
    [shown] = page.context["fields"]
    assert [words for _label, words in shown["rows"]] == ["Samar", "Haddad", "02.04.1991"]
    assert "children" not in page.context["form"].fields
    assert anna.post(at(case), sent(page, children=[str(child.pk)])).status_code == 302
    person = Applicant.objects.get()
    assert (person.citizenships, person.street, person.phone, person.municipality) == ([], "", "", None)


def test_children_go_along_where_ticked_and_permitted_and_nobody_goes_twice(anna, case, office):
    consent_to(case, office, data=("identity", "family"))
    lina, hidden = factories.person(given_name="Lina"), factories.person(given_name="Yara", is_protected=True)
    for child in (lina, hidden):
        factories.member(case, person=child)
    page = anna.get(at(case))
    assert [choice[0] for choice in page.context["form"].fields["children"].choices] == [str(lina.pk)]
    assert anna.post(at(case), sent(page, children=[str(lina.pk)])).status_code == 302
    assert [(each.given_name, each.relation) for each in Applicant.objects.order_by("position")] == [
        ("Samar", "self"), ("Lina", "child"),
    ]  # fmt: skip
    assert "Der Antrag liegt bei: ebh-kreis" in text(anna.get(at(case)))
    again = anna.post(at(case), sent(page, submission=str(uuid.uuid4())))
    assert again.status_code == 422 and "schon an eine Einbürgerungsbehörde" in text(again)
    assert Application.objects.count() == 1


def test_what_is_known_of_a_date_of_birth_travels_as_far_as_it_is_known(anna, case, office, browser_for):
    consent_to(case, office, data=("identity", "family"))
    lina = factories.person(given_name="Lina", birth_given="given", birth_year=2019, birth_month=5)
    factories.member(case, person=lina)
    case.person.birth_month = case.person.birth_day = None
    case.person.save()
    page = anna.get(at(case))
    assert "05.2019" in text(page)
    anna.post(at(case), sent(page, children=[str(lina.pk)]))
    assert [each.born_on for each in Applicant.objects.order_by("position")] == ["1991", "2019-05"]

    ella, row = browser_for(rows.officer("ella")), Application.objects.get()
    detail = text(ella.get(reverse("applicants:application_detail", args=[row.pk])))
    assert ">1991<" in detail and "05.2019" in detail
    found = {words: row.reference in text(ella.get(reverse("applicants:application_list"), {"words": words}))
             for words in ("1991", "05.2019", "04.1991", "2018")}  # fmt: skip
    assert found == {"1991": True, "05.2019": True, "04.1991": False, "2018": False}
    edit = reverse("applicants:applicant_edit", args=[row.pk, Applicant.objects.get(position=2).pk])
    form = ella.get(edit).context["form"]
    said = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", False)}
    assert said["born_on"] == "05.2019"
    wrong = ella.post(edit, said | {"born_on": "13.2019"})
    assert wrong.status_code == 422 and "13.2019" in text(wrong)
    assert ella.post(edit, said | {"born_on": "17.05.2019"}).status_code == 302
    assert Applicant.objects.get(position=2).born_on == "2019-05-17"


def test_a_child_joins_the_application_that_runs_until_it_is_decided(anna, case, office, browser_for):
    first = consent_to(case, office, data=("identity", "family"))
    anna.post(at(case), sent(anna.get(at(case))))
    row = Application.objects.get()
    Application.objects.update(stage="enquiries", submitted_on=TODAY)
    assert "fields" not in anna.get(at(case)).context  # no child, nothing to hand over
    lina = factories.person(given_name="Lina", family_name="Haddad")
    factories.member(case, person=lina)

    page = anna.get(at(case))
    assert "darf ein Kind des Haushalts dazukommen" in text(page)
    assert [each["name"] for each in page.context["fields"]] == ["Lina Haddad"]
    empty = anna.post(at(case), sent(page))
    assert empty.status_code == 422 and "wer zum Antrag dazukommen soll" in text(empty)
    answer = sent(page, children=[str(lina.pk)])
    assert anna.post(at(case), answer).status_code == 302
    assert anna.post(at(case), answer).status_code == 302  # a second click

    row.refresh_from_db()
    assert (Application.objects.count(), row.stage, row.version) == (1, "enquiries", 2)
    assert [(each.position, each.given_name, each.relation) for each in row.applicants.all()] == [
        (1, "Samar", "self"), (2, "Lina", "child"),
    ]  # fmt: skip
    shown = text(anna.get(at(case)))
    assert shown.count("Anfragen an andere Stellen") == 2 and "fields" not in anna.get(at(case)).context

    ella = rows.officer("ella")
    history = text(browser_for(ella).get(reverse("applicants:application_detail", args=[row.pk])))
    assert "Haddad, Lina: hinzugefügt" in history and "aus der Beratung, mit Einwilligung" in history
    reminders.remind_due(TODAY)
    assert Notice.objects.filter(recipient=ella, kind="application_joined").count() == 1

    # Filed, so it stays there when the consent ends; decided, nobody joins any more.
    assert [each["erased"] for each in handing_over_follows(anna, case, first)] == [False, False]
    factories.member(case, person=factories.person(given_name="Yazan"))
    late = anna.get(at(case))
    Application.objects.update(stage="decision", decided_on=TODAY)
    said = sent(late, children=[str(each[0]) for each in late.context["form"].fields["children"].choices])
    assert anna.post(at(case), said).status_code == 422
    assert row.applicants.count() == 2 and "fields" not in anna.get(at(case)).context


def handing_over_follows(anna, case, consent):
    """What the page of the withdrawal says would follow."""
    return anna.get(reverse("casework:consent_withdraw", args=[case.pk, consent.pk])).context["at_offices"]


def test_a_withdrawal_before_filing_takes_back_the_child_alone_that_joined_by_it(anna, case, office):
    first = consent_to(case, office)
    anna.post(at(case), sent(anna.get(at(case))))
    lina = factories.person(given_name="Lina", family_name="Haddad")
    factories.member(case, person=lina)
    assert "muss eine Einwilligung die Familie nennen" in text(anna.get(at(case)))
    second = consent_to(case, office, data=("identity", "family"))
    anna.post(at(case), sent(anna.get(at(case)), children=[str(lina.pk)]))
    assert Applicant.objects.count() == 2
    assert [each["names"] for each in handing_over_follows(anna, case, first)] == ["Samar Haddad, Lina Haddad"]
    assert [each["names"] for each in handing_over_follows(anna, case, second)] == ["Lina Haddad"]

    withdraw = reverse("casework:consent_withdraw", args=[case.pk, second.pk])
    form = anna.get(withdraw).context["form"]
    said = {"on": f"{TODAY:%d.%m.%Y}", "form": "talk", "submission": str(form["submission"].value())}
    assert anna.post(withdraw, said).status_code == 302
    assert [each.given_name for each in Applicant.everybody.all()] == ["Samar"] and Application.objects.count() == 1
    assert NaturalisationHandover.objects.get(consent=second).afterwards == "erased"


def test_who_was_erased_with_the_application_of_another_consent_may_be_handed_over_anew(anna, case, office):
    first = consent_to(case, office)
    anna.post(at(case), sent(anna.get(at(case))))
    lina = factories.person(given_name="Lina", family_name="Haddad")
    factories.member(case, person=lina)
    consent_to(case, office, data=("identity", "family"))
    anna.post(at(case), sent(anna.get(at(case)), children=[str(lina.pk)]))
    withdraw = reverse("casework:consent_withdraw", args=[case.pk, first.pk])
    form = anna.get(withdraw).context["form"]
    said = {"on": f"{TODAY:%d.%m.%Y}", "form": "talk", "submission": str(form["submission"].value())}
    assert anna.post(withdraw, said).status_code == 302
    assert not Applicant.everybody.exists()

    page = anna.get(at(case))
    assert "gibt es bei der Behörde nicht mehr" in text(page)
    assert anna.post(at(case), sent(page, children=[str(lina.pk)])).status_code == 302
    assert [each.given_name for each in Applicant.objects.all()] == ["Samar", "Lina"]


def test_a_child_whom_the_office_took_out_may_be_handed_over_anew(anna, case, office):
    consent_to(case, office, data=("identity", "family"))
    anna.post(at(case), sent(anna.get(at(case))))
    lina = factories.person(given_name="Lina", family_name="Haddad")
    factories.member(case, person=lina)
    anna.post(at(case), sent(anna.get(at(case)), children=[str(lina.pk)]))
    Applicant.objects.filter(given_name="Lina").update(left_on=TODAY, left_reason="mistake")

    page = anna.get(at(case))
    assert [each["name"] for each in page.context["fields"]] == ["Lina Haddad"]
    assert anna.post(at(case), sent(page, children=[str(lina.pk)])).status_code == 302
    assert [each.given_name for each in Applicant.objects.all()] == ["Samar", "Lina"]


def test_what_changed_since_it_was_shown_is_shown_again_before_it_goes(anna, case, office):
    consent_to(case, office)
    page = anna.get(at(case))
    case.person.family_name = "Haddad-Khoury"
    case.person.save()
    refused = anna.post(at(case), sent(page))
    assert refused.status_code == 422 and "Haddad-Khoury" in text(refused) and not Application.objects.exists()
    assert anna.post(at(case), sent(refused)).status_code == 302


@pytest.mark.parametrize("why", ["expired", "withdrawn", "other office", "other purpose", "protected", "closed"])
def test_nothing_goes_without_a_consent_that_holds_for_this_office_and_this_purpose(anna, case, office, why):
    past = TODAY - timedelta(days=400)
    values = {
        "expired": {"given_on": past, "valid_until": past + timedelta(days=30)},
        "withdrawn": {
            "withdrawn_on": TODAY, "withdrawal_form": "talk", "withdrawal_noted_by": case.assigned_to,
            "withdrawal_noted_at": timezone.now(),
        },
        "other office": {"office": rows.office("ebh-neuss")},
        "other purpose": {"purpose": "Kursplatz"},
    }.get(why, {})  # fmt: skip
    factories.consent(
        case, **{"agency": None, "recipient_name": "ebh", "office": office, "purpose": PURPOSE, "data_categories": ["identity"]} | values
    )  # fmt: skip
    if why == "protected":
        case.person.is_protected = True
        case.person.save()
    if why == "closed":
        case.phase = "closed"
        case.closed_on = TODAY
        case.save()
    page = anna.get(at(case))
    assert page.status_code == 200 and "fields" not in page.context
    anna.post(at(case), {"shown": "", "submission": str(uuid.uuid4())})
    assert not Application.objects.exists() and not NaturalisationHandover.objects.exists()


def test_a_withdrawal_erases_what_is_no_application_yet_and_says_so_before(anna, case, office):
    consent = consent_to(case, office)
    anna.post(at(case), sent(anna.get(at(case))))
    detail = anna.get(reverse("casework:consent_detail", args=[case.pk, consent.pk])).content.decode()
    assert "Zur Einbürgerung übergeben" in detail and "beruht nichts" not in detail
    withdraw = reverse("casework:consent_withdraw", args=[case.pk, consent.pk])
    page = anna.get(withdraw)
    assert "noch kein Antrag: ebh-kreis" in text(page)
    said = {"on": f"{TODAY:%d.%m.%Y}", "form": "talk", "submission": str(page.context["form"]["submission"].value())}
    assert anna.post(withdraw, said).status_code == 302
    assert not Application.objects.exists() and not Applicant.everybody.exists()
    assert NaturalisationHandover.objects.get().afterwards == "erased"
    assert "bei der Behörde gelöscht" in text(anna.get(at(case)))


def test_a_filed_application_stays_at_the_office_and_nothing_ties_it_to_the_case_any_more(anna, case, office):
    consent = consent_to(case, office)
    anna.post(at(case), sent(anna.get(at(case))))
    Application.objects.update(stage="submitted", submitted_on=TODAY)
    withdraw = reverse("casework:consent_withdraw", args=[case.pk, consent.pk])
    page = anna.get(withdraw)
    assert "Der Antrag bleibt bei der Behörde (ebh-kreis)" in text(page)
    said = {"on": f"{TODAY:%d.%m.%Y}", "form": "talk", "submission": str(page.context["form"]["submission"].value())}
    assert anna.post(withdraw, said).status_code == 302
    assert Application.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from casework_handovertoken")
        assert cursor.fetchone() == (0,)


def test_the_database_begins_no_application_without_a_slip_and_lets_nobody_read_or_write_one(
    world, case, office, scope_as
):
    people = json.dumps([{"given_name": "Samar", "family_name": "Haddad"}])
    refused = (
        ("select naturalisation_receive(%s, %s::jsonb)", [uuid.uuid4(), people]),
        (
            "insert into privacy_slip (token, office_id, data, people) values (%s, %s, '{identity}', 1)",
            [uuid.uuid4(), office.pk],
        ),
        (
            "select kim_keep_handover(%s, 0, %s, array[%s]::bigint[], array['identity'], null, %s)",
            [case.pk, office.pk, case.person_id, uuid.uuid4()],
        ),
    )
    with scope_as(world.anna), connection.cursor() as cursor:
        for query, values in refused:
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(query, values)
    assert not Application.objects.exists()


def test_what_was_kept_and_not_received_undoes_itself(world, case, office, scope_as):
    consent = consent_to(case, office, data=("identity",))
    values = [case.pk, consent.pk, office.pk, case.person_id, uuid.uuid4()]
    query = "select kim_keep_handover(%s, %s, %s, array[%s]::bigint[], array['identity'], null, %s)"
    with (
        scope_as(world.anna),
        pytest.raises(DatabaseError, match="not received"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(query, values)
        cursor.execute("set constraints all immediate")
    assert not NaturalisationHandover.objects.exists()


def test_an_officer_reads_nothing_of_the_case_side_and_a_counsellor_nothing_of_the_office(
    anna, world, case, office, scope_as
):
    consent_to(case, office)
    anna.post(at(case), sent(anna.get(at(case))))
    with scope_as(rows.officer("ella")), connection.cursor() as cursor:
        for table in (
            "casework_naturalisationhandover",
            "casework_handedoverperson",
            "casework_handovertoken",
            "casework_consent",
        ):
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,), table
        assert Application.objects.count() == 1
    with scope_as(world.anna), connection.cursor() as cursor:
        for table in ("naturalisation_application", "naturalisation_applicant", "casework_handovertoken"):
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,), table


@pytest.mark.django_db
def test_the_purpose_is_the_same_in_program_and_database():
    with connection.cursor() as cursor:
        cursor.execute("select kim_handover_purpose()")
        assert cursor.fetchone() == (PURPOSE,)
    assert Consent._meta.get_field("purpose").max_length >= len(PURPOSE)


def test_a_case_with_ten_handovers_asks_no_more_questions_than_one_with_one(anna, world, case, office):
    consent = consent_to(case, office)

    def handed(number):
        for _ in range(number):
            made = NaturalisationHandover.objects.create(
                case=case,
                consent=consent,
                office=office,
                data_categories=["identity"],
                handed_on=TODAY,
                handed_by=world.anna,
            )
            made.people.create(case=case, person=case.person)

    handed(1)
    anna.get(at(case))
    with CaptureQueriesContext(connection) as one:
        anna.get(at(case))
    handed(9)
    with CaptureQueriesContext(connection) as ten:
        assert len(anna.get(at(case)).context["standing"]) == 10
    assert len(ten) == len(one)


def test_what_the_office_wrote_to_it_meanwhile_is_erased_with_it(anna, case, office, browser_for):
    consent = consent_to(case, office)
    anna.post(at(case), sent(anna.get(at(case))))
    row, person, ella = Application.objects.get(), Applicant.objects.get(), browser_for(rows.officer("ella"))
    page = ella.get(reverse("applicants:applicant_edit", args=[row.pk, person.pk]))
    said = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    said = {name: value for name, value in said.items() if value not in (None, "", False)} | {"phone": "02181 1"}
    assert ella.post(reverse("applicants:applicant_edit", args=[row.pk, person.pk]), said).status_code == 302
    row.refresh_from_db()
    row.documents.create(unit=office, kind="D01", asked_on=TODAY)
    row.enquiries.create(unit=office, authority="police", asked_on=TODAY, due_on=TODAY)
    assert row.people_changes.exists()

    withdraw = reverse("casework:consent_withdraw", args=[case.pk, consent.pk])
    form = anna.get(withdraw).context["form"]
    said = {"on": f"{TODAY:%d.%m.%Y}", "form": "talk", "submission": str(form["submission"].value())}
    assert anna.post(withdraw, said).status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    assert not Application.objects.exists() and not Applicant.everybody.exists()
