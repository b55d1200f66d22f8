"""How long does the server need for each main page, and how far is that from the least it could need?

    .venv/bin/python bench/pages.py [--people 250000] [--runs 30] [--keep FOLDER] [--only WORD]      (make bench SIZE=250000)

Makes a scratch cluster with the invented county at this size, signs in as a case manager and as the lead, and asks for each page
through the whole stack: middleware, session, scope, row-level security, template. The floor of a page is measured in the same run:
the page's own statements sent straight through psycopg in the same scope, plus a page with the same frame and nothing on it.
Prints milliseconds (p50, p95), the number of statements and the ratio to the floor as a table; afterwards the export of all
cases and the memory of this process. With --keep the county stays in that folder and is not made again; with --only just the
pages are measured whose name holds this word.
"""

import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from scratch import scratch_folder

ROOT = Path(__file__).resolve().parents[1]
EMPTY = "/bench/empty/"
WARM = 4
DEEP = 40


def main() -> None:
    """Fill, measure, print; without --keep the cluster is gone afterwards."""
    parser = argparse.ArgumentParser(description="Measure the main pages against their floor.")
    parser.add_argument("--people", type=int, default=250_000)
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--keep", type=Path, help="keep the county in this folder, or use the one kept there")
    parser.add_argument("--only", default="", help="just the pages whose name holds this word, and no export")
    options = parser.parse_args()
    with scratch_folder(options.keep) as folder:
        fill(folder, options.people)
        measure(options.runs, options.only.lower())


def fill(folder: Path, people: int) -> None:
    """The invented county, unless it is there already."""
    done = folder / f"filled-{people}"
    if done.exists():
        return
    os.environ["PYTHONPATH"] = str(ROOT)
    subprocess.run([sys.executable, "-m", "kim.cli", "demo", "--people", str(people)], check=True)
    done.touch()


def measure(runs: int, only: str) -> None:
    """All pages as kim_app, or some; then the export and the memory."""
    from kim.cli.environment import database  # noqa: PLC0415

    os.environ["DJANGO_SETTINGS_MODULE"] = "kim.config.settings.dev"
    with database(as_owner=False):
        from django.test import override_settings  # noqa: PLC0415

        with override_settings(ROOT_URLCONF="empty_page", ALLOWED_HOSTS=["testserver"]):
            about()
            pages = [*pages_of("brandes"), *pages_of_the_lead("hollender"), *tabs_and_lists("brandes")]
            show([timed(page, runs) for page in pages if only in page.name.lower()])
            if not only:
                export("hollender")
    print(f"\nMemory of this process after all pages: {psutil.Process().memory_info().rss / 2**20:.0f} MB")


def about() -> None:
    """What was measured on what."""
    from django.db import connection  # noqa: PLC0415

    from kim.privacy.public import Scope, open_scope  # noqa: PLC0415

    with open_scope(Scope(name="bench")), connection.cursor() as cursor:
        cursor.execute("reset role")
        cursor.execute("select version()")
        server = cursor.fetchone()[0].split(" on ")[0]
        cursor.execute(
            "select relname, reltuples::bigint from pg_class where relname = any(%s) order by 1",
            [["casework_person", "casework_case", "casework_contact"]],
        )
        rows = {name.removeprefix("casework_"): int(number) for name, number in cursor.fetchall()}
    memory = psutil.virtual_memory().total / 2**30
    print(f"\n{os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}, {server}")
    print(", ".join(f"{number:,} {name} rows" for name, number in rows.items()), "(estimated by the planner)\n")


@dataclass
class Page:
    """A page as one person asks for it."""

    name: str
    client: Any
    user: Any
    address: str
    post: Callable[[], dict[str, Any]] | None = None

    def ask(self) -> Any:
        """The answer, with all of its content."""
        if self.post:
            return self.client.post(self.address, self.post())
        return self.client.get(self.address)


@dataclass
class Timed:
    """What was measured of a page."""

    name: str
    queries: int
    milliseconds: list[float]
    floor: float
    size: int
    slowest: list[tuple[float, str]] = field(default_factory=list)


