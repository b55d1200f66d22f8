"""The database tests on PostgreSQL 15: a throw-away cluster of Debian's server, the tests of scope, trail and loading."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path("/usr/lib/postgresql/15/bin")
TESTS = ("tests/privacy", "tests/organisation", "tests/casework", "tests/web/test_access.py")


def main() -> int:
    folder = Path(tempfile.mkdtemp(prefix="kim-pg15-"))
    folder.chmod(0o755)
    as_user = {"user": "postgres"} if os.geteuid() == 0 else {}
    if as_user:
        shutil.chown(folder, "postgres", "postgres")

    def server(*command: str) -> None:
        subprocess.run(
            [str(BIN / command[0]), *command[1:]], check=True, cwd=folder, stdout=subprocess.DEVNULL, **as_user
        )

    data, address = str(folder / "data"), f"host={folder} dbname=postgres"
    server("initdb", "-D", data, "--auth=trust", "-U", "postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
    try:
        server("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", f"-k {folder} -h '' -F", "start")
        setup = "create role kim_app login; create role kim_owner login createdb in role kim_app;"
        subprocess.run(["psql", f"{address} user=postgres", "-qc", setup], check=True)
        environment = {
            **os.environ,
            "KIM_OWNER_URL": f"{address} user=kim_owner",
            "KIM_DATABASE_URL": f"{address} user=kim_app",
            "KIM_SUPERUSER_URL": f"{address} user=postgres",
        }
        tests = subprocess.run([sys.executable, "-m", "pytest", "-q", *TESTS], check=False, cwd=ROOT, env=environment)
        return tests.returncode
    finally:
        server("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main())
