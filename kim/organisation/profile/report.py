"""What `kim county check` says about a profile, for people and for machines."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from kim.organisation.profile.errors import ProfileError, ProfileErrors
from kim.organisation.profile.model import Profile
from kim.organisation.profile.reader import read_with_warnings

_WORDS: Mapping[str, tuple[str, str]] = {
    "fine": ("{file}: The profile is in order.", "{file}: Das Profil ist in Ordnung."),
    "county": (
        "{name} ({ags}): {municipalities} municipalities, {agencies} agencies, {posts} posts "
        "with {fte} full-time equivalents, {staff} members of staff, {offers} offers, {figures} figures.",
        "{name} ({ags}): {municipalities} Gemeinden, {agencies} Stellen und Träger, {posts} Personalstellen "
        "mit {fte} Stellenanteilen, {staff} Beschäftigte, {offers} Angebote, {figures} Zahlen.",
    ),
    "synthetic": (
        "{count} entries are marked as invented.",
        "{count} Einträge sind als erfunden gekennzeichnet.",
    ),
    "look": ("Please check:", "Bitte prüfen:"),
    "one": ("1 error. Nothing was loaded.", "1 Fehler. Nichts wurde geladen."),
    "many": ("{count} errors. Nothing was loaded.", "{count} Fehler. Nichts wurde geladen."),
}


class Report(NamedTuple):
    """The result of a check: in order or not, a text for people, values for machines."""

    ok: bool
    text: str
    data: dict[str, Any]


def check_report(path: Path | str | bytes, language: str = "de", name: str = "") -> Report:
    """Check the profile and say what was found; German unless the language is English."""
    file = name or _file(path)
    try:
        profile, warnings = read_with_warnings(path, file)
    except ProfileErrors as found:
        return _faults(file, found.errors, language)
    counts = summary(profile)
    shown = {**counts, "fte": _decimal(counts["fte"], language)}
    lines = [_say("fine", language, file=file), _say("county", language, **shown)]
    if counts["synthetic"]:
        lines.append(_say("synthetic", language, count=counts["synthetic"]))
    lines += [f"{_say('look', language)} {_line(warning, language)}" for warning in warnings]
    told = {"warnings": [warning.as_dict() for warning in warnings], "summary": counts}
    return Report(True, "\n".join(lines), {"ok": True, "file": file, "errors": []} | told)


def summary(profile: Profile) -> dict[str, Any]:
    """The figures of a profile that tell at a glance what is in it."""
    return {
        "name": profile.county.name,
        "ags": profile.county.ags,
        "municipalities": len(profile.municipalities),
        "agencies": len(profile.agencies),
        "posts": len(profile.posts),
        "fte": str(sum((post.fte for post in profile.posts), Decimal(0))),
        "staff": len(profile.staff),
        "offers": len(profile.offers),
        "figures": len(profile.population_figures),
        "synthetic": sum(getattr(entry, "synthetic", False) for entry in _entries(profile)),
    }


def _entries(profile: Profile) -> list[object]:
    sections = (getattr(profile, name) for name in profile.__dataclass_fields__)
    return [entry for section in sections if isinstance(section, tuple) for entry in section]


def _faults(file: str, errors: tuple[ProfileError, ...], language: str) -> Report:
    lines = [_line(error, language) for error in errors]
    lines.append(_say("one" if len(errors) == 1 else "many", language, count=len(errors)))
    data = {"ok": False, "file": file, "errors": [error.as_dict() for error in errors]}
    return Report(False, "\n".join(lines), data)


def _line(error: ProfileError, language: str) -> str:
    return ": ".join(part for part in (error.place, error.key_path, error.message(language)) if part)


def _file(path: Path | str | bytes) -> str:
    return "-" if isinstance(path, bytes) else str(path)


def _decimal(number: str, language: str) -> str:
    return number if language.startswith("en") else number.replace(".", ",")


def _say(key: str, language: str, **values: object) -> str:
    return _WORDS[key][not language.startswith("en")].format(**values)
