"""Says in one sentence what is missing before set-up can begin. Runs on any Python 3."""

import shutil
import subprocess
import sys

PYTHON, NODE = (3, 11), 20


def node_version():
    """The major version of Node, 0 if there is none."""
    try:
        out = subprocess.run(
            ["node", "--version"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True
        ).stdout
        return int(out.decode().lstrip("v").split(".")[0])
    except (OSError, ValueError, subprocess.CalledProcessError):
        return 0


def missing(only_node):
    """The first thing that is missing, as a sentence; empty if nothing is."""
    if only_node:
        if node_version() < NODE:
            found = node_version()
            what = "is too old" if found else "is missing"
            return "Node.js {} {}. Install Node.js {} or newer, then run the command again.".format(
                found or "", what, NODE
            )
        if not shutil.which("npm"):
            return "npm is missing. Install it (it comes with Node.js), then run the command again."
        return ""
    if sys.version_info < PYTHON:
        return "This is Python {}.{}; KIM needs 3.11 or newer. Run it with PYTHON=python3.11.".format(
            *sys.version_info[:2]
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return "This Python cannot make virtual environments. Install python3-venv, then run the command again."
    if shutil.disk_usage(".").free < 1500 * 1024 * 1024:
        return "Less than 1.5 GB are free here. Free some space, then run the command again."
    return ""


if __name__ == "__main__":
    problem = missing("--node" in sys.argv)
    if problem:
        sys.exit(problem.replace("  ", " "))
