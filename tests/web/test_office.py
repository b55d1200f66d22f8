"""The office: the county as data, staff and absences, accounts, the state of the audit trail."""

import hashlib
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kim.network.public import plan_county
from kim.organisation.models import Absence, Membership, TargetGroupRule, Term, User
from kim.organisation.public import loading, profile
from kim.privacy.models import AuditEvent
from kim.privacy.public import audit
from kim.web.office.views.county import PARTS
from kim.web.office.words import EVENTS
from tests import factories

NEUSS = Path(__file__).parents[2] / "counties" / "rhein-kreis-neuss.toml"
pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def page(client: Client, name: str, *arguments, **query) -> str:
    response = client.get(reverse(f"office:{name}", args=arguments), query)
    assert response.status_code == 200, response.status_code
    return text_of(response)


def text_of(response) -> str:
    """What stands on the page, without markup."""
    content = response.content.decode()
    main = content[content.index("<main") : content.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def queries(client: Client, name: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(reverse(f"office:{name}")).status_code == 200
    return len(caught)


@pytest.fixture
def loaded(db):
    content = NEUSS.read_bytes()
    plan = plan_county(profile.read(content), hashlib.sha256(content).hexdigest(), name=NEUSS.name)
    loading.apply(plan, by_name="Test")
    return plan


@pytest.fixture
def office(loaded, browser_for):
    """The administrator of Rhein-Kreis Neuss, signed in."""
    return browser_for(User.objects.get(username="kueppers"))


# --- the county


def test_the_county_says_where_its_data_come_from(office, loaded):
    shown = page(office, "county")

    assert "Geladen aus rhein-kreis-neuss.toml" in shown
    assert loaded.digest[:12] in shown
    assert "Regelstrukturen stärken" in shown
    assert "None" not in shown
    assert "22.12.2020" in shown
    assert "Die Farbe ist für die Vorführung gewählt" in shown


def test_a_municipality_without_an_office_differs_from_one_we_know_nothing_of(office):
    shown = page(office, "county_part", "gemeinden")

    grevenbroich = shown[shown.index("Grevenbroich") : shown.index("Jüchen")]
    assert "nein" in grevenbroich
    assert "nicht bekannt" in grevenbroich
    assert "Folie 17" in shown


def test_an_ended_legal_sphere_says_so(office):
    shown = page(office, "county_part", "stellen-und-traeger")

    assert re.search(r"Teilhabemanagement.*bis 30\.06\.2022.*beendet", shown)


def test_a_post_shows_its_holder_employer_supervision_and_area(office):
    shown = page(office, "county_part", "personalstellen")

    post = shown[shown.index("Case Management Grevenbroich und Jüchen") :][:900]
    assert re.search(r"Katrin Brandes 1,00 seit 01\.07\.2021 erfunden", post)
    assert "Fachaufsicht" in post
    assert "Dienstaufsicht" in post
    assert re.search(r"Montag 09:00–12:00, Kreishaus Grevenbroich", post)


def test_the_target_group_is_said_in_words(office):
    shown = page(office, "county_part", "zielgruppe")

    assert "18 bis 35 Jahre alt" in shown
    assert "Eines davon genügt" in shown
    assert "nur ein Hinweis, zählt nicht" in shown
    assert shown.count("geplant, nicht begonnen") == 2


def test_figures_have_their_day_and_source_and_a_series(office):
    newest = page(office, "county_part", "zahlen")
    assert re.search(r"Geflüchtete ganzer Kreis 31\.03\.2022 9\.966 Quelle:", newest)

    series = page(office, "county_part", "zahlen", was="refugees")
    assert "30.06.2017" in series
    unknown = office.get(reverse("office:county_part", args=["zahlen"]), {"was": "'; drop table"})
    assert len(unknown.context["rows"]) == 10 and "Geflüchtete ganzer Kreis 31.03.2022" in text_of(unknown)


def test_lists_show_the_phases_in_the_words_of_the_cases(office):
    shown = page(office, "county_part", "listen")

    assert "Erneute" in shown or "Reassessment" not in shown
    assert "re_assessment" not in shown
    assert "reassessment" not in shown


@pytest.mark.parametrize("part", [part for part in PARTS if part])
def test_every_part_can_be_read_in_english(office, part):
    office.cookies["kim_language"] = "en"

    shown = page(office, "county_part", part)

    head = shown[: shown.index("Figures") + 200]
    assert not re.search(r"Personalstellen|Gemeinden|Rechtskreise|Einheiten|Geladen|Prüfsumme|Übersicht", head)
    assert "Quelle:" not in shown


@pytest.mark.parametrize("part", list(PARTS))
def test_an_empty_county_has_no_broken_page(world, browser_for, part):
    client = browser_for(world.admin)

    response = client.get(reverse("office:county_part", args=[part]) if part else reverse("office:county"))

    assert response.status_code == 200
    assert "noch kein Kreisprofil" in response.content.decode()


def test_an_unknown_part_is_not_found(office):
    assert office.get("/verwaltung/kreis/gibt-es-nicht/").status_code == 404


def test_more_posts_cost_no_more_queries(office):
    def count() -> int:
        with CaptureQueriesContext(connection) as caught:
            office.get(reverse("office:county_part", args=["personalstellen"]))
        return len(caught)

    before = count()
    for number in range(20):
        factories.post_for(factories.user(f"mehr{number}"), factories.municipality())

    assert count() == before


def test_an_older_version_of_the_rule_is_named(office):
    TargetGroupRule.objects.create(version=2, stages=[], valid_from=TODAY())
    TargetGroupRule.objects.filter(version=1).update(valid_to=TODAY() - timedelta(days=1))

    assert "Fassung 1 galt bis" in page(office, "county_part", "zielgruppe")


# --- staff and absences


def test_staff_is_filed_as_in_a_german_telephone_book(office):
    names = re.findall(r'kim-q" href="[^"]+">([^<]+)</a>', office.get(reverse("office:staff")).content.decode())

    assert names.index("Nurcan Özdemir") == names.index("Lena Overkamp") + 1
    assert len(names) == 19


def test_twenty_more_people_cost_no_more_queries(world, browser_for):
    client = browser_for(world.admin)
    before = queries(client, "staff")
    for number in range(20):
        person = factories.user(f"viele{number}", in_unit=world.team_a)
        factories.post_for(person, factories.municipality())
        Absence.objects.create(
            user=person, deputy=world.ben, first_day=TODAY(), last_day=TODAY(), recorded_by=world.admin
        )

    assert queries(client, "staff") == before


def test_thirty_people_a_page(world, browser_for):
    for number in range(40):
        factories.user(f"viele{number:02}", in_unit=world.team_a)
    client = browser_for(world.admin)

    assert "1 bis 30 von 46" in page(client, "staff")
    following = client.get(reverse("office:staff")).context["pager"]["next"]
    assert "31 bis 46 von 46" in client.get(following).content.decode()
    for nonsense in ("0", "-1", "99", "x", "²", "9" * 5000):
        page(client, "staff", after=nonsense)


def absence_form(deputy_user, /, *, first=1, last=3, **more) -> dict:
    day = "%d.%m.%Y"
    return {
        "deputy": deputy_user.pk,
        "first_day": (TODAY() + timedelta(days=first)).strftime(day),
        "last_day": (TODAY() + timedelta(days=last)).strftime(day),
        **more,
    }


def test_a_case_manager_says_who_stands_in(world, browser_for):
    client = browser_for(world.anna)
    assert "Vertrauliche Notizen bleiben Ihnen vorbehalten" in page(client, "absence_new")

    response = client.post(reverse("office:absence_new"), absence_form(world.ben))

    assert response.status_code == 302
    absence = Absence.objects.get()
    assert (absence.user, absence.deputy, absence.recorded_by) == (world.anna, world.ben, world.anna)
    assert AuditEvent.objects.filter(kind="absence.planned").count() == 1


def test_a_case_manager_cannot_send_somebody_else_away(world, browser_for):
    browser_for(world.anna).post(reverse("office:absence_new"), absence_form(world.cem, user=world.ben.pk))

    assert Absence.objects.get().user == world.anna


def test_a_lead_records_absences_of_the_own_unit_only(world, browser_for):
    client = browser_for(world.lea)

    assert client.post(reverse("office:absence_new"), absence_form(world.ben, user=world.anna.pk)).status_code == 302
    assert client.post(reverse("office:absence_new"), absence_form(world.ben, user=world.cem.pk)).status_code == 422
    assert Absence.objects.get().user == world.anna


def test_a_lead_sees_case_managers_first_among_the_stand_ins(world, browser_for):
    form = browser_for(world.lea).get(reverse("office:absence_new")).context["form"]

    groups = {str(title): [pk for pk, _name in people] for title, people in form.fields["deputy"].choices[1:]}
    assert world.ben.pk in groups["Case Management"]
    others = groups["Andere, nur für Personen ohne eigene Fälle"]
    assert world.admin.pk in others and world.ben.pk not in others


@pytest.mark.parametrize(
    ("wanted", "back"), [("/leitung/", "/leitung/"), ("https://example.org/", None), ("//x", None)]
)
def test_after_an_absence_one_is_back_where_one_came_from(world, browser_for, wanted, back):
    url = reverse("office:absence_new", query={"next": wanted})

    answer = browser_for(world.lea).post(url, absence_form(world.ben, user=world.anna.pk))

    assert answer.url == (back or reverse("office:staff"))


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"first": 3, "last": 1}, "liegt vor dem ersten"),
        ({"first": -5, "last": -4}, "Dieser Tag ist vorbei"),
        ({"first_day": "31.02.2027"}, "31.02.2027"),
        ({"first_day": ""}, "Erster Tag"),
        ({"last_day": "x" * 10_000}, "Letzter Tag"),
        ({"deputy": ""}, "Wer vertritt?"),
        ({"deputy": "999999"}, "Wer vertritt?"),
        ({"deputy": "1\u202e"}, "Wer vertritt?"),
    ],
)
def test_a_wrong_absence_is_explained_at_its_field(world, browser_for, values, fault):
    response = browser_for(world.anna).post(reverse("office:absence_new"), absence_form(world.ben, **values))

    assert response.status_code == 422
    assert fault in text_of(response)
    assert not Absence.objects.exists()


