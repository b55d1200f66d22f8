"""Every check of `make test`, in order, each with its time; the first that fails stops the run.

python scripts/checks.py [--quick | --all]
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
Check = tuple[str, Callable[[], None]]


def run(*command: str, **environment: str) -> None:
    """Run a command in the project; its failure ends the checks."""
    subprocess.run([str(part) for part in command], cwd=ROOT, check=True, env={**os.environ, **environment})


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


def tests() -> None:
    run(BIN / "python", "-m", "pytest", "-q", "-n", str(min(os.cpu_count() or 1, 4)), "-m", "not browser and not wheel")


def browser() -> None:
    chromium()
    run(BIN / "python", "-m", "pytest", "-q", "-m", "browser")


def browser_everywhere() -> None:
    chromium()
    run(BIN / "python", "-m", "pytest", "-q", "-m", "browser", KIM_AXE_VARIANTS="all")


def wheel() -> None:
    run(BIN / "python", "-m", "pytest", "-q", "-m", "wheel")


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
    ("lint", lint),
    ("import contracts", contracts),
    ("types", types),
    ("translations", translations),
    ("migrations", migrations),
]
QUICK: list[Check] = [*STATIC, ("tests", tests)]
NORMAL: list[Check] = [
    *QUICK,
    ("browser and accessibility", browser),
    ("documentation", documentation),
    ("wheel", wheel),
]
EVERYTHING: list[Check] = [
    *QUICK,
    ("browser and accessibility, all variants", browser_everywhere),
    ("documentation", documentation),
    ("wheel", wheel),
    ("PostgreSQL 15", older_postgres),
]


def main(arguments: list[str]) -> int:
    chosen = QUICK if "--quick" in arguments else EVERYTHING if "--all" in arguments else NORMAL
    began = time.monotonic()
    for name, check in chosen:
        print(f"== {name}", flush=True)
        start = time.monotonic()
        try:
            check()
        except subprocess.CalledProcessError:
            print(f"== {name} failed")
            return 1
        print(f"   {time.monotonic() - start:.0f} s", flush=True)
    print(f"== all passed in {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