def signed_in(username: str) -> tuple[Any, Any]:
    """A browser signed in as this persona."""
    from django.test import Client  # noqa: PLC0415

    from kim.organisation.public import User  # noqa: PLC0415

    user = User.objects.get(username=username)
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client, user


def pages_of(username: str) -> Iterator[Page]:
    """The working day of a case manager."""
    client, user = signed_in(username)
    number = busiest_case(client)
    file = f"/faelle/{number}/"
    yield Page("My day", client, user, "/")
    yield Page("Cases, first page", client, user, "/faelle/")
    yield Page("Cases, filtered by phase and place", client, user, "/faelle/?phase=service_steering&sort=place")
    yield Page("Case file", client, user, file)
    yield Page("Search for a name", client, user, "/suche/?q=Haddad")
    yield Page("Add a contact", client, user, f"{file}kontakte/", lambda: {
        "text": "Am Telefon über den Kurs gesprochen.", "kind": "phone", "held_on": "", "submission": str(uuid.uuid4()),
    })  # fmt: skip


def pages_of_the_lead(username: str) -> Iterator[Page]:
    """What the lead opens; the deep page lies far back in the list of the whole team."""
    client, user = signed_in(username)
    first = "/faelle/?view=team"
    yield Page("Team's cases, first page", client, user, first)
    yield Page(f"Team's cases, page {DEEP}", client, user, deep(client, first))
    yield Page("Lead's board", client, user, "/leitung/")


def tabs_and_lists(username: str) -> Iterator[Page]:
    """The other tabs of a case file, and the lists beside those of the cases."""
    client, user = signed_in(username)
    file = f"/faelle/{busiest_case(client)}/"
    if form := open_assessment(client):
        yield Page("Assessment, its form", client, user, form)
    yield Page("Goals", client, user, f"{file}ziele/")
    yield Page("Referrals", client, user, f"{file}vermittlungen/")
    yield Page("Search for an offer", client, user, f"{file}vermittlungen/angebote/")
    yield Page("Consents", client, user, f"{file}freigaben/")
    yield Page("Appointments of a case", client, user, f"{file}termine/")
    yield Page("Calendar, a week", client, user, "/termine/")
    yield Page("Documents", client, user, f"{file}dokumente/")
    yield Page("Enquiries", client, user, "/anfragen/")
    yield Page("Outreach", client, user, "/aufsuchend/")


def open_assessment(client: Any) -> str:
    """The form of an assessment that somebody has begun; empty where there is none."""
    listed = client.get("/faelle/?phase=assessment").content.decode()
    for number in dict.fromkeys(re.findall(r'href="/faelle/(\d+)/"', listed)):
        shown = client.get(f"/faelle/{number}/bestandsaufnahme/").content.decode()
        if found := re.search(r"/faelle/\d+/bestandsaufnahme/\d+/bearbeiten/", shown):
            return found.group()
    return ""


def busiest_case(client: Any) -> int:
    """The first case of the list, as somebody would open it."""
    return int(re.search(r"/faelle/(\d+)/", client.get("/faelle/").content.decode()).group(1))  # type: ignore[union-attr]


def deep(client: Any, address: str) -> str:
    """The address of a page far back, by turning pages."""
    for _turn in range(DEEP - 1):
        found = re.search(r'href="([^"]*after=[^"]*)"', client.get(address).content.decode())
        if found is None:
            break
        address = found.group(1).replace("&amp;", "&")
        address = address if address.startswith("/") else "/faelle/" + address
    return address


def timed(page: Page, runs: int) -> Timed:
    """Page and floor, turn by turn, so that both meet the same machine."""
    for _run in range(WARM):
        answer = page.ask()
    assert answer.status_code in (200, 302), (page.name, answer.status_code)  # noqa: S101
    empty = Page("empty", page.client, page.user, EMPTY)
    empty.ask()
    own = beyond(statements(page.ask), statements(empty.ask))
    took: list[float] = []
    floors: list[float] = []
    for _run in range(runs):
        took.append(clocked(page.ask))
        floors.append(clocked(empty.ask) + replayed(page.user, own))
    shown = len(own) + len(statements(empty.ask))
    return Timed(page.name, shown, took, statistics.median(floors), len(answer.content), slow(page.user, own))


