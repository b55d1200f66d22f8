"""The database goes away in mid-request: a clear page, nothing half-saved, and it works again when it is back."""

import psycopg
import pytest

pytestmark = pytest.mark.browser


def test_a_lost_connection_gives_a_clear_page_and_saves_nothing(sign_in, kim, database):
    page = sign_in("brandes")
    page.goto(f"{kim}/faelle/")
    page.locator("table tbody th a").first.click()
    note = page.locator("textarea[name=text]").first
    note.fill("Diese Notiz geht beim ersten Mal verloren.")
    with psycopg.connect(database) as holder:
        holder.execute("lock table casework_contact in exclusive mode")
        page.locator("form:has(textarea[name=text]) button[type=submit]").first.click(no_wait_after=True)
        waiting = (
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
        )
        with psycopg.connect(database, autocommit=True) as watcher:
            for _ in range(200):
                if watcher.execute(waiting).fetchone()[0]:
                    break
                page.wait_for_timeout(50)
            watcher.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where usename = 'kim_app' and wait_event_type = 'Lock' and datname = current_database()"
            )
    page.wait_for_load_state()
    assert "Datenbank" in page.locator("main").inner_text()
    assert page.locator("h1").count() == 1

    with psycopg.connect(database) as look:
        found = look.execute("select count(*) from casework_contact where text like 'Diese Notiz geht%'").fetchone()[0]
    assert found == 0
    page.goto(f"{kim}/faelle/")
    assert page.locator("table tbody tr").count() > 0
