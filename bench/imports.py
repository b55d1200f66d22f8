"""How fast is the check of an imported list? Measured on a demo county in a database of its own.

    .venv/bin/python bench/imports.py [--people 400] [--seconds 60]

Checks 1,000 and 10,000 invented people, duplicate candidates included, prints rows a second and the ratio of both (1.0: the
time grows with the rows and not faster), imports and takes back the 1,000, and opens a workbook of 200,000 rows, which must give
one sentence in bounded memory. Ends with 1 when the check of 1,000 rows takes longer than --seconds.
"""
# ruff: noqa: PLC0415, SIM905 -- Django is imported once its database is there; names are easier to read in one line

import argparse
import io
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FAMILY = "Haddad Kovalenko Yilmaz Tesfay Rahimi Shevchenko Popescu Dimitrov Hussein Barzani Nazari Demir Osman".split()
GIVEN = "Samar Amina Olena Yonas Fatima Omar Natalia Mehmet Selam Ahmad Maria Ion Elena Hassan Leyla Zahra".split()
SYLLABLES = "ba do ka mi no ra su ti ve lo".split()


def main() -> int:
    """Make the county, measure, print; the scratch cluster is gone afterwards."""
    parser = argparse.ArgumentParser(description="Measure the check of imported lists.")
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    with scratch_county(options.people):
        small, large = check(1_000), check(10_000)
        print(f"ratio of the time a row needs, 10,000 to 1,000 rows: {(large / 10_000) / (small / 1_000):.2f}")
        open_a_huge_workbook()
    return int(small > options.seconds)


@contextmanager
def scratch_county(people: int) -> Iterator[None]:
    """A demo county in a temporary folder, and Django connected to it as owner."""
    folder = Path(tempfile.mkdtemp(prefix="kim-bench-"))
    folder.chmod(0o755)
    os.environ["KIM_STATE"] = str(folder / "state")
    try:
        subprocess.run(
            [sys.executable, "-m", "kim.cli", "demo", "--people", str(people)], check=True, capture_output=True
        )
        from kim.cli import embedded

        server = embedded.start(folder / "state", fast_and_unsafe=True)
        os.environ |= {
            "KIM_OWNER_URL": server.owner,
            "KIM_CONNECT_AS": "owner",
            "DJANGO_SETTINGS_MODULE": "kim.config.settings.test",
        }
        import django

        django.setup()
        yield
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def check(count: int) -> float:
    """Check so many people as the administrator; gives the seconds."""
    from kim.privacy.public import Scope, open_scope
    from kim.workbench.actions import import_steps, imports

    user = administrator()
    imports.AT_ONCE = 10**9
    with open_scope(Scope(name="bench", user_id=user.pk)):
        run = imports.upload(
            by=user, target=imports.importing.target("people"), file_name="bench.csv", data=people(count)
        )
        sheet = run.file.preview[0]
        mapping = imports.propose(imports.importing.target("people"), user, sheet["rows"][0])
        started = time.perf_counter()
        run = imports.choose_columns(run=run, by=user, sheet="", head_line=1, mapping=mapping)
        while run.state == "checking":
            import_steps.check_next(run, by=user)
        seconds = time.perf_counter() - started
        print(f"check of {count:6,} rows: {seconds:6.2f} s, {count / seconds:6.0f} rows a second, {states(run)}")
        if count == 1_000:
            time_of("import", lambda: imports.confirm(run=run, by=user))
            time_of("undo  ", lambda: imports.undo(run=run, by=user))
    return seconds


def time_of(what: str, act: Any) -> None:
    """Do it and print how long it took."""
    started = time.perf_counter()
    act()
    print(f"{what} of those rows: {time.perf_counter() - started:6.2f} s")


def states(run: Any) -> str:
    """How many rows are in which state."""
    from django.db.models import Count

    return ", ".join(
        f"{row['state']} {row['n']}" for row in run.rows.order_by().values("state").annotate(n=Count("pk"))
    )


def administrator() -> Any:
    """Somebody who may import people."""
    from kim.organisation.public import Membership

    return Membership.objects.filter(role="administrator", user__is_active=True).select_related("user").first().user


def people(count: int) -> bytes:
    """A list of invented people in Windows-1252 with semicolons."""
    from kim.organisation.public import Municipality

    chance, places = random.Random(7), [place.name for place in Municipality.objects.all()]  # noqa: S311
    lines = ["Nachname;Vorname;Geburtsdatum;Sprachen;Staatsangehörigkeit;Gemeinde"]
    for _number in range(count):
        family = chance.choice(FAMILY) + "".join(chance.choices(SYLLABLES, k=chance.randint(0, 3)))
        born = f"{chance.randint(1, 28):02d}.{chance.randint(1, 12):02d}.{chance.randint(1950, 2006)}"
        lines.append(f"{family};{chance.choice(GIVEN)};{born};Arabisch, Deutsch;Syrien;{chance.choice(places)}")
    return "\r\n".join(lines).encode("cp1252")


def open_a_huge_workbook() -> None:
    """200,000 rows: one sentence, in bounded memory."""
    import xlsxwriter

    from kim.sheets.reading import Unreadable, read

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True})
    sheet = book.add_worksheet()
    for line in range(200_000):
        sheet.write_row(line, 0, ["Name", "Vorname", line, "05162008", "x", "y"])
    book.close()
    started = time.perf_counter()
    try:
        read(buffer.getvalue())
    except Unreadable as fault:
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        print(
            f"workbook of 200,000 rows: {fault.code} after {time.perf_counter() - started:.2f} s, child at most {peak} MB"
        )


if __name__ == "__main__":
    sys.exit(main())
