"""`kim audit verify`: intact is intact, and a changed row is named."""

import json

import psycopg

from tests.cli.helpers import place


def test_a_row_changed_behind_the_back_of_kim_is_named():
    with place() as here:
        assert here.kim("demo", "--people", "30").returncode == 0
        assert "sealed" in here.kim("audit", "seal").stdout
        intact = here.kim("audit", "verify")
        assert intact.returncode == 0 and "intact" in intact.stdout

        with here.running() as run, psycopg.connect(f"user=postgres dbname=kim host={here.state / 'postgres'}") as db:
            assert run.get("/bereit/")[0] == 200
            event = db.execute("update privacy_auditevent set kind = 'nothing.happened' where id = "
                               "(select min(id) from privacy_auditevent) returning id").fetchone()[0]  # fmt: skip
        altered = here.kim("audit", "verify")
        assert altered.returncode == 1
        assert f"Event {event} of block" in altered.stdout and "was changed" in altered.stdout
        report = json.loads(here.kim("audit", "verify", "--json").stdout)
        assert (report["intact"], report["faults"][0]["event_id"]) == (False, event)
