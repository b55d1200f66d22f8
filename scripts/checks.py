"""Every check of `make test`, each with its time; the first that fails stops the run.

Checks that need one processor and nothing of each other run side by side; what they say comes when they end.

python scripts/checks.py [--quick | --all]
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
WORKERS = str(min(os.cpu_count() or 1, 4))
# Compiled once for all processes the checks start, outside the tree, also where Python is told to keep nothing.
BYTECODE = ROOT / ".make" / "bytecode"
Check = tuple[str, Callable[[], None]]


def run(*command: str, **environment: str) -> None:
    """Run a command in the project; its failure ends the checks."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    inherited.setdefault("PYTHONPYCACHEPREFIX", str(BYTECODE))
    subprocess.run([str(part) for part in command], cwd=ROOT, check=True, env={**inherited, **environment})


def lint() -> None:
    run(BIN / "ruff", "check", "--quiet", ".")
    run(BIN / "ruff", "format", "--check", "--quiet", ".")
    run(BIN / "djlint", "kim/web/templates", "--lint", "--quiet")


def contracts() -> None:
    run(BIN / "lint-imports", "--no-cache", DJANGO_SETTINGS_MODULE="kim.config.settings.test")


def types() -> None:
    run(BIN / "mypy", "--no-error-summary", "--cache-dir=.mypy_cache")


def translations() -> None:
    run(BIN / "python", "scripts/catalogues.py", "check")


def migrations() -> None:
    run(
        BIN / "python", "-m", "django", "makemigrations", "--check", "--dry-run",
        DJANGO_SETTINGS_MODULE="kim.config.settings.test", PYTHONWARNINGS="ignore:Got an error checking",
        KIM_DATABASE_URL="dbname=none host=127.0.0.1",
    )  # fmt: skip


def empty_database() -> None:
    """Run every migration once, into a cluster that all tests copy."""
    run(BIN / "python", "-m", "tests.clusters")


def tests() -> None:
    run(BIN / "python", "-m", "pytest", "-q", "-n", WORKERS, "-m", "not browser and not wheel")


def browser() -> None:
    chromium()
    run(BIN / "python", "-m", "pytest", "-q", "-n", WORKERS, "--dist", "worksteal", "-m", "browser", "tests/browser")


def browser_everywhere() -> None:
    os.environ["KIM_AXE_VARIANTS"] = "all"
    browser()


def wheel() -> None:
    run(BIN / "python", "-m", "pytest", "-q", "-m", "wheel", "tests/test_wheel.py")


def documentation() -> None:
    run(BIN / "mkdocs", "build", "--strict", "--quiet", "--site-dir", "build/site")


def older_postgres() -> None:
    """The tests of the database on PostgreSQL 15, where it is installed."""
    if not Path("/usr/lib/postgresql/15/bin/initdb").exists():
        print("  PostgreSQL 15 is not installed here; left out. Install the package postgresql-15 to include it.")
        return
    run(BIN / "python", "scripts/postgres15.py")


def chromium() -> None:
    """Debian's chromium, installed when missing and possible."""
    if shutil.which("chromium"):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("  Installing chromium …", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update"], check=False, **quiet)
        subprocess.run(
            ["apt-get", "install", "-y", "--no-install-recommends", "chromium"],
            check=False, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, **quiet,
        )  # fmt: skip
    if not shutil.which("chromium"):
        sys.exit("The browser tests need chromium. Install Debian's package chromium, then run `make test` again.")


STATIC: list[Check] = [
    ("types", types),
    ("every migration from nothing", empty_database),
    ("lint", lint),
    ("import contracts", contracts),
    ("translations", translations),
    ("migrations", migrations),
]
PACKAGING: list[Check] = [("wheel", wheel), ("documentation", documentation)]
# Each inner list runs side by side; the wheel mostly waits and takes longest, so it begins early.
QUICK: list[list[Check]] = [STATIC, [("tests", tests)]]
FIRST: list[Check] = [*STATIC[:2], *PACKAGING, *STATIC[2:]]
NORMAL: list[list[Check]] = [FIRST, [("tests", tests)], [("browser and accessibility", browser)]]
EVERYTHING: list[list[Check]] = [
    FIRST,
    [("tests", tests)],
    [("browser and accessibility, all variants", browser_everywhere)],
    [("PostgreSQL 15", older_postgres)],
]


def passes(name: str, check: Callable[[], None]) -> bool:
    """Make one check, telling what it says while it runs."""
    print(f"== {name}", flush=True)
    start = time.monotonic()
    try:
        check()
    except subprocess.CalledProcessError:
        print(f"== {name} failed")
        return False
    print(f"   {time.monotonic() - start:.0f} s", flush=True)
    return True


def all_pass(checks: list[Check]) -> bool:
    """Make the checks side by side, each in a process of its own; what each said comes in one piece."""

    def told(name: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, __file__, "--only", name]
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)

    if len(checks) == 1:
        return passes(*checks[0])
    with ThreadPoolExecutor(int(WORKERS)) as pool:
        answers = []
        for answer in pool.map(told, [name for name, _ in checks]):
            print(answer.stdout, end="", flush=True)
            answers.append(answer.returncode)
    return not any(answers)


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--only"]:
        named = dict(check for checks in [*NORMAL, *EVERYTHING] for check in checks)
        return 0 if passes(arguments[1], named[arguments[1]]) else 1
    chosen = QUICK if "--quick" in arguments else EVERYTHING if "--all" in arguments else NORMAL
    began = time.monotonic()
    if not all(all_pass(checks) for checks in chosen):
        return 1
    print(f"== all passed in {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
