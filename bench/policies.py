"""Which form should the policy of a case's child rows have? Measured at design size, in a database of its own.

    .venv/bin/python bench/policies.py [--cases 100000] [--contacts 3000000] [--runs 11]

Makes a scratch cluster in a temporary folder, fills it with generated rows, puts each form of the policy on
casework_contact in turn and times the same questions as kim_app. Every figure is also given as a ratio to the
floor of the same run: the question with literal conditions and no row-level security. Takes about three minutes.
"""
# ruff: noqa: S608 -- the questions are put together from the parts above, nothing comes from outside

import argparse
import statistics
import time

import psycopg
from scratch import scratch_database

MANAGERS = 200
USUAL, RARE, LONG_SERVING = 77, 9001, 9002  # some 500 cases, 5, 5,000
PEOPLE = {"usual (500 cases)": USUAL, "few (5 cases)": RARE, "many (5,000 cases)": LONG_SERVING}

OWN_OR_PLAIN = "(not confidential or recorded_by_id = (select kim_user_id()))"
RESPONSIBLE = (
    "(c.assigned_to_id = (select kim_user_id()) or c.assigned_to_id = any((select kim_ids('kim.acting_for'))::bigint[])"
    " or c.id = any((select kim_ids('kim.cases_contacts'))::bigint[]))"
)
FORMS = {
    "(d) floor: no policy": "",
    "(a) array of ids, once per statement": "case_id = any((select kim_content_cases('contacts'))::bigint[])",
    "(b) correlated exists": f"exists (select from casework_case c where c.id = case_id and {RESPONSIBLE})",
    "(c) case_id in (select …)": f"case_id in (select c.id from casework_case c where {RESPONSIBLE})",
}
SHIPPED = "(a) as shipped, with sensitive notes"
COLUMNS = "id, case_id, kind, held_on, text"
MINE = "case_id in (select id from casework_case where assigned_to_id = {me})"
QUESTIONS = {
    "newest 25 of one case": "select {columns} from casework_contact where case_id = {case} order by held_on desc, id desc limit 25",
    "newest 25 of all mine": "select {columns} from casework_contact where {mine} order by held_on desc, id desc limit 25",
    "count of mine": "select count(*) from casework_contact where {mine}",
    "newest 25, policy alone": "select {columns} from casework_contact order by held_on desc, id desc limit 25",
    "count, policy alone": "select count(*) from casework_contact",
}
# Lines of a plan that say nothing about its form.
NOISE = ("->  Result", "  InitPlan ", "Index Searches", "Heap Blocks", "Buffers")
# Without a policy, the questions that leave the choice to it would give everybody's rows: the floor names the rows itself.
FLOOR_OF = {"newest 25, policy alone": "newest 25 of all mine", "count, policy alone": "count of mine"}


def main() -> None:
    """Fill, measure, print; the scratch cluster is gone afterwards."""
    parser = argparse.ArgumentParser(description="Compare forms of the policy on child rows.")
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--contacts", type=int, default=3_000_000)
    parser.add_argument("--runs", type=int, default=11)
    options = parser.parse_args()
    with scratch_database() as server, psycopg.connect(server.in_scratch, autocommit=True) as owner:
        began = time.monotonic()
        fill(owner, options.cases, options.contacts)
        print(f"{options.cases:,} cases, {options.contacts:,} contacts in {time.monotonic() - began:.0f} s\n")
        with psycopg.connect(server.application) as application:
            figures, plans = measure(owner, application, options.runs)
    show(figures)
    for (form, question), lines in plans.items():
        print(f"\n{form}: {question}\n" + "\n".join(f"    {line}" for line in lines))


def fill(connection: psycopg.Connection, cases: int, contacts: int) -> None:
    """Plain generated rows; keys are not checked while loading, as in a restore."""
    run = connection.execute
    run("set session_replication_role = replica")
    insert(connection, "casework_person", f"generate_series(1, {cases}) i", {
        "id": "i", "given_name": "'G' || i", "family_name": "'F' || i", "sort_key": "'f' || i", "search_text": "'f' || i",
        "search_keys": "'{}'::varchar[]", "registered_at": "now()",
    })  # fmt: skip
    manager = f"case when i % 20 = 0 then {LONG_SERVING} when i <= 5 then {RARE} else 1 + (i * 7919) % {MANAGERS} end"
    insert(connection, "casework_case", f"generate_series(1, {cases}) i", {
        "id": "i", "reference": "'X-' || i", "person_id": "i", "unit_id": "1 + i % 4", "assigned_to_id": manager,
        "phase": "'monitoring'", "phase_since": "current_date", "opened_on": "date '2021-01-01' + i / 60",
    })  # fmt: skip
    insert(connection, "casework_contact", f"generate_series(1, {contacts}) i", {
        "id": "i", "case_id": f"1 + (i::bigint * 7907) % {cases}", "kind": "'talk'",
        "held_on": f"date '2021-01-01' + i / ({contacts} / 2100)",
        "text": "repeat('A note of a usual length. ', 5)", "confidential": "i % 50 = 0", "recorded_by_id": f"1 + i % {MANAGERS}",
        "recorded_at": "now()",
    })  # fmt: skip
    run("set session_replication_role = origin")
    for table in ("casework_person", "casework_case", "casework_contact"):
        run(f"vacuum (analyze) {table}")


