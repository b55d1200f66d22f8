"""Whoever steers reads the whole loop and finds nobody: by no link of any page, and by no question to the database."""

import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.urls import Resolver404, resolve

from kim.casework.actions import observations
from kim.casework.guard import Traits
from kim.casework.models import ObservationReceipt
from kim.steering.actions import closing, orders, topics
from kim.steering.models import Observation, Proposal
from kim.steering.states import TopicState
from kim.web import observing
from tests import factories
from tests import factories_steering as rows

GIVEN, FAMILY, BORN = "Nasrin", "Qorbanizadeh", "07.03.1991"
ABOUT = (GIVEN, FAMILY, BORN)
PERSONAS = ("coordinator", "ki_head", "assistant", "chair", "member")
# Signing out, and papers made by the same words as the pages: test_loop.py reads one.
LEFT_OUT = {
    "account_logout", "steering:decision_pdf", "steering:decision_year", "steering:session_minutes", "steering:session_agenda",
    "steering:session_archive", "holidays", "gallery",
}  # fmt: skip
OF_A_KIND = 3


@pytest.fixture
def loop(world, scope_as):
    """An observation out of a case, on its way to the answer its reporter has not read yet; and everybody who may look at it."""
    world.reporter = factories.user("quintilia", in_unit=world.team_a)
    place = factories.municipality("Kaarst", "KA", "05162016")
    born = {"birth_given": "given", "birth_year": 1991, "birth_month": 3, "birth_day": 7}
    person = factories.person(given_name=GIVEN, family_name=FAMILY, **born, municipality=place)
    world.case = factories.case(world.reporter, person=person, municipality=place)
    for _other in range(5):
        factories.case(world.reporter, municipality=place)
    with scope_as(world.reporter) as by:
        traits = Traits(month=factories.today().replace(day=1), municipality=place.pk)
        told = observations.Report(kind="missing_offer", text="Kein B1-Kurs mit Kinderbetreuung.", traits=traits)
        world.receipt = observations.report(by=by, report=told, case=world.case)
    observing.deliver(everything=True)
    world.observation = Observation.objects.get()
    world.body = rows.body()
    unit = world.team_a
    world.people = {name: factories.user(name, role=name, in_unit=unit) for name in PERSONAS[:3]}
    world.people |= {name: factories.user(name, role="body_member", in_unit=unit) for name in PERSONAS[3:]}
    rows.seat(world.body, world.people["chair"], chairs=True)
    rows.seat(world.body, world.people["member"])
    _go_all_the_way(world, scope_as)
    return world


def _go_all_the_way(world, scope_as):
    with scope_as(world.people["coordinator"]) as by:
        topic = topics.open_topic(by=by, title="B1", kind="missing_offer", observations=[world.observation.pk])
        topic = topics.step(topic=topic, to=TopicState.STRUCTURE_LEVEL, by=by, body=world.body)
    meeting = rows.meeting(world.body, state="minutes_out", minutes_out_on=factories.today())
    proposal = Proposal.objects.get(pk=rows.proposal(world.body, topic=topic, state="decided").pk)
    item = rows.item(meeting, topic=topic, proposal=proposal)
    decision = rows.decision(world.body, topic=topic, proposal=proposal, meeting=meeting, item=item)
    with scope_as(world.people["coordinator"]) as by:
        order = orders.give(decision=decision, by=by, what="Kurse", due_on=factories.today(), body=world.body)
        orders.finish(order=order, by=by, version=order.version, proof="Sie laufen.")
        _feedback, ids = closing.answer(decision=decision, by=by, text="Es gibt zwei Kurse.")
        observing.tell_reporters(ids)


