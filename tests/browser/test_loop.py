"""The closed loop in a real browser: twelve observations from Kaarst become a decision, a course, and an answer all twelve read.

What a user would care about at each step is asserted in the chapters themselves, scripts/story_loop.py.
"""

import sys
from io import BytesIO

import psycopg
import pytest
from pypdf import PdfReader

from tests.browser.conftest import ROOT

pytestmark = pytest.mark.browser

REPORTERS = ("brandes", "yildiz", "aksoy")


def test_what_a_case_manager_reports_comes_back_as_an_answer(page, kim, database):
    sys.path.insert(0, str(ROOT / "scripts"))
    from pictures import Walk
    from story_loop import tell

    with psycopg.connect(database, autocommit=True) as db:
        before = eleven_before(db)
        page.set_viewport_size({"width": 1200, "height": 860})
        page.set_default_timeout(30_000)
        tell(Walk(page, kim, keep=False), before, lambda title: seven_months_pass(db, title))
        paper = PdfReader(BytesIO(page.context.request.get(f"{page.url}pdf/").body()))

    said = " ".join(" ".join(each.extract_text() for each in paper.pages).split())
    assert "Kinderbetreuung während der B1-Kurse" in said  # the decision cites the topic, the proposal, the meeting
    assert "Sondersitzung der Lenkungsgruppe" in said
    assert not [name for name in before.names if name in said]


def eleven_before(db):
    """The county's own twelve, as they were before somebody gathered them, without one: that is reported now."""
    from story_loop import Before

    ids = [row[0] for row in db.execute(
        "select o.id from steering_observation o join steering_topic t on t.id = o.topic_id"
        " where t.title = 'B1-Kurs mit Kinderbetreuung in Kaarst' order by o.text like '%B1%', o.id"
    )]  # fmt: skip
    assert len(ids) == 12
    db.execute("delete from casework_observationreceipt where observation = %s", [ids[0]])
    db.execute("delete from steering_observation where id = %s", [ids[0]])
    db.execute("update steering_observation set topic_id = null where id = any(%s)", [ids])
    for number, one in enumerate(ids[1:]):
        db.execute(
            "update casework_observationreceipt set told_at = null, seen_at = null, author_id ="
            " (select id from organisation_user where username = %s) where observation = %s",
            [REPORTERS[number % len(REPORTERS)], one],
        )
    db.execute(  # other tests of this browser give some of them passwords of their own
        "update organisation_user set password = (select password from organisation_user where username = 'terhoeven')"
        " where username = any(%s)",
        [list(REPORTERS)],
    )
    case, *names = db.execute(
        "select c.id, p.given_name, p.family_name, c.reference from casework_case c join casework_person p on p.id = c.person_id"
        " join organisation_municipality m on m.id = c.municipality_id join organisation_user u on u.id = c.assigned_to_id"
        " where u.username = 'terhoeven' and m.name = 'Kaarst' and c.phase <> 'closed' and not p.is_protected order by c.id limit 1"
    ).fetchone()
    return Before(case, (*names, "Terhoeven"), REPORTERS)


def seven_months_pass(db, title):
    """What this topic has gone through until now happened seven months earlier."""
    [(topic,)] = db.execute("select id from steering_topic where title = %s", [title]).fetchall()
    back, of = "- interval '7 months'", "where topic_id = %s"
    for statement in (
        f"update steering_topic set opened_on = opened_on {back}, state_since = state_since {back} where id = %s",
        f"update steering_topicstep set happened_on = happened_on {back} {of}",
        f"update steering_decision set decided_on = decided_on {back} {of}",
        f"update steering_workorder set done_on = done_on {back} where decision_id in (select id from steering_decision {of})",
        f"update steering_observation set month = (month {back})::date {of} and month = date_trunc('month', current_date)",
    ):
        db.execute(statement, [topic])
