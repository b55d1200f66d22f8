"""`kim run` as county IT meets it: it starts, says where, stops clean, and a crash leaves nothing in the way."""

import re
import shutil
import signal
import socket
import subprocess
import sys

import pytest

from tests.cli.helpers import free_port, place, until


@pytest.fixture(scope="module")
def here():
    with place() as somewhere:
        made = somewhere.kim("demo", "--people", "30")
        assert made.returncode == 0, made.stderr
        yield somewhere


def test_it_starts_says_where_and_stops_everything_on_ctrl_c(here):
    with here.running("--demo") as run:
        status, page = run.get("/konto/anmelden/")
        assert status == 200 and "Katrin Brandes" in page
        assert run.stop() == 0
        said = run.process.stdout.read()

    assert f"http://127.0.0.1:{run.port}/" in said
    assert "brandes" in said and "invented" in said
    assert "Traceback" not in said
    assert until(lambda: here.processes() == []), here.processes()


def test_a_second_start_keeps_the_data_and_a_second_run_beside_it_is_refused(here):
    with here.running("--demo") as run:
        other = here.kim("run", "--port", str(free_port()))
        assert other.returncode == 1
        assert "already running" in other.stderr
        assert "Traceback" not in other.stderr
        assert run.get("/bereit/")[0] == 200
    people = here.kim("doctor", "--json").stdout
    assert '"state": "fault"' not in people


def test_a_crash_leaves_no_orphan_that_blocks_the_next_start(here):
    with here.running() as run:
        run.stop(signal.SIGKILL)
        assert until(lambda: not any("gunicorn" in words or "worker" in words for words in here.processes()))
    with here.running() as run:
        assert run.get("/konto/anmelden/")[0] == 200
    assert until(lambda: here.processes() == []), here.processes()


def test_a_taken_port_gives_one_sentence(here):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = here.kim("run", "--port", str(taken.getsockname()[1]))

    assert answer.returncode == 1
    assert re.fullmatch(r"kim: Port \d+ is taken\. .*PORT=\d+ make run\n", answer.stderr)


def test_a_folder_that_cannot_be_written_gives_one_sentence(here):
    answer = here.kim("run", "--port", str(free_port()), KIM_STATE="/proc/kim")

    assert answer.returncode == 1
    assert "cannot write" in answer.stderr and "KIM_STATE" in answer.stderr and "Traceback" not in answer.stderr


def test_production_refuses_a_demo_database(here):
    answer = here.kim(
        "run", "--port", str(free_port()), DJANGO_SETTINGS_MODULE="kim.config.settings.production",
        KIM_SECRET_KEY="x" * 60, KIM_ALLOWED_HOSTS="kim.example.org",
    )  # fmt: skip

    assert answer.returncode == 1
    assert "demo database" in answer.stderr + answer.stdout


def test_preflight_says_what_is_missing():
    answer = subprocess.run(
        ["/usr/bin/env", "-i", "/bin/sh", "-c", f"PATH=/nowhere {sys.executable} scripts/preflight.py --node"],
        capture_output=True, text=True,
    )  # fmt: skip
    assert answer.returncode == 1
    assert "Node.js" in answer.stderr and "Install" in answer.stderr


def test_a_database_that_cannot_start_gives_one_sentence():
    with place(migrated=False) as broken:
        (broken.state / "postgres").mkdir(parents=True)
        (broken.state / "postgres" / "PG_VERSION").write_text("9")
        answer = broken.kim("migrate")
        shutil.rmtree(broken.state / "postgres")

    assert answer.returncode == 1
    assert "does not start" in answer.stderr and "Traceback" not in answer.stderr