class Links(HTMLParser):
    """The addresses a page leads to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        href = dict(attributes).get("href") or ""
        if tag == "a" and href.startswith(("/", "?")):
            self.found.append(href)


def followed(client, starts):
    """Every page that links lead to, of each kind of page a few: its path and what it says."""
    waiting, seen, kinds = list(starts), set(starts), Counter()
    while waiting:
        path = waiting.pop()
        answer = client.get(path)
        if answer.status_code != 200 or answer.streaming or not answer["Content-Type"].startswith("text/"):
            continue
        text = answer.content.decode()
        yield path, text
        for found in (
            {urlsplit(href).path for href in Links(text).found} - seen if "html" in answer["Content-Type"] else ()
        ):
            name = _name(found)
            if name and name not in LEFT_OUT and kinds[name] < OF_A_KIND:
                kinds[name] += 1
                seen.add(found)
                waiting.append(found)


def _name(path):
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def starts(world):
    return (
        "/steuerung/themen/", "/steuerung/themen/liste/", "/steuerung/beobachtungen/", "/steuerung/beschluesse/",
        "/steuerung/auftraege/", "/steuerung/sitzungen/", "/steuerung/gremien/", "/",
        f"/steuerung/beobachtungen/{world.observation.pk}/",
    )  # fmt: skip


def test_no_link_from_any_page_of_the_loop_leads_to_somebody(loop, browser_for):
    for who, user in loop.people.items():
        pages = dict(followed(browser_for(user), starts(loop)))
        assert any(url.startswith("/steuerung/themen/") and url[18:-1].isdigit() for url in pages), who
        for url, text in pages.items():
            found = [word for word in (*ABOUT, loop.case.reference) if re.search(rf"\b{re.escape(word)}\b", text)]
            said = re.sub(r"<option.*?</option>", "", text, flags=re.DOTALL)  # whom an order may go to: the whole staff
            found += ["reporter"] if url.startswith("/steuerung/") and "Quintilia" in said else []
            assert not found, f"{who} finds {found} at {url}"
        assert browser_for(user).get(f"/faelle/{loop.case.pk}/").status_code in (403, 404), who


def readable():
    """What kim_app may read at all: each table or view with its columns."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name, array_agg(quote_ident(column_name)) from information_schema.column_privileges"
            " where grantee in ('kim_app', 'PUBLIC') and privilege_type = 'SELECT' and table_schema = 'public' group by 1"
        )
        return dict(cursor.fetchall())


def holding(words):
    """In which tables the one who asks sees a row with one of these words."""
    found = set()
    with connection.cursor() as cursor:
        for table, columns in readable().items():
            asked = f'select exists (select from (select {", ".join(columns)} from "{table}") r where r::text ~ %s)'
            cursor.execute(asked, ["|".join(map(re.escape, words))])
            if cursor.fetchone()[0]:
                found.add(table)
    return found


def test_no_question_to_the_database_joins_an_observation_to_somebody(loop, scope_as):
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    about = (GIVEN, FAMILY, "1991,3,7", loop.case.reference)
    with scope_as(loop.reporter):
        assert {"casework_person", "casework_case"} <= holding(about)
        assert "casework_observationreceipt" in holding([str(loop.observation.pk)])
    for who, user in loop.people.items():
        with scope_as(user):
            assert holding(about) == set(), who
            assert holding([str(loop.observation.pk)]) <= {"steering_observation"}, who
            assert holding([str(loop.receipt.pk)]) == set(), who
            assert not ObservationReceipt.objects.exists() and _empty(loop.reporter), who


def _empty(reporter):
    """No trail, notice or statistics tells this asker what the reporter did, or when."""
    with connection.cursor() as cursor:
        for statement in (
            "select exists (select from privacy_auditevent where kind like 'observation.%%')",
            "select exists (select from workbench_notice where recipient_id = %(reporter)s)",
            "select exists (select from pg_stats where tablename like 'casework%%' or tablename = 'steering_observation')",
            "select exists (select from pg_stat_activity where query ~ %(words)s and pid <> pg_backend_pid())",
        ):
            cursor.execute(statement, {"reporter": reporter.pk, "words": f"{GIVEN}|{FAMILY}"})
            if cursor.fetchone()[0]:
                return False
    return True
