"""The main job in a real browser: the handbook's story, from the first enquiry to the handover, and the trail behind it.

What a user would care about at each step is asserted in the chapters themselves, scripts/story*.py.
"""

import os
import subprocess
import sys

import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.browser.conftest import ROOT

pytestmark = pytest.mark.browser


def test_a_person_is_taken_from_first_contact_to_closing_reopening_and_handover(page, kim, database):
    sys.path.insert(0, str(ROOT / "scripts"))
    from pictures import Walk
    from story import tell

    page.set_viewport_size({"width": 1200, "height": 860})
    page.set_default_timeout(30_000)
    tell(Walk(page, kim, keep=False))

    owner = make_conninfo(os.environ["KIM_OWNER_URL"], dbname=conninfo_to_dict(database)["dbname"])
    environment = {**os.environ, "KIM_OWNER_URL": owner, "KIM_SECRET_KEY": "x" * 60}
    environment["DJANGO_SETTINGS_MODULE"] = "kim.config.settings.dev"
    verified = subprocess.run(
        [sys.executable, "-m", "kim.cli", "audit", "verify"], env=environment, cwd=ROOT, capture_output=True, text=True
    )
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "intact" in verified.stdout