def insert(connection: psycopg.Connection, table: str, source: str, values: dict[str, str]) -> None:
    """Fill the named columns; the others that must not be null get the empty value of their type."""
    empty = {"boolean": "false", "integer": "1", "smallint": "0", "bigint": "1", "jsonb": "'[]'", "ARRAY": "'{}'"}
    rows = connection.execute(
        "select column_name, data_type from information_schema.columns where table_name = %s and is_nullable = 'NO'"
        " and column_default is null and is_identity = 'NO'", [table],
    )  # fmt: skip
    needed = {name: empty.get(kind, "''") for name, kind in rows.fetchall()}
    columns = needed | values
    connection.execute(
        f"insert into {table} ({', '.join(columns)}) overriding system value select {', '.join(columns.values())} from {source}"
    )


def measure(owner: psycopg.Connection, application: psycopg.Connection, runs: int) -> tuple[dict, dict]:
    """Milliseconds per form, question and person; and the plans of the usual person."""
    figures: dict[tuple[str, str, str], float] = {}
    plans: dict[tuple[str, str], list[str]] = {}
    shipped = owner.execute(
        "select pg_get_expr(polqual, polrelid) from pg_policy"
        " where polrelid = 'casework_contact'::regclass and polcmd in ('r', '*')"
    ).fetchone()[0]  # type: ignore[index]
    forms = {form: f"{test} and {OWN_OR_PLAIN}" if test else "" for form, test in FORMS.items()} | {SHIPPED: shipped}
    for form, test in forms.items():
        put_policy(owner, test)
        for question, query in QUESTIONS.items():
            text = QUESTIONS[FLOOR_OF.get(question, question)] if not test else query
            for person, user in PEOPLE.items():
                case = owner.execute("select max(id) from casework_case where assigned_to_id = %s", [user]).fetchone()[
                    0
                ]  # type: ignore[index]
                filled = text.format(columns=COLUMNS, case=case, mine=MINE.format(me=user), me=user)
                figures[form, question, person] = median(application, user, filled, runs)
                if user == USUAL and question in ("newest 25 of one case", "newest 25 of all mine"):
                    plans[form, question] = plan(application, user, filled)
    return figures, plans


def put_policy(owner: psycopg.Connection, test: str) -> None:
    """Keep contacts by this test alone; an empty one takes the policies of contacts and cases away."""
    for (name,) in owner.execute(
        "select polname from pg_policy where polrelid = 'casework_contact'::regclass"
    ).fetchall():
        owner.execute(f"drop policy {name} on casework_contact")
    for table in ("casework_contact", "casework_case"):
        owner.execute(f"alter table {table} {'enable' if test else 'disable'} row level security")
    if test:
        owner.execute(f"create policy measured on casework_contact for select using ({test})")


def median(application: psycopg.Connection, user: int, query: str, runs: int) -> float:
    """Median milliseconds in the person's scope; a question that takes seconds is asked once or twice only."""
    times: list[float] = []
    while len(times) < runs and sum(times) < 1500:
        with application.transaction():
            open_scope(application, user)
            began = time.perf_counter()
            application.execute(query, prepare=False).fetchall()
            times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def plan(application: psycopg.Connection, user: int, query: str) -> list[str]:
    """How PostgreSQL answers, without what is not about the form."""
    with application.transaction():
        open_scope(application, user)
        rows = application.execute(
            f"explain (analyze, costs off, timing off, summary off, buffers off) {query}"
        ).fetchall()
    return [str(row[0]) for row in rows if not any(word in str(row[0]) for word in NOISE)]


def open_scope(application: psycopg.Connection, user: int) -> None:
    """The settings a request makes: this person, of one unit."""
    application.execute(
        "select set_config('kim.scope', 'bench', true), set_config('kim.user_id', %s, true), set_config('kim.units', '{1}', true)",
        [str(user)],
    )


def show(figures: dict[tuple[str, str, str], float]) -> None:
    """One table per person: milliseconds, and the ratio to the floor."""
    forms = list(dict.fromkeys(form for form, _, _ in figures))
    for person in PEOPLE:
        print(f"\n| {person}, ms (× floor) | " + " | ".join(QUESTIONS) + " |")
        print("|---" * (len(QUESTIONS) + 1) + "|")
        for form in forms:
            cells = []
            for question in QUESTIONS:
                value, floor = figures[form, question, person], figures[forms[0], question, person]
                cells.append(f"{value:,.2f} (× {value / floor:.1f})")
            print(f"| {form} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
