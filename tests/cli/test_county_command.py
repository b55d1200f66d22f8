"""`kim county diff` and `kim county export`: what a file would change, and the county written out again."""

import json

from tests.cli.helpers import ROOT, place

NEUSS = ROOT / "counties" / "rhein-kreis-neuss.toml"


def test_a_county_that_was_loaded_is_what_its_file_says():
    with place() as here:
        assert here.kim("county", "load", str(NEUSS)).returncode == 0
        same = here.kim("county", "diff", str(NEUSS))
        assert (same.returncode, "Nothing to change" in same.stdout) == (0, True)


def test_a_county_is_compared_written_out_and_loaded_again(tmp_path):
    with place() as here:
        assert here.kim("demo", "--people", "5").returncode == 0
        moved = here.kim("county", "diff", str(NEUSS))  # the demo moves posts to another office step by step
        assert (moved.returncode, "Supervision of posts" in moved.stdout) == (1, True)

        out = tmp_path / "county.toml"
        assert here.kim("county", "export", str(out)).returncode == 0
        assert (tmp_path / "rhein-kreis-neuss.svg").is_file()
        assert here.kim("county", "diff", str(out)).returncode == 0
        assert here.kim("county", "export").stdout == out.read_text()

        out.write_text(out.read_text().replace('name = "Dormagen"', 'name = "Stadt Dormagen"', 1))
        other = here.kim("county", "diff", str(out))
        assert other.returncode == 1
        assert "Dormagen → Stadt Dormagen" in other.stdout
        told = json.loads(here.kim("county", "diff", str(out), "--json").stdout)
        assert {change["after"] for change in told["changes"]} >= {"Stadt Dormagen"}

        out.write_text("[county")
        broken = here.kim("county", "diff", str(out))
        assert broken.returncode == 2
        assert "The profile has faults" in broken.stderr
        assert here.kim("county", "diff", str(tmp_path / "none.toml")).returncode == 2
