"""Running the real `kim` in a place of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests import clusters

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Place:
    """A state folder and an environment without the tests' database."""

    def __init__(self, folder: Path, program: list[str] | None = None, cwd: Path = ROOT) -> None:
        self.state = folder / "state"
        self.program = program or [sys.executable, "-m", "kim.cli"]
        self.cwd = cwd
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("KIM_", "DJANGO_", "PYTEST"))
        } | {"KIM_STATE": str(self.state)}

    def kim(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [*self.program, *arguments], env=self.environment | environment, cwd=self.cwd, capture_output=True, text=True,
            stdin=subprocess.DEVNULL, timeout=180,
        )  # fmt: skip

    @contextmanager
    def running(self, *arguments: str) -> Iterator["Running"]:
        port = free_port()
        process = subprocess.Popen(
            [*self.program, "run", "--port", str(port), *arguments], env=self.environment, cwd=self.cwd,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        run = Running(process, port)
        try:
            run.wait_until_up()
            yield run
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.wait(40)
            process.stdout.close()

    def processes(self) -> list[str]:
        """Command lines of every process that works for this place."""
        found = []
        for process in psutil.process_iter(["cmdline", "environ", "status"]):
            words = " ".join(process.info["cmdline"] or [])
            mine = str(self.state) in words or (process.info["environ"] or {}).get("KIM_STATE") == str(self.state)
            if mine and process.info["status"] != psutil.STATUS_ZOMBIE and process.pid != os.getpid():
                found.append(words)
        return found


class Running:
    def __init__(self, process: subprocess.Popen, port: int) -> None:
        self.process, self.port = process, port

    def wait_until_up(self, seconds: float = 180) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError(self.process.stdout.read())
            try:
                self.get("/bereit/")
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("KIM did not come up")

    def get(self, path: str) -> tuple[int, str]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")

    def stop(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(40)


@contextmanager
def place(*, migrated: bool = True, **values) -> Iterator[Place]:
    """A state folder as `kim migrate` leaves it, or an empty one, gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="kim-cli-"))
    folder.chmod(0o755)  # as root the database runs as a user of its own
    somewhere = Place(folder, **values)
    if migrated:
        clusters.copy(somewhere.state)
    try:
        yield somewhere
    finally:
        somewhere.kim("reset", "--yes")
        shutil.rmtree(folder, ignore_errors=True)


def until(condition, seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.2)
    return False
