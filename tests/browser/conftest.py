"""A demo county behind the real web server and worker, and Debian's chromium in front of it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests import plugin_postgres

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--font-render-hinting=none",
]  # fmt: skip


# What takes minutes begins first, half of it with each of two workers; what is short fills up the rest.
LONGEST = (
    "every_page_is_found_by_links_and_accessible[chromium-dark",
    "every_page_is_found",
    "taken_from_first_contact",
    "rare_states",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    def place(item) -> int:
        return next((number for number, name in enumerate(LONGEST) if name in item.name), len(LONGEST))

    ours = sorted((item for item in items if "tests/browser" in str(item.path)), key=place)
    dark, long = ours[:1], [item for item in ours[1:] if place(item) < len(LONGEST)]
    short = [item for item in ours[1:] if place(item) == len(LONGEST)]
    half = max(len(ours) // 2 - 1, 0)
    items[:] = [item for item in items if item not in ours] + dark + short[:half] + long + short[half:]


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": "/usr/bin/chromium", "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args():
    return {"locale": "de-DE", "timezone_id": "Europe/Berlin"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str, process: subprocess.Popen, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert process.poll() is None, "KIM did not start"
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} does not answer")


@pytest.fixture(scope="session")
def database():
    """The superuser's address of a database of its own."""
    name = f"kim_browser_{os.getpid()}"
    plugin_postgres.copy_database(name)
    return make_conninfo(os.environ["KIM_SUPERUSER_URL"], dbname=name)


@pytest.fixture(scope="session")
def kim(tmp_path_factory, database):
    """The address of a running KIM with a demo county of 200 people; its log must stay clean."""
    name = conninfo_to_dict(database)["dbname"]
    environment = {
        **os.environ,
        "KIM_OWNER_URL": make_conninfo(os.environ["KIM_OWNER_URL"], dbname=name),
        "KIM_DATABASE_URL": make_conninfo(os.environ["KIM_DATABASE_URL"], dbname=name),
        "KIM_SECRET_KEY": "browser-tests-" * 5,
        "DJANGO_SETTINGS_MODULE": "kim.config.settings.dev",
    }
    environment.pop("KIM_CONNECT_AS", None)
    sealed = tmp_path_factory.mktemp("sealed")
    environment |= {"KIM_KEYS": str(sealed / "keys"), "KIM_FILES": str(sealed)}
    command = [sys.executable, "-m", "kim.cli"]
    subprocess.run([*command, "keys", "new"], env=environment, cwd=ROOT, check=True)
    subprocess.run([*command, "demo", "--people", "200", "--seed", "7"], env=environment, cwd=ROOT, check=True)
    port = free_port()
    log = tmp_path_factory.mktemp("kim") / "log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [*command, "run", "--port", str(port)], env=environment, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/bereit/", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(30)
    text = log.read_text()
    lines = [line for line in text.splitlines() if "database away" not in line]  # test_database_lost.py takes it away
    assert not [line for line in lines if any(word in line for word in ("Traceback", "WARNING", "ERROR"))], text[-4000:]


@pytest.fixture
def sign_in(kim, page):
    """`sign_in("brandes")` gives a page signed in as this persona of the demo."""

    def signed_in(username: str):
        page.goto("about:blank")  # nothing is under way that could bring the old session back
        page.context.clear_cookies()
        page.goto(f"{kim}/konto/anmelden/")
        page.locator(f"form[action='/demo/{username}/'] button").first.click()
        page.wait_for_url(f"{kim}/")
        return page

    return signed_in


