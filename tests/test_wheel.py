"""The wheel stands alone: built, installed into a clean environment, started from somewhere else."""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest

from tests.cli.helpers import ROOT, place

pytestmark = pytest.mark.wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True, capture_output=True,
    )  # fmt: skip
    return next(folder.glob("kim-*.whl"))


def test_everything_a_page_or_a_letter_needs_is_inside(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())

    for part in (
        "kim/web/static/vendor/manifest.json", "kim/web/static/kim/kim.js", "kim/counties/rhein-kreis-neuss.toml",
        "kim/casework/sql/policies.sql", "kim/casework/locale/de/LC_MESSAGES/django.mo", "kim/web/templates/base.html",
    ):  # fmt: skip
        assert part in names, part
    assert any(name.startswith("kim/fonts/") and name.endswith(".ttf") for name in names)
    assert not any(name.startswith("tests/") for name in names)


def test_it_starts_in_a_clean_environment(wheel, monkeypatch):
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)  # what is compiled here goes with the environment
    with tempfile.TemporaryDirectory(prefix="kim-wheel-") as folder:
        Path(folder).chmod(0o755)
        subprocess.run([sys.executable, "-m", "venv", f"{folder}/venv"], check=True)
        python = f"{folder}/venv/bin/python"
        uv = Path(sys.executable).with_name("uv")
        pip = [python, "-m", "pip", "install", "--quiet"]
        install = [str(uv), "pip", "install", "--quiet", "--python", python] if uv.exists() else pip
        subprocess.run([*install, "--require-hashes", "-r", str(ROOT / "requirements" / "base.txt")], check=True)
        subprocess.run([*install, "--no-deps", str(wheel)], check=True)
        with place(migrated=False, program=[f"{folder}/venv/bin/kim"], cwd=Path(folder)) as here:
            profile = next(Path(folder).glob("venv/lib/python*/site-packages/kim/counties/rhein-kreis-neuss.toml"))
            assert here.kim("county", "check", str(profile)).returncode == 0
            with here.running("--demo", "--people", "30") as run:
                status, page = run.get("/konto/anmelden/")
                assert status == 200 and "Anmelden" in page
                assert run.get("/static/vendor/kern.min.css")[0] == 200