def test_overlaps_and_a_stand_in_who_is_away_are_explained(world, browser_for):
    client = browser_for(world.anna)
    client.post(reverse("office:absence_new"), absence_form(world.ben))

    again = client.post(reverse("office:absence_new"), absence_form(world.ben))
    assert "schon eine Vertretung" in text_of(again)
    other = browser_for(world.ben).post(reverse("office:absence_new"), absence_form(world.anna))
    assert "selbst abwesend" in text_of(other) or "ist an einigen dieser Tage" in text_of(other)
    assert Absence.objects.count() == 1


def test_ending_an_absence_takes_the_access_of_the_stand_in(world, browser_for):
    day = TODAY()
    absence = Absence.objects.create(
        user=world.anna, deputy=world.ben, first_day=day - timedelta(days=2), last_day=day + timedelta(days=2),
        recorded_by=world.anna,
    )  # fmt: skip
    client = browser_for(world.anna)
    assert "kann ab sofort nicht mehr" in page(client, "absence_end", absence.pk)

    client.post(reverse("office:absence_end", args=[absence.pk]))

    assert Absence.deputised_by(world.ben, day) == frozenset()
    assert client.get(reverse("office:absence_end", args=[absence.pk])).status_code == 404


# --- accounts


def account_form(world, **values) -> dict:
    return {
        "username": "nele", "first_name": "Nele", "last_name": "Neu", "email": "nele@example.org",
        "unit": world.team_a.pk, "role": "case_manager", "first_day": TODAY().isoformat(), "last_day": "",
    } | values  # fmt: skip