@pytest.fixture(scope="session")
def rare_pages(kim, database):
    """Pages that only certain states of the data lead to, and the states themselves: page name → whose, and its address."""
    with psycopg.connect(database) as db:

        def one(query: str) -> tuple:
            return db.execute(query).fetchone()

        (me,) = one("select id from organisation_user where username = 'brandes'")
        mine = f"casework_case where assigned_to_id = {me}"
        (closed,) = one(f"select id from {mine} and phase = 'closed' limit 1")
        compared = one(
            f"select case_id from casework_assessment where completed_on is not null and case_id in (select id from {mine})"
            " group by 1 having count(*) > 1 limit 1"
        )[0]
        draft, of = one(
            "update casework_assessment set completed_on = null where id = (select id from casework_assessment where"
            f" case_id in (select id from {mine} and phase <> 'closed') and case_id <> {compared} limit 1)"
            " returning id, case_id"
        )
        (admitted,) = one(
            f"select enquiry_id from {mine} and enquiry_id is not null and phase = 'access' limit 1"
        ) or one(f"select enquiry_id from {mine} and enquiry_id is not null and phase <> 'closed' limit 1")
        db.execute("update casework_case set enquiry_id = null where enquiry_id = %s", [admitted])
        (absence,) = one(
            "insert into organisation_absence (user_id, deputy_id, recorded_by_id, first_day, last_day)"
            f" select {me}, id, {me}, current_date + 300, current_date + 310 from organisation_user"
            " where username = 'yildiz' returning id"
        )
        running = [row[0] for row in db.execute(f"select id from {mine} and phase <> 'closed' limit 2")]
        (told,) = one(
            f"select id from casework_appointment where owner_id = {me} and case_id is not null and state = 'planned'"
            " and starts_at > now() order by starts_at limit 1"
        )
        waiting, waits = one(
            "insert into casework_confirmation (case_id, what, shown, asked_id, state, words, proposed_by_id, proposed_at)"
            f" select (select max(id) from {mine} and phase <> 'closed'), 'agreement', 'Fassung 1 mit zwei Zielen', id,"
            f" 'waiting', '', {me}, now() from organisation_user where username = 'yildiz' returning id, case_id"
        )
        member, household = one(
            "select h.id, h.case_id from casework_householdmember h where relation <> 'child' and case_id in"
            f" (select id from {mine} and phase <> 'closed')"
            " and not exists (select from casework_case c where c.person_id = h.person_id) order by h.id desc limit 1"
        )
        (protected,) = one(
            f"select min(id) from {mine} and phase <> 'closed' and person_id not in"
            " (select person_id from casework_householdmember) and id not in (select case_id from casework_householdmember)"
        )
        db.execute(
            "update casework_person set is_protected = true where id = (select person_id from casework_case where id = %s)",
            [protected],
        )
        (need,) = one(
            "insert into casework_protectionneed (version, changed_at, case_id, kind, reason, recorded_by_id)"
            f" values (1, now(), {protected}, 'threat', 'Anzeige erstattet', {me}) returning id"
        )
        unit = f"casework_enquiry where unit_id = (select unit_id from {mine} limit 1)"
        (short,) = one(f"select min(id) from {unit} and anonymous and answered_on is not null and number_of = 1")
        (asked,) = one(f"select min(id) from {unit} and state = 'open'")
        (catchment,) = one("select min(id) from organisation_postcatchment")
        filed, file_of = one(
            "select d.id, d.case_id from casework_document d join casework_documentversion v on v.document_id = d.id"
            " where v.media_type = 'application/pdf' and d.removed_at is null and d.consent_id is null"
            f" and d.agreement_id is null and d.case_id in (select id from {mine} and phase <> 'closed') order by d.id limit 1"
        )
        of_the_office = _steering(one) | _money(one)
        (post,) = one(f"select min(post_id) from organisation_postholder where user_id = {me} and valid_to is null")
        (feast,) = one(
            "select min(p.ceremony_id) from naturalisation_ceremonyplace p join organisation_membership m on m.unit_id = p.unit_id"
            " join organisation_user u on u.id = m.user_id where u.username = 'krings'"
        )
        (family,) = one(
            "select max(p.application_id) from naturalisation_applicant p join naturalisation_application a on a.id = p.application_id"
            " join organisation_membership m on m.unit_id = p.unit_id join organisation_user u on u.id = m.user_id"
            " where u.username = 'krings' and p.position > 1 and a.stage in ('documents', 'submitted', 'receipt', 'enquiries')"
        )
        (changing,) = one(
            f"select min(case_id) from casework_spherechange where case_id in (select id from {mine} and phase <> 'closed')"
        )
    chosen = "&".join(f"case={pk}" for pk in running)
    of_brandes = {
        "gallery": "/muster/",
        "drafts:list": "/entwuerfe/",
        "tables:keep": "/listen/faelle/merken/?phase=assessment",
        "tables:bulk": f"/listen/faelle/auswahl/uebergeben/?{chosen}",
        "personas": "/demo/",
        "casework:case_reopen": f"/faelle/{closed}/wiederaufnahme/",
        "closed file": f"/faelle/{closed}/",
        "planned change of sphere": f"/faelle/{running[0]}/rechtskreise/?event=recognised&day=12.08.2026",
        "changes of spheres": f"/faelle/{changing}/person/",
        "closed goals": f"/faelle/{closed}/ziele/",
        "casework:assessment_compare": f"/faelle/{compared}/bestandsaufnahme/vergleich/",
        "casework:assessment_edit": f"/faelle/{of}/bestandsaufnahme/{draft}/bearbeiten/",
        "casework:assessment_complete": f"/faelle/{of}/bestandsaufnahme/{draft}/abschliessen/",
        "casework:enquiry_open_case": f"/anfragen/{admitted}/fall/",
        "office:absence_end": f"/verwaltung/abwesenheiten/{absence}/beenden/",
        "casework:case_hand_over_many": f"/faelle/uebergeben/?{chosen}",
        "casework:case_late_entry": f"/faelle/{closed}/nachtrag/",
        "casework:case_confirmations": f"/faelle/{waits}/bestaetigungen/",
        "casework:confirmation_list": "/bestaetigungen/",
        "casework:confirmation": f"/bestaetigungen/{waiting}/",
        "casework:appointment_tell": f"/termine/{told}/mitteilen/",
        "document that proves nothing": f"/faelle/{file_of}/dokumente/{filed}/",
        "counted contact": f"/anfragen/{short}/",
        "casework:enquiry_count_edit": f"/anfragen/{short}/kurz/",
        "casework:enquiry_name": f"/anfragen/{short}/benennen/",
        "casework:enquiry_take_up": f"/anfragen/{short}/aufnehmen/",
        "casework:enquiry_attempt": f"/anfragen/{asked}/versuch/",
        "household": f"/faelle/{household}/person/",
        "casework:household_edit": f"/faelle/{household}/haushalt/{member}/",
        "casework:household_case": f"/faelle/{household}/haushalt/{member}/eigener-fall/",
        "casework:household_remove": f"/faelle/{household}/haushalt/{member}/entfernen/",
        "protected person": f"/faelle/{protected}/person/",
        "casework:protection_edit": f"/faelle/{protected}/person/schutz/{need}/",
        "casework:protection_lift": f"/faelle/{protected}/person/schutz/aufheben/",
    }
    return {name: ("brandes", path) for name, path in of_brandes.items()} | {
        **{name: ("kessenich", path) for name, path in of_the_office.items()},
        "post of the team": ("hollender", f"/stellen/plan/{post}/"),
        "application of several people": ("krings", f"/einbuergerungsbehoerde/{family}/"),
        "ceremony with a list": ("krings", f"/einbuergerungsbehoerde/feiern/{feast}/"),
        "office:county_entry_remove": ("kueppers", f"/verwaltung/kreis/bearbeiten/catchment/{catchment}/entfernen/"),
    }


