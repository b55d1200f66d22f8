"""Copy the few front-end files KIM serves out of node_modules, and make the fonts its letters are set in.

Nothing of it is committed: the files go into the wheel at build time, with a manifest that names the
package, version, licence and checksum of each. Run it after `npm ci`; it does nothing when all is in place.
"""

import hashlib
import io
import json
import re
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
VENDOR = "kim/web/static/vendor"
FONTS = "kim/fonts"
MANIFEST = f"{VENDOR}/manifest.json"
COVERAGE = f"{FONTS}/coverage.json"

KERN = "@kern-ux/native"
NOTO_ARABIC = "@fontsource/noto-sans-arabic"
NOTO_EMOJI = "@fontsource/noto-emoji"
NOTO_ETHIOPIC = "@fontsource/noto-sans-ethiopic"
VAZIRMATN = "@fontsource/vazirmatn"


@dataclass(frozen=True)
class Asset:
    """One file to take over: from which package, to which place, under which licence."""

    package: str
    source: str
    target: str
    licence: str

    @property
    def is_converted(self) -> bool:
        """Web fonts become plain TrueType where Typst is to read them."""
        return self.source.endswith(".woff2") and self.target.endswith(".ttf")


@dataclass(frozen=True)
class Entry:
    """What the manifest says about one file; `path` is relative to the `kim` package."""

    path: str
    package: str
    version: str
    licence: str
    sha256: str


@dataclass(frozen=True)
class Outcome:
    """What a run did: the manifest's entries, whether files were written, what the style sheets fetch."""

    entries: tuple[Entry, ...]
    changed: bool
    outside: tuple[str, ...]


class AssetError(Exception):
    """Says in one sentence what is missing and what to do."""


def _fira(weight: str, folder: str, suffix: str) -> Asset:
    source = f"dist/fonts/fira-sans/FiraSans-{weight}.woff2"
    return Asset(KERN, source, f"{folder}/FiraSans-{weight}.{suffix}", "OFL-1.1")


def _vazirmatn(weight: int) -> Asset:
    # In print this one leads: Noto builds letters from strokes and dots, which PDF readers then speak twice.
    source = f"files/vazirmatn-arabic-{weight}-normal.woff2"
    return Asset(VAZIRMATN, source, f"{FONTS}/vazirmatn-arabic-{weight}.ttf", "OFL-1.1")


def _noto_arabic(weight: int, folder: str, suffix: str) -> Asset:
    name = f"noto-sans-arabic-arabic-{weight}-normal"
    return Asset(NOTO_ARABIC, f"files/{name}.woff2", f"{folder}/{name}.{suffix}", "OFL-1.1")


def _noto_ethiopic(weight: int, folder: str, suffix: str) -> Asset:
    name = f"noto-sans-ethiopic-ethiopic-{weight}-normal"
    return Asset(NOTO_ETHIOPIC, f"files/{name}.woff2", f"{folder}/{name}.{suffix}", "OFL-1.1")


ASSETS: tuple[Asset, ...] = (
    Asset(KERN, "dist/kern.min.css", f"{VENDOR}/kern.min.css", "EUPL-1.2"),
    Asset(KERN, "LICENSE.md", f"{VENDOR}/licences/kern-ux-EUPL-1.2.md", "EUPL-1.2"),
    Asset(NOTO_ARABIC, "LICENSE", f"{VENDOR}/licences/noto-sans-arabic-OFL-1.1.txt", "OFL-1.1"),
    Asset(NOTO_EMOJI, "LICENSE", f"{VENDOR}/licences/noto-emoji-OFL-1.1.txt", "OFL-1.1"),
    Asset(NOTO_ETHIOPIC, "LICENSE", f"{VENDOR}/licences/noto-sans-ethiopic-OFL-1.1.txt", "OFL-1.1"),
    Asset(VAZIRMATN, "LICENSE", f"{VENDOR}/licences/vazirmatn-OFL-1.1.txt", "OFL-1.1"),
    *(_fira(weight, f"{VENDOR}/fonts", "woff2") for weight in ("Regular", "Medium", "SemiBold")),
    *(_noto_arabic(weight, f"{VENDOR}/fonts", "woff2") for weight in (400, 600)),
    *(_noto_ethiopic(weight, f"{VENDOR}/fonts", "woff2") for weight in (400, 600)),
    *(_fira(weight, FONTS, "ttf") for weight in ("Regular", "Medium", "SemiBold")),
    *(_vazirmatn(weight) for weight in (400, 600)),
    *(_noto_arabic(weight, FONTS, "ttf") for weight in (400, 600)),
    *(_noto_ethiopic(weight, FONTS, "ttf") for weight in (400, 600)),
    # What people write must print as they wrote it; browsers bring pictographs along, Typst does not.
    Asset(NOTO_EMOJI, "files/noto-emoji-emoji-400-normal.woff2", f"{FONTS}/noto-emoji-400.ttf", "OFL-1.1"),
)


