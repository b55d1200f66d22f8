from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What a marked place in a text may give away."""

    NAME = "name", pgettext_lazy("guard", "name")
    DATE = "date", pgettext_lazy("guard", "day")
    ADDRESS = "address", pgettext_lazy("guard", "address")
    PHONE = "phone", pgettext_lazy("guard", "telephone number")
    EMAIL = "email", pgettext_lazy("guard", "e-mail address")
    REFERENCE = "reference", pgettext_lazy("guard", "file reference")
    NUMBER = "number", _("number of a person, a paper or an account")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A place in the text, and whether it belongs to the case for certain or only looks as if it could."""

    start: int
    end: int
    kind: Kind
    sure: bool


def merged(text: str, findings: list[Finding]) -> list[Finding]:
    """In the order of the text, each place once; first and family name in one."""
    result: list[Finding] = []
    for found in sorted(findings, key=lambda each: (each.start, -each.end)):
        last = result[-1] if result else None
        if last and (found.start < last.end or _one_name(text, last, found)):
            kind = last.kind if last.sure or not found.sure else found.kind
            result[-1] = Finding(last.start, max(last.end, found.end), kind, last.sure or found.sure)
        else:
            result.append(found)
    return result


def _one_name(text: str, one: Finding, other: Finding) -> bool:
    return one.kind == other.kind == Kind.NAME and text[one.end : other.start].strip(" -\u00a0") == ""