def test_a_new_account_can_sign_in_with_the_password_shown_once(world, browser_for):
    client = browser_for(world.admin)

    response = client.post(reverse("office:account_new"), account_form(world))

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    password = re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", text_of(response))[0]
    person = User.objects.get(username="nele")
    assert person.check_password(password)
    assert [(m.role, m.unit) for m in person.memberships.all()] == [("case_manager", world.team_a)]
    assert not any(password in str(e.payload) for e in AuditEvent.objects.all())
    assert {"account.created", "role.given"} <= set(AuditEvent.objects.values_list("kind", flat=True))
    signed_in = Client().post(reverse("account_login"), {"login": "nele@example.org", "password": password})
    assert signed_in.status_code == 302


def test_sending_the_form_twice_opens_one_account(world, browser_for):
    client = browser_for(world.admin)
    client.post(reverse("office:account_new"), account_form(world))

    second = client.post(reverse("office:account_new"), account_form(world))

    assert second.status_code == 422
    assert "gibt es schon" in text_of(second)
    assert User.objects.filter(username="nele").count() == 1


@pytest.mark.parametrize(
    "values",
    [
        {"username": ""}, {"username": "Übel!"}, {"username": "a" * 10_000}, {"username": "anna"}, {"username": "\x00\u202e"},
        {"first_name": ""}, {"first_name": "x" * 10_000}, {"last_name": "\u202e"}, {"email": "nicht"},
        {"email": "ANNA@example.org"}, {"unit": "999999"}, {"unit": "x"}, {"role": "superuser"}, {"role": ""},
        {"first_day": "29.02.2027"}, {"last_day": "01.01.2020"}, {"phone": "1" * 41},
    ],
)  # fmt: skip
def test_a_faulty_account_is_not_opened_at_all(world, browser_for, values):
    before = User.objects.count()

    response = browser_for(world.admin).post(reverse("office:account_new"), account_form(world, **values))

    assert response.status_code == 422
    assert User.objects.count() == before


def test_names_in_any_script_are_welcome(world, browser_for):
    form = account_form(world, first_name="سمر", last_name="O’Neill-Yıldız 🌱")

    assert browser_for(world.admin).post(reverse("office:account_new"), form).status_code == 200