def _money(one):
    """Pages of a grant that hands money on and whose proof of use is not submitted."""
    grant, agreement = one(
        "select grant_id, min(agreement_id) from staffing_booking where agreement_id is not null group by 1 order by 1 limit 1"
    )
    (free,) = one(
        "select p.id from staffing_grantpaper p where removed_at is null"
        " and not exists (select from staffing_grantamount a where a.document_id = p.id) order by p.id limit 1"
    )
    (table,) = one(
        "insert into staffing_figurestaken (what, day, source, file_name, digest, made)"
        " values ('assigned', '2020-12-31', 'IT.NRW', 'zugewiesene.csv', repeat('0', 64), '{}') returning id"
    )
    (proved,) = one("select min(id) from staffing_fundinggrant where state = 'proved'")
    (listed,) = one(
        "select id from staffing_grantpaper where kind = 'spending' and removed_at is null order by id limit 1"
    )
    return {
        "money:come_back_grant": f"/foerderung/{proved}/nachweis/zurueck/",
        "money:list": f"/foerderung/geldliste/{listed}/",
        "money:list_columns": f"/foerderung/geldliste/{listed}/spalten/",
        "money:list_undo": f"/foerderung/geldliste/{listed}/zuruecknehmen/",
        "staffing:figures_undo": f"/stellen/anteile/zahlen/{table}/zuruecknehmen/",
        "paper that no amount rests on": f"/foerderung/unterlagen/{free}/",
        "grant that hands money on": f"/foerderung/{grant}/",
        "money of that grant": f"/foerderung/{grant}/geld/",
        "proof of use of an agreement": f"/foerderung/vereinbarung/{agreement}/nachweis/",
    }