def clocked(act: Callable[[], Any]) -> float:
    """Milliseconds of one turn."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


@contextmanager
def listening() -> Iterator[list[tuple[str, Any]]]:
    """Every statement that goes to the database meanwhile."""
    from django.db import connection  # noqa: PLC0415

    heard: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        heard.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield heard


def statements(act: Callable[[], Any]) -> list[tuple[str, Any]]:
    """The statements of one turn."""
    with listening() as heard:
        act()
    return heard


def beyond(page: list[tuple[str, Any]], frame: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """The statements that the page needs beyond those of the frame."""
    left = Counter(sql for sql, _params in frame)
    own = []
    for sql, params in page:
        if left[sql]:
            left[sql] -= 1
        else:
            own.append((sql, params))
    return own


def replayed(user: Any, own: list[tuple[str, Any]]) -> float:
    """Milliseconds of these statements through psycopg, in the scope of this person; what they wrote is taken back."""
    return sum(took for took, _sql in _replay(user, own))


def slow(user: Any, own: list[tuple[str, Any]]) -> list[tuple[float, str]]:
    """The three slowest statements."""
    return sorted(_replay(user, own), reverse=True)[:3]


def _replay(user: Any, own: list[tuple[str, Any]]) -> list[tuple[float, str]]:
    from django.db import connection, transaction  # noqa: PLC0415

    from kim.casework.public import access  # noqa: PLC0415
    from kim.privacy.public import Scope, open_scope, widen  # noqa: PLC0415

    found = []
    with open_scope(Scope(name="request", user_id=user.pk)):
        vars(user).pop("_kim_scope", None)
        widen(access.scope_with_grants(user))
        raw = connection.connection.cursor()
        for sql, params in own:
            renewed = _renewed(sql, params)
            began = time.perf_counter()
            raw.execute(sql, renewed)
            if raw.description:
                raw.fetchall()
            found.append(((time.perf_counter() - began) * 1000, sql))
        transaction.set_rollback(True)
    return found


def _renewed(sql: str, params: Any) -> Any:
    """A form is sent once: what is inserted again gets a number of its own."""
    if not params or not sql.startswith("INSERT"):
        return params
    return tuple(uuid.uuid4() if isinstance(value, uuid.UUID) else value for value in params)


def show(found: list[Timed]) -> None:
    """The table, and what the slowest pages wait for."""
    print("| page | statements | p50 ms | p95 ms | floor ms | ratio | kB |\n|---|---|---|---|---|---|---|")
    for page in found:
        middle = statistics.median(page.milliseconds)
        late = statistics.quantiles(page.milliseconds, n=20)[-1]
        print(f"| {page.name} | {page.queries} | {middle:.1f} | {late:.1f} | {page.floor:.1f} | {middle / page.floor:.2f}"
              f" | {page.size / 1024:.0f} |")  # fmt: skip
    print("\nThe slowest statement of each page:")
    for page in found:
        for took, sql in page.slowest[:1]:
            print(f"- {page.name}: {took:.1f} ms, {' '.join(sql.split())[:160]}")


def export(username: str) -> None:
    """All cases that the lead may list, as CSV: rows a second, and what the process grew by."""
    from kim.organisation.public import Membership, Role  # noqa: PLC0415

    client, user = signed_in(username)
    process = psutil.Process()
    before, began, rows, peak = process.memory_info().rss, time.perf_counter(), 0, 0
    answer = client.get("/listen/faelle/datei/csv/?view=team")
    if not answer.streaming:
        roles = sorted(Membership.objects.filter(user=user).values_list("role", flat=True))
        print(f"\nNo file for {username} (roles {', '.join(roles)}; needed: {Role.LIST_EXPORTER}).")
        return
    for block in answer.streaming_content:
        rows += block.count(b"\n")
        peak = max(peak, process.memory_info().rss)
    took = time.perf_counter() - began
    print(f"\nExport of all cases as CSV: {rows:,} lines in {took:.1f} s ({rows / took:,.0f} a second), "
          f"the process grew by {(peak - before) / 2**20:.1f} MB")  # fmt: skip


if __name__ == "__main__":
    main()
