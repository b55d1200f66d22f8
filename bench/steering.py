"""How long do the pages of steering need at ten thousand observations, a thousand topics and five hundred meetings?

    .venv/bin/python bench/steering.py [--runs 30] [--keep FOLDER] [--only WORD]

Makes the invented county in a scratch cluster, adds observations, topics, meetings, decisions and work orders by COPY, and asks for
each page twice: as the county stands, and at this size. Between the two the number of statements must not grow. Floor and ratio are
those of pages.py, by whose hands all of it is measured.
"""

# ruff: noqa: S608, S311 -- names of tables from above, rows for a measurement

import argparse
import os
import uuid
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pages
from scratch import scratch_folder

OBSERVATIONS, TOPICS, MEETINGS = 10_000, 1_000, 500
STATES = (
    "collected",
    "case_level",
    "structure_level",
    "proposed",
    "decided",
    "ordered",
    "implemented",
    "checked",
    "answered",
)
WORDS = (
    "Kurs", "Betreuung", "Platz", "Termin", "Wartezeit", "Bescheid", "Antrag", "Anerkennung", "Formular", "Dolmetschen", "Schule",
    "Kita", "Wohnung", "Jobcenter", "Sozialamt", "Ausländerbehörde", "Krankenkasse", "Konto", "Führerschein", "Ausbildung",
    "Praktikum", "Bus", "Arzt", "Hebamme", "Miete", "Strom", "Post", "Frist", "Stelle", "Zeugnis",
)  # fmt: skip


def main() -> None:
    """Fill, measure, fill, measure; without --keep the cluster is gone afterwards."""
    parser = argparse.ArgumentParser(description="Measure the pages of steering against their floor.")
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--keep", type=Path, help="keep the county in this folder, or use the one kept there")
    parser.add_argument("--only", default="", help="just the pages whose name holds this word")
    options = parser.parse_args()
    with scratch_folder(options.keep) as folder:
        pages.fill(folder, 300)
        measure(folder / "steering-filled", options.runs, options.only.lower())


def measure(done: Path, runs: int, only: str) -> None:
    """Few rows, then many, unless they are there already."""
    from kim.cli.environment import database  # noqa: PLC0415

    os.environ["DJANGO_SETTINGS_MODULE"] = "kim.config.settings.dev"
    with database(as_owner=False):
        few = {} if done.exists() else measured(3, "")
        if not done.exists():
            grow(os.environ["KIM_OWNER_URL"])
            done.touch()
        pages.about()
        many = measured(runs, only)
        pages.show(list(many.values()))
        for name, page in many.items():
            if name in few:
                print(
                    f"- {name}: {few[name].queries} statements in the county as it stands, {page.queries} at this size"
                )


def measured(runs: int, only: str) -> dict[str, pages.Timed]:
    """The pages of the coordinating office, by their names."""
    from django.test import override_settings  # noqa: PLC0415

    with override_settings(ROOT_URLCONF="empty_page", ALLOWED_HOSTS=["testserver"]):
        return {page.name: pages.timed(page, runs) for page in pages_of("kessenich") if only in page.name.lower()}


def pages_of(username: str) -> Iterator[pages.Page]:
    """What the coordinating office opens; of topics and meetings one in the middle of its way."""
    client, user = pages.signed_in(username)
    of = {
        "Board of topics": "themen/", "Topics, as a list": "themen/liste/", "Observations, inbox": "beobachtungen/",
        "Register of decisions": "beschluesse/", "Work orders": "auftraege/", "Meetings": "sitzungen/",
    }  # fmt: skip
    for name, path in of.items():
        yield pages.Page(name, client, user, f"/steuerung/{path}")
    for name, path in (("Topic", f"themen/{one('topic')}/"), ("Meeting", f"sitzungen/{one('meeting')}/")):
        yield pages.Page(name, client, user, f"/steuerung/{path}")