def _steering(one):
    """Pages of steering that a state leads to: a meeting that runs, one that is over, orders open and done, proposals, papers."""
    (running,) = one(
        "update steering_meeting set state = 'in_session' where id = (select m.id from steering_meeting m"
        " join organisation_body b on b.id = m.body_id where b.level = 'exchange' order by m.id limit 1) returning id"
    )
    (item,) = one(f"select min(id) from steering_agendaitem where meeting_id = {running}")
    (over,) = one("select min(id) from steering_meeting where state = 'minutes_out'")
    (approved,) = one("select min(id) from steering_meeting where state in ('approved', 'closed')")
    (ahead,) = one("select min(id) from steering_meeting where state = 'planned'")
    (invited,) = one("select min(id) from steering_meeting where state = 'invited'")
    (in_series,) = one("select min(id) from steering_meeting where series_id is not null and state = 'planned'")
    (exchange,) = one("select min(id) from organisation_body where level = 'exchange'")
    (point,) = one(f"select min(id) from steering_openpoint where body_id = {exchange} and closed_on is null")
    (open_order,) = one("select min(id) from steering_workorder where state = 'in_progress'")
    (done_order,) = one("select min(id) from steering_workorder where state = 'done'")
    (proposal,) = one("select min(id) from steering_proposal where state = 'scheduled'")
    (draft,) = one(
        "insert into steering_proposal (version, number, to_body_id, title, wording, reasons, options, cost, state)"
        " select 1, 'V2020-001', min(id), 'Ein Sprechtag', 'Es gibt ihn.', '', '', '', 'draft' from organisation_body"
        " returning id"
    )
    (implemented,) = one("select min(id) from steering_topic where state = 'implemented'")
    (paper, about) = one("select id, topic_id from steering_ministrypaper order by id limit 1")
    (observed,) = one("select max(topic_id) from steering_observation where topic_id is not null")
    return {
        "running meeting": f"/steuerung/sitzungen/{running}/durchfuehren/",
        "running item": f"/steuerung/sitzungen/punkte/{item}/",
        "steering:session_ballot": f"/steuerung/sitzungen/punkte/{item}/abstimmung/",
        "meeting that is over": f"/steuerung/sitzungen/{over}/durchfuehren/",
        "approved meeting": f"/steuerung/sitzungen/{approved}/durchfuehren/",
        "planned meeting": f"/steuerung/sitzungen/{ahead}/",
        "invited meeting with papers": f"/steuerung/sitzungen/{invited}/",
        "meeting of a series": f"/steuerung/sitzungen/{in_series}/",
        "open point": f"/steuerung/gremien/offene-punkte/{point}/",
        "body with standing items and points": f"/steuerung/gremien/{exchange}/",
        "open order": f"/steuerung/auftraege/{open_order}/",
        "done order": f"/steuerung/auftraege/{done_order}/",
        "scheduled proposal": f"/steuerung/vorschlaege/{proposal}/",
        "proposal not handed in": f"/steuerung/vorschlaege/{draft}/",
        "implemented topic": f"/steuerung/themen/{implemented}/",
        "steering:topic_effect": f"/steuerung/themen/{implemented}/wirkung/",
        "steering:ministry_answer": f"/steuerung/themen/{about}/ministerium/{paper}/",
        "topic with observations": f"/steuerung/themen/{observed}/",
    }
