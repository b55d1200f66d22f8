"""`kim run`: the web server and the worker, started together and stopped together."""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from kim.cli import demo, migrate
from kim.cli.environment import database, only_one, uses_embedded, writable_state
from kim.cli.output import OK, fail, say

LEAST_FREE = 500 * 1024 * 1024


def run(*, port: int, with_demo: bool, people: int) -> int:
    """Start KIM and stay until it is stopped; gives the exit code."""
    _refuse_taken_port(port)
    if not uses_embedded():
        with database(as_owner=False):
            _refuse_demo_at_work()
            return _serve(port)
    folder = writable_state()
    _refuse_full_disk(folder)
    _say_where_mail_goes(folder, port)
    first = not (folder / "postgres").exists()
    if first:
        say(f"First start. Setting up a database in {folder} …")
    with only_one(folder), database(as_owner=True) as server:
        assert server is not None
        try:
            migrate.migrate(quiet=True)
            _refuse_demo_at_work()
            if with_demo:
                demo.ensure(people=people)
            if first:
                say("Starting the web server …")
            return _serve(port)
        finally:
            server.stop()  # also one that a crash had left running


def _say_where_mail_goes(folder: Path, port: int) -> None:
    """Links in mails lead here; without a mail server, mails are written into a folder instead of being sent."""
    os.environ.setdefault("KIM_ADDRESS", f"http://127.0.0.1:{port}")
    if not os.environ.get("KIM_MAIL_HOST"):
        os.environ.setdefault("KIM_MAIL_FOLDER", str(folder / "mails"))


def _refuse_demo_at_work() -> None:
    from django.conf import settings

    from kim.privacy.public import Installation

    if not settings.DEMO_ALLOWED and Installation.objects.filter(demo=True).exists():
        fail("This is a demo database; production settings refuse it. Create a new database.")


def _serve(port: int) -> int:
    environment = {name: value for name, value in os.environ.items() if name not in ("KIM_CONNECT_AS", "KIM_OWNER_URL")}
    web = ["gunicorn", "kim.config.wsgi:application", "--config", "python:kim.config.gunicorn"]
    stopping: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        stopping.append(number)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    children = [_child(environment, *web, "--bind", f"127.0.0.1:{port}")]
    try:
        if _wait_until_up(port, children, stopping):
            _greet(port)
        children.append(_child(environment, "kim.cli", "worker"))
        while not stopping and all(child.poll() is None for child in children):
            time.sleep(0.2)
    finally:
        _stop(children)
    if not stopping:
        fail("KIM stopped by itself. The lines above say why; `kim doctor` checks what it needs.")
    say("KIM has stopped.")
    return OK


def _child(environment: dict[str, str], module: str, *arguments: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.Popen(command, env=environment, preexec_fn=_die_with_parent)


def _die_with_parent() -> None:
    """A child does not outlive `kim run`, however it ends; Ctrl-C reaches the parent alone."""
    os.setpgrp()
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _stop(children: list["subprocess.Popen[bytes]"]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=15)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _wait_until_up(port: int, children: list["subprocess.Popen[bytes]"], stopping: list[int]) -> bool:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not stopping and all(child.poll() is None for child in children):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.1)
    return False


def _greet(port: int) -> None:
    from kim.privacy.public import Installation

    say(f"\nKIM is running at http://127.0.0.1:{port}/   (Ctrl-C stops it)")
    if folder := os.environ.get("KIM_MAIL_FOLDER"):
        say(f"No mail server is set up; mails are written into {folder}")
    if Installation.objects.filter(demo=True).exists():
        say("This is a demo county: every person in it is invented, and so is all you enter.")
        say(f"Sign in with one click on the sign-in page, or by name; the password of all is {demo.PASSWORD}")
        for role, people in _by_role().items():
            say(f"  {role}: {', '.join(people)}")
        say()


def _by_role() -> dict[str, list[str]]:
    """The invented accounts of today by what they work as, in the order of the roles."""
    from django.utils import timezone

    from kim.organisation.public import Membership, Role

    rows = Membership.objects.on(timezone.localdate()).filter(user__synthetic=True, user__is_active=True)
    found = list(rows.values_list("role", "user__username").distinct().order_by("user__username"))
    return {str(role.label): names for role in Role if (names := [name for mine, name in found if mine == role])}


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            fail(f"Port {port} is taken. Stop what is using it, or choose another: PORT={port + 1} make run")


def _refuse_full_disk(folder: Path) -> None:
    place = folder if folder.exists() else folder.parent
    free = shutil.disk_usage(place).free
    if free < LEAST_FREE:
        fail(f"Only {free // 1024**2} MB are free at {place}; KIM needs {LEAST_FREE // 1024**2} MB. Free some space.")
