"""Nothing typed is lost: another machine, two people at once, a session that ends under a half-written text, a double click."""

import re
from urllib.parse import urljoin

import psycopg
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PASSWORD = "vier Wörter ohne Bezug"


@pytest.fixture
def people(kim, browser):
    """`people("brandes")` gives a page of its own browser, signed in as this persona."""
    contexts = []

    def signed_in(username: str):
        context = browser.new_context(locale="de-DE", timezone_id="Europe/Berlin")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(f"{kim}/konto/anmelden/")
        page.locator(f"form[action='/demo/{username}/'] button").first.click()
        page.wait_for_url(f"{kim}/")
        return page

    yield signed_in
    for context in contexts:
        context.close()


@pytest.fixture
def db(kim, database):
    with psycopg.connect(database, autocommit=True) as connection:
        yield connection


@pytest.fixture
def case(db):
    """A running case of Brandes without drafts."""
    (me,) = db.execute("select id from organisation_user where username = 'brandes'").fetchone()
    db.execute("delete from workbench_draft")
    query = "select id from casework_case where assigned_to_id = %s and phase not in ('closed') order by id limit 1"
    return db.execute(query, [me]).fetchone()[0]


@pytest.fixture
def password(db):
    """Brandes has a password, as everybody has who is no persona."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    hashed = PBKDF2PasswordHasher().encode(PASSWORD, "browsertests1234", iterations=1000)
    db.execute("update organisation_user set password = %s where username = 'brandes'", [hashed])


def end_sessions(db):
    db.execute("delete from django_session")


def write(page, text, field="#quick-note-text"):
    page.locator(field).fill(text)


def said(page):
    return page.locator(".kim-draft:visible")


def drafts(db):
    """What lies in clear: nothing of any draft."""
    return [row[0] for row in db.execute("select text from workbench_draft order by id")]


def kept(page, case):
    """The draft of the note as the server gives it back to its author."""
    answer = page.request.get(urljoin(page.url, f"/entwuerfe/contact-{case}/"))
    return answer.json()["fields"]["text"]["text"]


def test_a_text_goes_on_in_another_browser_and_ends_with_saving(kim, people, db, case):
    here, there = people("brandes"), people("brandes")
    here.goto(f"{kim}/faelle/{case}/")
    write(here, "Frau H. hat den Bescheid vom Jobcenter")
    expect(said(here)).to_have_text(re.compile(r"gespeichert als Entwurf, \d\d:\d\d"))

    there.goto(f"{kim}/faelle/{case}/")
    expect(there.locator("#quick-note-text")).to_have_value("Frau H. hat den Bescheid vom Jobcenter")
    expect(said(there)).to_contain_text("eingesetzt")
    write(there, "Frau H. hat den Bescheid vom Jobcenter mitgebracht.")
    there.get_by_role("button", name="Speichern", exact=True).first.click()
    expect(there.locator("[data-kim-toast='success']")).to_contain_text("Die Notiz ist gespeichert.")

    assert drafts(db) == []
    there.goto(f"{kim}/faelle/{case}/")
    expect(there.locator("#quick-note-text")).to_have_value("")


def test_a_draft_is_discarded_and_brought_back(kim, people, db, case):
    page = people("brandes")
    page.goto(f"{kim}/faelle/{case}/")
    write(page, "Erst so gedacht")
    expect(said(page)).to_contain_text("gespeichert als Entwurf")
    page.reload()
    page.get_by_role("button", name="Verwerfen").click()
    expect(page.locator("#quick-note-text")).to_have_value("")
    expect(said(page)).to_contain_text("Entwurf verworfen.")
    page.get_by_role("button", name="Zurückholen").click()
    expect(page.locator("#quick-note-text")).to_have_value("Erst so gedacht")
    expect(said(page)).to_contain_text("gespeichert als Entwurf")
    assert kept(page, case) == "Erst so gedacht"
    assert drafts(db) == [""]


def test_what_is_brought_back_while_it_is_still_being_discarded_is_kept(kim, people, db, case):
    page = people("brandes")
    page.goto(f"{kim}/faelle/{case}/")
    write(page, "Erst so gedacht")
    expect(said(page)).to_contain_text("gespeichert als Entwurf")
    page.reload()
    under_way = []

    def hold(route):
        under_way.append(route)

    page.route("**/verwerfen/", hold)
    page.get_by_role("button", name="Verwerfen").click()
    page.get_by_role("button", name="Zurückholen").click()
    page.wait_for_timeout(100)
    under_way[0].continue_()

    expect(said(page)).to_contain_text("gespeichert als Entwurf")
    assert drafts(db) == [""]


def test_leaving_the_page_at_once_keeps_the_text(kim, people, db, case):
    page = people("brandes")
    page.goto(f"{kim}/faelle/{case}/")
    write(page, "Mitten im Satz")
    page.goto(f"{kim}/")
    page.goto(f"{kim}/faelle/{case}/")

    expect(page.locator("#quick-note-text")).to_have_value("Mitten im Satz")
    page.goto(f"{kim}/entwuerfe/")
    expect(page.locator("main")).to_contain_text("Mitten im Satz")


def test_two_windows_show_each_others_draft_before_one_goes_over_the_other(kim, people, db, case):
    here, there = people("brandes"), people("brandes")
    for page in (here, there):
        page.goto(f"{kim}/faelle/{case}/")
        page.wait_for_load_state("networkidle")
    write(here, "Aus dem Büro")
    expect(said(here)).to_contain_text("gespeichert als Entwurf")
    write(there, "Von unterwegs")
    expect(said(there)).to_contain_text("In einem anderen Fenster")
    expect(said(there)).to_contain_text("Aus dem Büro")
    assert kept(there, case) == "Aus dem Büro"

    there.get_by_role("button", name="Meinen behalten").click()
    expect(said(there)).to_contain_text("gespeichert als Entwurf")
    assert kept(there, case) == "Von unterwegs"


def test_what_was_stored_since_a_draft_was_begun_is_not_hidden_by_it(kim, people, db, case):
    (goal,) = db.execute(
        "insert into casework_goal (case_id, own_words, own_words_language, agreed_on, state, recorded_by_id, version)"
        " select id, 'Ich will arbeiten.', '', current_date, 'open', assigned_to_id, 1 from casework_case where id = %s"
        " returning id", [case],
    ).fetchone()  # fmt: skip
    page = people("brandes")
    page.goto(f"{kim}/faelle/{case}/ziele/{goal}/")
    write(page, "Ich will als Pflegerin arbeiten.", "#id_own_words")
    expect(said(page)).to_contain_text("gespeichert als Entwurf")
    db.execute("update casework_goal set own_words = 'Ich will wieder arbeiten.' where id = %s", [goal])

    page.reload()

    expect(page.locator("#id_own_words")).to_have_value("Ich will wieder arbeiten.")
    expect(said(page)).to_contain_text("wurde in diesem Feld etwas anderes gespeichert")
    expect(said(page)).to_contain_text("Ich will als Pflegerin arbeiten.")
    page.get_by_role("button", name="Einsetzen").click()
    expect(page.locator("#id_own_words")).to_have_value("Ich will als Pflegerin arbeiten.")


def test_without_a_connection_the_text_stays_in_the_window(kim, people, db, case):
    page = people("brandes")
    page.goto(f"{kim}/faelle/{case}/")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    write(page, "Im Funkloch geschrieben")
    expect(said(page)).to_contain_text("keine Verbindung")

    page.context.set_offline(False)
    page.reload()

    expect(page.locator("#quick-note-text")).to_have_value("Im Funkloch geschrieben")
    expect(said(page)).to_contain_text("gespeichert als Entwurf")
    assert kept(page, case) == "Im Funkloch geschrieben"


def test_two_administrators_on_one_record_choose_field_by_field(kim, people, db):
    db.execute("update organisation_user set phone = '', job_title = '' where username = 'aksoy'")
    (pk,) = db.execute("select id from organisation_user where username = 'aksoy'").fetchone()
    address = f"{kim}/verwaltung/mitarbeitende/{pk}/"
    first, second = people("kueppers"), people("kueppers")
    for page in (first, second):
        page.goto(address)
    second.locator("#id_phone").fill("02131 928-2")
    second.locator("#id_job_title").fill("Case Managerin")
    second.locator("form[action$='/'] >> #id_phone").press("Enter")
    expect(second.locator("[data-kim-toast='success']")).to_be_visible()

    first.locator("#id_phone").fill("02131 928-1")
    first.locator("#id_phone").press("Enter")
    table = first.locator(".kim-versions")
    expect(table).to_contain_text("02131 928-1")
    expect(table).to_contain_text("02131 928-2")
    first.locator("input[name='take-phone'][value='stored']").check()
    expect(first.locator("#id_phone")).to_have_value("02131 928-2")
    first.locator("input[name='take-phone'][value='typed']").check()
    expect(first.locator("#id_phone")).to_have_value("02131 928-1")
    if first.locator("input[name='take-job_title'][value='stored']").count():
        first.locator("input[name='take-job_title'][value='stored']").check()
    first.locator("#id_phone").press("Enter")
    expect(first.locator("[data-kim-toast='success']")).to_be_visible()
    row = db.execute("select phone, job_title from organisation_user where id = %s", [pk]).fetchone()
    assert row == ("02131 928-1", "Case Managerin")


def test_a_session_that_ends_under_a_half_written_text_goes_on_in_place(kim, people, db, case, password):
    page = people("brandes")
    page.goto(f"{kim}/faelle/{case}/")
    page.wait_for_load_state("networkidle")
    end_sessions(db)
    write(page, "Langer Text, während die Sitzung endet")
    dialog = page.locator("#kim-expired")
    expect(dialog).to_be_visible()
    expect(dialog.locator("[name=login]")).to_have_value("brandes")
    expect(dialog.locator("[name=login]")).not_to_be_editable()
    expect(dialog.locator("[name=password]")).to_be_focused()

    dialog.locator("[name=password]").fill("falsch")
    dialog.get_by_role("button", name="Anmelden und weiter").click()
    expect(dialog.locator("[data-kim-fault]")).to_contain_text("Name oder Passwort")
    dialog.locator("[name=password]").fill(PASSWORD)
    dialog.get_by_role("button", name="Anmelden und weiter").click()
    expect(dialog).to_be_hidden()

    expect(said(page)).to_contain_text("gespeichert als Entwurf")
    assert kept(page, case) == "Langer Text, während die Sitzung endet"
    page.get_by_role("button", name="Speichern", exact=True).first.click()
    expect(page.locator("[data-kim-toast='success']")).to_contain_text("Die Notiz ist gespeichert.")


def test_a_form_sent_after_the_session_ended_is_sent_once_somebody_signed_in(kim, people, db, case, password):
    page = people("brandes")
    page.clock.install()
    page.goto(f"{kim}/faelle/{case}/")
    page.clock.run_for(5_000)
    end_sessions(db)
    page.evaluate("document.querySelector('#quick-note-text').value = 'Nach der Pause geschrieben'")
    page.clock.fast_forward(120_000)
    page.get_by_role("button", name="Speichern", exact=True).first.click()
    dialog = page.locator("#kim-expired")
    expect(dialog).to_be_visible()
    dialog.locator("[name=password]").fill(PASSWORD)
    dialog.get_by_role("button", name="Anmelden und weiter").click()

    expect(page.locator("[data-kim-toast='success']")).to_contain_text("Die Notiz ist gespeichert.")
    count = "select count(*) from casework_contact where text = 'Nach der Pause geschrieben'"
    assert db.execute(count).fetchone() == (1,)


def test_somebody_else_who_signs_in_there_does_not_get_the_text(kim, people, db, case):
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    hashed = PBKDF2PasswordHasher().encode(PASSWORD, "browsertests1234", iterations=1000)
    db.execute("update organisation_user set password = %s where username = 'kueppers'", [hashed])
    page = people("brandes")
    page.goto(f"{kim}/faelle/{case}/")
    page.wait_for_load_state("networkidle")
    end_sessions(db)
    write(page, "Nur für Brandes")
    dialog = page.locator("#kim-expired")
    dialog.get_by_role("button", name="Als jemand anderes anmelden").click()
    dialog.locator("[name=login]").fill("kueppers")
    dialog.locator("[name=password]").fill(PASSWORD)
    dialog.get_by_role("button", name="Anmelden und weiter").click()

    expect(page.locator("#quick-note-text")).to_have_count(0)
    assert not page.evaluate("JSON.stringify(sessionStorage).includes('Nur für Brandes')")
    assert drafts(db) == []


def test_two_minutes_before_the_end_one_is_asked_and_goes_on(kim, people, case):
    page = people("brandes")
    page.clock.install()
    page.goto(f"{kim}/faelle/{case}/")
    page.clock.fast_forward("57:00")
    page.clock.run_for(3_000)
    expect(page.locator("#kim-idle")).to_be_hidden()
    page.clock.fast_forward("01:30")
    page.clock.run_for(3_000)
    expect(page.locator("#kim-idle")).to_be_visible()

    page.get_by_role("button", name="Weiter arbeiten").click()
    expect(page.locator("#kim-idle")).to_be_hidden()
    page.clock.fast_forward("30:00")
    page.clock.run_for(3_000)
    expect(page.locator("#kim-idle")).to_be_hidden()
    expect(page.locator("#kim-expired")).to_be_hidden()


def test_a_double_click_makes_one_note(kim, people, db, case):
    page = people("brandes")
    page.goto(f"{kim}/faelle/{case}/")
    write(page, "Zweimal geklickt")
    page.get_by_role("button", name="Speichern", exact=True).first.dblclick()
    expect(page.locator("[data-kim-toast='success']")).to_be_visible()

    assert db.execute("select count(*) from casework_contact where text = 'Zweimal geklickt'").fetchone() == (1,)
    page.go_back()
    page.go_forward()
    assert db.execute("select count(*) from casework_contact where text = 'Zweimal geklickt'").fetchone() == (1,)
    assert drafts(db) == []