def test_closing_an_account_ends_its_sessions_at_once(world, browser_for):
    theirs, admin = browser_for(world.ben), browser_for(world.admin)
    assert theirs.get(reverse("start")).status_code == 200

    admin.post(reverse("office:account_close", args=[world.ben.pk]))

    assert theirs.get(reverse("start")).status_code == 302
    world.ben.refresh_from_db()
    assert not world.ben.is_active
    admin.post(reverse("office:account_password", args=[world.ben.pk]))
    world.ben.refresh_from_db()
    assert world.ben.is_active
    assert theirs.get(reverse("start")).status_code == 302, "the old session must not come back to life"


def test_nobody_closes_the_own_account_or_ends_the_own_administration(world, browser_for):
    client = browser_for(world.admin)
    membership = Membership.objects.get(user=world.admin)

    closed = client.post(reverse("office:account_close", args=[world.admin.pk]), follow=True)
    ended = client.post(reverse("office:role_end", args=[world.admin.pk, membership.pk]), follow=True)

    assert "eigenes Konto können Sie nicht schließen" in closed.content.decode()
    assert "eigene Administrationsrolle können Sie nicht beenden" in ended.content.decode()
    world.admin.refresh_from_db()
    membership.refresh_from_db()
    assert world.admin.is_active
    assert membership.valid_to is None


def test_a_role_is_given_from_a_day_and_ended_at_once(world, browser_for):
    client = browser_for(world.admin)
    role = {"unit": world.team_a.pk, "role": "case_manager", "first_day": TODAY().isoformat()}
    assert client.post(reverse("office:role_new", args=[world.stranger.pk]), role).status_code == 302

    twice = client.post(reverse("office:role_new", args=[world.stranger.pk]), role)
    assert twice.status_code == 422
    assert "an einigen dieser Tage schon" in text_of(twice)

    given = Membership.objects.get(user=world.stranger)
    client.post(reverse("office:role_end", args=[world.stranger.pk, given.pk]))
    assert not Membership.objects.on(TODAY()).filter(user=world.stranger).exists()


def test_a_role_of_somebody_else_is_not_ended_through_this_account(world, browser_for):
    membership = Membership.objects.get(user=world.anna)

    url = reverse("office:role_end", args=[world.ben.pk, membership.pk])

    assert browser_for(world.admin).post(url).status_code == 404


def test_correcting_an_account_keeps_addresses_apart(world, browser_for):
    client = browser_for(world.admin)
    url = reverse("office:account_edit", args=[world.ben.pk])
    details = {
        "first_name": "Ben",
        "last_name": "Neuname",
        "email": "ben@example.org",
        "phone": "02181 1",
        "title": "Dr.",
    }

    assert client.post(url, details | {"version": 1}).status_code == 302
    world.ben.refresh_from_db()
    assert (world.ben.last_name, world.ben.title) == ("Neuname", "Dr.")
    taken = client.post(url, details | {"email": "Anna@example.org", "version": 2})
    assert taken.status_code == 422
    assert "gehört schon zu einem anderen Konto" in text_of(taken)


# --- the audit trail


def test_the_state_of_the_trail_is_shown_in_figures_only(world, browser_for, scope_as):
    with scope_as(world.anna):
        audit.record("case.opened", target=world.anna)
    client = browser_for(world.admin)

    shown = page(client, "audit")

    assert re.search(r"Ereignisse 1\b", shown)
    assert re.search(r"noch nicht versiegelt 1\b", shown)
    assert "case.opened" in shown
    assert "kim audit verify" in shown
    assert "Anna" not in shown


def test_the_application_still_reads_no_event(world, scope_as):
    audit.record("case.opened", target=world.anna)

    with scope_as(world.admin):
        assert AuditEvent.objects.count() == 0
        assert audit.summary(since=timezone.now() - timedelta(days=1)).events == 1


def test_the_county_s_own_word_for_a_term_stands_on_the_page(office):
    Term.objects.update_or_create(key="block", defaults={"name_de": "Säule", "name_en": "Pillar"})

    assert "Säule 2" in page(office, "county_part", "personalstellen")


def test_every_kind_of_event_has_its_words():
    """Whatever the code records in the trail, in Python or in the database, is told in words."""
    room = Path(__file__).parents[2] / "kim"
    python = re.compile(r"""(?:audit\.record|\.done)\(\s*"([a-z_]+\.[a-z_]+)\"""")
    database = re.compile(r"kim_record_event\('([a-z_.]+)'")
    recorded = {kind for file in room.rglob("*.py") for kind in python.findall(file.read_text(encoding="utf-8"))}
    recorded |= {kind for file in room.rglob("*.sql") for kind in database.findall(file.read_text(encoding="utf-8"))}
    assert len(recorded) > 70
    assert recorded - EVENTS.keys() == set()
