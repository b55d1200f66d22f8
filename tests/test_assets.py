"""The files taken over from packages: complete, unchanged, never fetched from elsewhere."""

import hashlib
import json
from pathlib import Path

import pytest

from scripts import assets

KERN_FOLDER = "node_modules/@kern-ux/native"


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Path:
    """An empty house beside the real packages, with everything copied once."""
    root = tmp_path_factory.mktemp("house")
    (root / "node_modules").symlink_to(assets.ROOT / "node_modules")
    assert assets.copy_assets(root).changed
    return root


@pytest.fixture
def small_house(tmp_path) -> tuple[Path, list[assets.Asset]]:
    """A house with one made-up package, for what would be slow with the real ones."""
    package = tmp_path / "node_modules/small"
    package.mkdir(parents=True)
    (package / "package.json").write_text('{"version": "1.0.0"}')
    (package / "small.css").write_text("a{color:red}")
    return tmp_path, [assets.Asset("small", "small.css", f"{assets.VENDOR}/small.css", "MIT")]


def test_the_browser_and_the_letters_find_their_files(house):
    vendor, fonts = house / assets.VENDOR, house / assets.FONTS

    assert (vendor / "kern.min.css").stat().st_size > 100_000
    assert len(list((vendor / "fonts").glob("*.woff2"))) == 7
    assert {path.read_bytes()[:4] for path in fonts.glob("*.ttf")} == {b"\x00\x01\x00\x00"}
    assert not (vendor / "htmx.min.js").exists()


def test_the_manifest_names_origin_licence_and_checksum_of_every_file(house):
    entries = json.loads((house / assets.MANIFEST).read_text())

    assert {entry["licence"] for entry in entries} == {"EUPL-1.2", "OFL-1.1"}
    for entry in entries:
        content = (house / "kim" / entry["path"]).read_bytes()
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
        assert entry["version"][0].isdigit()
    named = {house / "kim" / entry["path"] for entry in entries}
    present = {p for folder in (assets.VENDOR, assets.FONTS) for p in (house / folder).rglob("*") if p.is_file()}
    assert present - named == {house / assets.MANIFEST, house / assets.COVERAGE}


def test_a_second_run_changes_nothing(house):
    before = (house / assets.MANIFEST).stat().st_mtime_ns

    outcome = assets.copy_assets(house)

    assert not outcome.changed
    assert (house / assets.MANIFEST).stat().st_mtime_ns == before


def test_the_same_package_gives_the_same_font():
    source = assets.ROOT / KERN_FOLDER / "dist/fonts/fira-sans/FiraSans-Regular.woff2"

    assert assets._as_truetype(source.read_bytes()) == assets._as_truetype(source.read_bytes())


def test_letters_can_show_the_scripts_of_the_people_we_advise(house):
    families = json.loads((house / assets.COVERAGE).read_text())
    known = {code for ranges in families.values() for a, b in ranges for code in range(a, b + 1)}

    assert next(iter(families)) == "Fira Sans"
    for words in ("Grüße »ß« …", "Çelik Iğdır", "Привіт їєґ", "سمر گچپژ ډښ ێۆ ٹے", "Căștan Łódź", "🙂"):
        assert not {sign for sign in words if ord(sign) not in known}, words


@pytest.mark.parametrize("harm", ["damage", "remove"])
def test_a_harmed_file_is_copied_again(small_house, harm):
    root, recipe = small_house
    assets.copy_assets(root, recipe)
    copied = root / assets.VENDOR / "small.css"
    copied.write_text("broken") if harm == "damage" else copied.unlink()

    assert assets.copy_assets(root, recipe).changed
    assert copied.read_text() == "a{color:red}"


def test_a_new_version_is_copied(small_house):
    root, recipe = small_house
    assets.copy_assets(root, recipe)
    (root / "node_modules/small/package.json").write_text('{"version": "1.1.0"}')

    outcome = assets.copy_assets(root, recipe)

    assert outcome.changed
    assert [entry.version for entry in outcome.entries] == ["1.1.0"]


def test_what_a_style_sheet_would_fetch_is_reported(small_house):
    root, recipe = small_house
    css = """@import "fonts.css"; a{background:url(x.png)} b{mask:url("data:image/svg+xml,<a>")} c{fill:url(#d)}"""
    (root / "node_modules/small/small.css").write_text(css)

    outside = assets.copy_assets(root, recipe).outside

    assert [line.split(": ", 1)[1] for line in outside] == ['@import "fonts.css";', "url(x.png)"]


def test_the_design_system_fetches_nothing(house):
    assert assets.copy_assets(house).outside == ()


def test_missing_packages_are_named_with_the_way_out(tmp_path, monkeypatch, capsys):
    with pytest.raises(assets.AssetError, match="run `npm ci` first"):
        assets.copy_assets(tmp_path)

    monkeypatch.setattr(assets.copy_assets, "__defaults__", (tmp_path, assets.ASSETS))
    assert assets.main() == 1
    assert "npm ci" in capsys.readouterr().err
