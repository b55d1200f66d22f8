"""Does a file of 100,000 rows need more memory than one of 1,000? Each is written by a process of its own, in one run.

    .venv/bin/python bench/exports.py [--few 1000] [--many 100000]

Makes a scratch cluster in a temporary folder with the demo county, adds running cases of one team, and lets its lead take
the list of cases out as CSV and as XLSX, through the same code as the page. Prints the peak memory of each process, what the
file added to it, the time, and the ratio of many to few. Takes about two minutes.
"""
# ruff: noqa: S608 -- numbers and names of columns, nothing comes from outside

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Fill, write each file in a process of its own, compare."""
    parser = argparse.ArgumentParser(description="Compare the memory of small and large files.")
    parser.add_argument("--few", type=int, default=1_000)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--write", nargs=2, metavar=("KIND", "ROWS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write:
        write(options.write[0], int(options.write[1]))
        return
    folder = Path(tempfile.mkdtemp(prefix="kim-bench-"))
    folder.chmod(0o755)  # as root the server runs as a user of its own
    for name in ("KIM_DATABASE_URL", "KIM_OWNER_URL"):
        os.environ.pop(name, None)
    os.environ["KIM_STATE"] = str(folder / "state")
    os.environ["PYTHONPATH"] = str(ROOT)
    try:
        measure(options.few, options.many)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(few: int, many: int) -> None:
    """Both sizes in both formats against the same database."""
    from kim.cli.environment import database  # noqa: PLC0415

    subprocess.run([sys.executable, "-m", "kim.cli", "demo"], check=True, stdout=subprocess.DEVNULL)
    with database(as_owner=True) as server:
        assert server is not None  # noqa: S101
        fill(server.owner, many)
        for kind in ("csv", "xlsx"):
            found = {rows: one(kind, rows) for rows in (few, many)}
            for rows, (peak, grown, size, seconds) in found.items():
                print(f"{kind:4} {rows:>7,} rows: peak {peak:6.1f} MB, of which the file {grown:5.1f} MB; "
                      f"{size / 1e6:5.1f} MB in {seconds:5.1f} s")  # fmt: skip
            print(f"{kind:4} peak memory, many to few: {found[many][0] / found[few][0]:.2f}\n")


def one(kind: str, rows: int) -> tuple[float, float, int, float]:
    """One file, written by a process of its own."""
    command = [sys.executable, __file__, "--write", kind, str(rows)]
    as_application = {name: value for name, value in os.environ.items() if name != "KIM_CONNECT_AS"}
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=as_application)
    peak, grown, size, seconds = answer.stdout.split()
    return float(peak), float(grown), int(size), float(seconds)


def fill(address: str, many: int) -> None:
    """As many people and running cases of the team, made from one of each."""
    import psycopg  # noqa: PLC0415

    with psycopg.connect(address, autocommit=True) as owner:
        before = _copy(
            owner, "casework_person", many, {"given_name": "'Samar' || n", "sort_key": "'haddad samar ' || n"}
        )
        _copy(owner, "casework_case", many, {
            "reference": "'B-' || n", "person_id": f"{before} + n", "enquiry_id": "null", "phase": "'monitoring'",
            "closed_on": "null", "next_due_on": "current_date + n % 90",
        })  # fmt: skip
        owner.execute("analyze")


def _copy(owner, table: str, many: int, changed: dict[str, str]) -> int:  # type: ignore[no-untyped-def]
    """Rows like the first one, numbered on; gives the number before them."""
    found = owner.execute(
        "select column_name from information_schema.columns where table_name = %s and is_generated = 'NEVER'", [table]
    ).fetchall()
    names = [name for (name,) in found if name != "id"]
    before = owner.execute(f"select max(id) from {table}").fetchone()[0]
    values = ", ".join(changed.get(name, f"p.{name}") for name in names)
    owner.execute(
        f"insert into {table} (id, {', '.join(names)}) overriding system value select {before} + n, {values} from"
        f" generate_series(1, {many}) n, (select * from {table} order by id limit 1) p"
    )
    return before


def write(kind: str, rows: int) -> None:
    """In a process of its own: the file through the page's code; prints peak, growth, size, seconds."""
    import resource  # noqa: PLC0415
    import time  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kim.config.settings.dev")
    import django  # noqa: PLC0415

    django.setup()
    from django.urls import get_resolver  # noqa: PLC0415

    from kim.organisation.public import User  # noqa: PLC0415
    from kim.web.tables import export  # noqa: PLC0415

    _ = get_resolver().url_patterns  # so that every list is known
    lead = User.objects.get(username="hollender")
    every = export.rows_of

    def first(table):  # type: ignore[no-untyped-def]
        for number, row in enumerate(every(table)):
            if number == rows:
                return
            yield row

    export.rows_of = first
    began, at_first = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    size = sum(len(block) for block in export._blocks(lead.pk, "faelle", {"view": "team"}, kind, "de"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak / 1024, (peak - at_first) / 1024, size, time.monotonic() - began)


if __name__ == "__main__":
    main()
