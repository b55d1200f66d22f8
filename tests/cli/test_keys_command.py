"""`kim keys`: which keys there are, a new one, everything taken off the old one, every file opened once."""

import json

from tests.cli.helpers import place


def test_keys_are_shown_added_rotated_and_missed():
    with place() as here:
        assert here.kim("demo", "--people", "80").returncode == 0
        status = here.kim("keys", "status")
        assert status.returncode == 0 and "used for what is new" in status.stdout
        keys = here.state / "keys"
        assert keys.stat().st_mode & 0o777 == 0o600
        old = keys.read_bytes()

        assert "Key 2 was added" in here.kim("keys", "new").stdout
        assert "Everything lies under key 2 now" in here.kim("keys", "rotate").stdout
        assert "already" in here.kim("keys", "rotate").stdout
        report = json.loads(here.kim("keys", "status", "--json").stdout)
        assert [key["number"] for key in report["keys"]] == [1, 2] and report["missing"] == {}
        assert report["keys"][0]["seals"] == 0 < report["keys"][1]["seals"]
        checked = here.kim("keys", "files")
        assert checked.returncode == 0 and ", 0 cannot be opened" in checked.stdout

        damaged = next(each for each in (here.state / "files").glob("*/*"))
        damaged.write_bytes(damaged.read_bytes()[:-20])
        checked = here.kim("keys", "files")
        assert checked.returncode == 1 and damaged.name in checked.stdout and "1 cannot be opened" in checked.stdout

        keys.write_bytes(old)  # the file from before the rotation does not fit the database
        status = here.kim("keys", "status")
        assert status.returncode == 1 and "is missing" in status.stdout
        doctor = here.kim("doctor")
        assert doctor.returncode == 1 and "!!   keys: a key is missing" in doctor.stdout
        keys.write_text("broken\n", encoding="ascii")
        status = here.kim("keys", "status")
        assert status.returncode == 1 and "cannot be read" in status.stderr and "Traceback" not in status.stderr