def one(table: str) -> int:
    """The first topic in a working group, the first meeting with an agenda."""
    from kim.privacy.public import Scope, open_scope  # noqa: PLC0415
    from kim.steering.public import AgendaItem, Topic  # noqa: PLC0415

    with open_scope(Scope(name="bench")):
        if table == "topic":
            return Topic.objects.filter(state="structure_level").order_by("pk").values_list("pk", flat=True)[0]
        return AgendaItem.objects.order_by("pk").values_list("meeting_id", flat=True)[0]


def grow(owner: str) -> None:
    """The rows, by COPY, as the owner."""
    import psycopg  # noqa: PLC0415

    with psycopg.connect(owner) as db:
        _grow(db, Random(5))
    with psycopg.connect(owner, autocommit=True) as db:
        db.execute("analyze")


def _grow(db: Any, chance: Random) -> None:
    areas, places, bodies = (
        [row[0] for row in db.execute(f"select id from organisation_{name} order by id")]
        for name in ("lifearea", "municipality", "body")
    )
    today, months = date.today(), [date(2024 + n // 12, n % 12 + 1, 1) for n in range(34)]
    days = [today - timedelta(days=chance.randrange(20, 900)) for _ in range(TOPICS)]
    first = {name: _free(db, name) for name in ("topic", "meeting", "agendaitem", "decision", "workorder")}
    group = bodies[0]
    topics = [
        (first["topic"] + n, 1, f"X-{n:05d}", f"{chance.choice(WORDS)} und {chance.choice(WORDS)}, Thema {n}", _text(chance),
         "gap", STATES[n % len(STATES)], days[n], days[n], chance.choice(areas), group)
        for n in range(TOPICS)
    ]  # fmt: skip
    _copy(
        db, "topic", "id version number title description kind state state_since opened_on life_area_id body_id", topics
    )
    _copy(
        db, "observation",
        "id month kind life_area_id municipality_id process_step reason how_often how_bad since text idea coarsened topic_id set_aside",
        (
            (uuid.UUID(int=chance.getrandbits(128), version=4), chance.choice(months), "gap", chance.choice(areas),
             chance.choice(places), "", "", "often", 2, "", _text(chance), "", "[]",
             None if n % 10 == 0 else first["topic"] + chance.randrange(TOPICS), "")
            for n in range(OBSERVATIONS)
        ),
    )  # fmt: skip
    meetings = [
        (first["meeting"] + n, 1, bodies[n % len(bodies)], 1000 + n, f"Sitzung {n}", "approved", days[n], False, "", "", "",
         "", 0, uuid.UUID(int=chance.getrandbits(128), version=4), "", "", "", True)
        for n in range(MEETINGS)
    ]  # fmt: skip
    _copy(
        db, "meeting",
        "id version body_id number title state held_on public place link chair minute_taker sequence uid opening note source synthetic",
        meetings,
    )  # fmt: skip
    decisions = [
        (first["decision"] + n, 1, f"X {n:05d}", group, first["meeting"] + n % MEETINGS, first["topic"] + n, days[n % MEETINGS],
         f"Beschluss {n}", _text(chance), "accepted", "", False, "", True)
        for n in range(TOPICS)
    ]  # fmt: skip
    _copy(
        db, "decision",
        "id version number body_id meeting_id topic_id decided_on title wording outcome reasons internal source synthetic", decisions,
    )  # fmt: skip
    orders = [
        (first["workorder"] + n, 1, first["decision"] + n, 1, _text(chance), "", group, days[n] + timedelta(days=60),
         "in_progress" if n % 3 else "given", 10, "")
        for n in range(TOPICS)
    ]  # fmt: skip
    _copy(db, "workorder", "id version decision_id number what indicator body_id due_on state percent proof", orders)


def _free(db: Any, table: str) -> int:
    return int(db.execute(f"select coalesce(max(id), 0) + 1000 from steering_{table}").fetchone()[0])


def _text(chance: Random) -> str:
    return f"{' '.join(chance.sample(WORDS, 8))}."


def _copy(db: Any, table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with db.cursor() as cursor, cursor.copy(f"copy steering_{table} ({columns.replace(' ', ', ')}) from stdin") as copy:
        for row in rows:
            copy.write_row(row)


if __name__ == "__main__":
    main()