def copy_assets(root: Path = ROOT, assets: Iterable[Asset] = ASSETS) -> Outcome:
    """Bring every file of the list into place, or leave all untouched when it is there already."""
    assets = tuple(assets)
    versions = {package: _installed_version(root, package) for package in {a.package for a in assets}}
    outside = _fetched_by_css(root, assets)
    known = _entries_in_place(root)
    if known is not None and _recipe(known) == {_line(a, versions[a.package]) for a in assets}:
        return Outcome(known, changed=False, outside=outside)
    entries = tuple(_bring(root, asset, versions[asset.package]) for asset in assets)
    _write(root / COVERAGE, json.dumps(_coverage(root, assets)).encode())
    _write(root / MANIFEST, _as_json([asdict(entry) for entry in entries]))
    return Outcome(entries, changed=True, outside=outside)


def references_outside(css: str) -> list[str]:
    """What a style sheet would fetch: imports and every url() that is neither data nor a fragment."""
    imports = re.findall(r"@import[^;]*;", css)
    quoted = re.sub(r"""url\(\s*(["'])(?:(?!\1).)*\1\s*\)""", lambda match: _kept(match[0]), css, flags=re.S)
    return imports + re.findall(r"url\(\s*[\"']?(?!data:|#|[\"'])[^)]*\)", quoted)


def _kept(url: str) -> str:
    inner = url[4:-1].strip()[1:-1]
    return "" if inner.startswith(("data:", "#")) else url


def _installed_version(root: Path, package: str) -> str:
    try:
        description = (root / "node_modules" / package / "package.json").read_text(encoding="utf-8")
        return str(json.loads(description)["version"])
    except (OSError, ValueError, KeyError) as error:
        raise AssetError(f"The package {package} is not in node_modules: run `npm ci` first.") from error


def _source_bytes(root: Path, asset: Asset) -> bytes:
    try:
        return (root / "node_modules" / asset.package / asset.source).read_bytes()
    except OSError as error:
        raise AssetError(f"{asset.package} has no file {asset.source}: run `npm ci` again.") from error


def _fetched_by_css(root: Path, assets: Iterable[Asset]) -> tuple[str, ...]:
    sheets = (asset for asset in assets if asset.source.endswith(".css"))
    return tuple(
        f"{asset.target}: {reference}"
        for asset in sheets
        for reference in references_outside(_source_bytes(root, asset).decode("utf-8"))
    )


def _bring(root: Path, asset: Asset, version: str) -> Entry:
    content = _source_bytes(root, asset)
    if asset.is_converted:
        content = _as_truetype(content)
    _write(root / asset.target, content)
    digest = hashlib.sha256(content).hexdigest()
    return Entry(_in_package(asset.target), asset.package, version, asset.licence, digest)


def _as_truetype(woff2: bytes) -> bytes:
    # The time stamp stays the designer's, so that the same package gives the same bytes.
    font = _open_font(io.BytesIO(woff2))
    font.flavor = None
    plain = io.BytesIO()
    font.save(plain)
    return plain.getvalue()


def _open_font(source: Path | io.BytesIO) -> Any:
    """The font, by a tool that only building needs: a second run does without it."""
    try:
        import brotli  # noqa: F401
        from fontTools.ttLib import TTFont
    except ImportError as error:
        raise AssetError("fontTools and brotli are missing: install requirements/dev.txt first.") from error
    return TTFont(source, recalcTimestamp=False)


def _coverage(root: Path, assets: Iterable[Asset]) -> dict[str, list[list[int]]]:
    """Per family the characters every weight has: PDF/UA forbids the empty box of a missing glyph."""
    families: dict[str, set[int]] = {}
    for asset in assets:
        if asset.is_converted:
            font = _open_font(root / asset.target)
            name, covered = font["name"].getBestFamilyName(), set(font.getBestCmap())
            families[name] = families.get(name, covered) & covered
    return {name: _ranges(sorted(codes)) for name, codes in families.items()}


def _ranges(codes: list[int]) -> list[list[int]]:
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return ranges


def _entries_in_place(root: Path) -> tuple[Entry, ...] | None:
    """The manifest's entries, or nothing as soon as one file is missing or differs."""
    try:
        entries = tuple(Entry(**row) for row in json.loads((root / MANIFEST).read_text(encoding="utf-8")))
        intact = (root / COVERAGE).exists() and all(_digest(root, e.path) == e.sha256 for e in entries)
    except (OSError, ValueError, TypeError):
        return None
    return entries if intact else None


def _digest(root: Path, path: str) -> str:
    return hashlib.sha256((root / "kim" / path).read_bytes()).hexdigest()


def _recipe(entries: Iterable[Entry]) -> set[tuple[str, str, str, str]]:
    return {(entry.path, entry.package, entry.version, entry.licence) for entry in entries}


def _line(asset: Asset, version: str) -> tuple[str, str, str, str]:
    return (_in_package(asset.target), asset.package, version, asset.licence)


def _in_package(target: str) -> str:
    return target.removeprefix("kim/")


def _as_json(value: object) -> bytes:
    return (json.dumps(value, indent=1) + "\n").encode()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half_written = path.with_name(path.name + ".part")
    half_written.write_bytes(content)
    half_written.replace(path)


def main() -> int:
    """Copy, and say in a line what happened."""
    try:
        outcome = copy_assets()
    except AssetError as error:
        print(error, file=sys.stderr)
        return 1
    for reference in outcome.outside:
        print(f"Note: {reference} would be fetched by the browser.", file=sys.stderr)
    print(f"Assets: {len(outcome.entries)} files {'copied' if outcome.changed else 'already in place'}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
