"""The texts printed for clients: which there are, in which state, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from kim.casework.public import ClientText, client_texts
from kim.casework.public import letters as letter_room
from kim.web.casework.forms.agreement import PAPER as AGREEMENT
from kim.web.forms import language_name

GERMAN = client_texts.SOURCE_LANGUAGE
PAPERS: dict[str, Any] = {
    AGREEMENT: _("Goal agreement"), letter_room.PAPER: _("Letters"), "consents": _("Consents"), "consent": _("Consents"),
    "naturalisation": _("Naturalisation pre-check"),
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One text of a paper in one language, beside the German one it renders."""

    key: str
    german: client_texts.ClientText
    text: client_texts.ClientText | None
    newest: client_texts.ClientText | None
    row: ClientText | None

    @property
    def name(self) -> str:
        """The key without its paper."""
        return self.key.partition(".")[2]

    @property
    def is_approved(self) -> bool:
        """Whether it prints without a mark."""
        return self.text is not None and self.text.may_stand_alone

    @property
    def is_outdated(self) -> bool:
        """Approved once, but the German text has been worded anew since."""
        return bool(self.row and self.row.approved_by) and not self.is_approved

    @property
    def waits(self) -> bool:
        """Whether its newest wording can be approved."""
        return self.newest is not None and not (self.is_approved and self.text == self.newest)

    @property
    def choice(self) -> str:
        """What the form of approvals sends: the text in the version that was read."""
        return f"{self.key}:{self.newest.version}" if self.newest else ""


def papers() -> list[tuple[str, str]]:
    """Every paper with its name, as their texts stand in the county."""
    keys = {text.key.partition(".")[0] for text in client_texts.load_client_texts()}
    stored = ClientText.objects.order_by().values_list("key", flat=True).distinct()
    keys |= {key.partition(".")[0] for key in stored}
    return sorted(((key, str(PAPERS.get(key, key))) for key in keys), key=lambda pair: pair[1])


Rows = dict[tuple[str, str, int], ClientText]


def rows_of(paper: str) -> Rows:
    """What the county stores of a paper, by language, key and version."""
    rows = ClientText.objects.filter(key__startswith=f"{paper}.").select_related("recorded_by")
    return {(row.language, row.key, row.version): row for row in rows}


def lines_of(texts: Iterable[client_texts.ClientText], rows: Rows, language: str) -> list[Line]:
    """The texts of a paper in the order in which they ship, each beside the German one."""
    texts = list(texts)
    force = client_texts.in_force(texts)
    newest: dict[str, client_texts.ClientText] = {}
    for text in texts:
        if text.language == language and (text.key not in newest or text.version >= newest[text.key].version):
            newest[text.key] = text
    keys = dict.fromkeys(text.key for text in texts if text.language == GERMAN)
    return [
        Line(key, force[GERMAN, key], force.get((language, key)), newest.get(key), _row(rows, newest.get(key)))
        for key in keys
    ]


def _row(rows: Rows, text: client_texts.ClientText | None) -> ClientText | None:
    return rows.get((text.language, text.key, text.version)) if text else None


def languages_in(texts: Iterable[client_texts.ClientText]) -> list[tuple[str, str]]:
    """The languages of these texts by name, German first."""
    codes = {text.language for text in texts}
    others = sorted(((code, language_name(code)) for code in codes - {GERMAN}), key=lambda pair: pair[1])
    return [(GERMAN, language_name(GERMAN)), *others]
