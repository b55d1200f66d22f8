"""What the rules of the profile say about the county as it stands, and to which field of a form it belongs."""

import re
from typing import Any

from django.utils.translation import get_language, gettext

from kim.organisation.loading.export import Export, field_of
from kim.organisation.profile import ProfileError, faults_of

_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
# The point of a decimal number; the points of a day are no such.
_POINT = re.compile(r"(?<=\b\d)\.(?=\d{1,2}\b(?!\.\d))")
Finding = dict[tuple[Any, ...], ProfileError]


def findings(county: Export) -> tuple[Finding, Finding]:
    """Faults and warnings, each known by what it says about which row."""

    def keyed(found: list[ProfileError]) -> Finding:
        return {(each.kind, county.row_of(each.path), each.path[-1:], each.found): each for each in found}

    faults, warnings = faults_of(county.data)
    return keyed(faults), keyed(warnings)


def at_field(fault: ProfileError, county: Export, kind: str) -> tuple[str, str]:
    """The field of the form a fault belongs to, empty when it is about something else, and its sentence."""
    row = county.row_of(fault.path)
    return (field_of(row[0], str(fault.path[-1])) if row and row[0] == kind else ""), said(fault)


def said(found: ProfileError) -> str:
    if found.kind == "duplicate":
        return gettext("“%(value)s” is taken already. Choose something else.") % {"value": found.found}
    language = get_language() or "de"
    text = found.message(language)
    if language == "de":
        text = _POINT.sub(",", text)
    return _ISO.sub(lambda day: f"{day[3]}.{day[2]}.{day[1]}", text)
