"""The fields a Word template may use: name, meaning, example. One list for the check, the page and the filling."""

from collections.abc import Iterator, Sequence
from typing import Literal

from django.utils.translation import gettext_lazy as _

from kim.workbench.models import Purpose
from kim.workbench.paper_fields import PAPERS
from kim.workbench.template_field import FieldGroup, LetterField

_ADDRESS = "Samar Beispiel\nMusterweg 1\n41515 Grevenbroich"
_TEXT = "wir laden Sie zu einem Gespräch ein.\n\nBitte bringen Sie Ihren Pass mit."
_STEPS = ("Für den Kurs anmelden, bis 04.12.2026", "Zeugnisse einreichen")

GROUPS: tuple[FieldGroup, ...] = (
    FieldGroup(
        _("Letter"),
        (
            LetterField("datum", _("day of the letter"), "23.11.2026"),
            LetterField("empfaenger", _("name and address of whoever receives it, several lines"), _ADDRESS),
            LetterField("betreff", _("subject, written for each letter"), "Ihr Termin bei uns"),
            LetterField("anrede", _("salutation with the name"), "Guten Tag Samar Beispiel,"),
            LetterField("text", _("text, written for each letter, several paragraphs"), _TEXT),
            LetterField("text_uebersetzung", _("the same text in the person's language"), "ندعوكم إلى لقاء."),
            LetterField("gruss", _("closing words"), "Mit freundlichen Grüßen"),
        ),
    ),
    FieldGroup(
        _("Person"),
        (
            LetterField("vorname", _("given name"), "Samar"),
            LetterField("nachname", _("family name"), "Beispiel"),
            LetterField("name", _("given name and family name"), "Samar Beispiel"),
            LetterField("name_original", _("name in the original script"), "سمر مثال"),
            LetterField("geburtsdatum", _("date of birth, as far as known"), "14.03.1994"),
            LetterField("strasse", _("street and number"), "Musterweg 1"),
            LetterField("plz", _("postcode"), "41515"),
            LetterField("ort", _("municipality"), "Grevenbroich"),
            LetterField("sprache", _("language of the letter beside German"), "Arabisch"),
        ),
    ),
    FieldGroup(
        _("Case"),
        (
            LetterField("aktenzeichen", _("reference of the case"), "GV-26-179"),
            LetterField("beratung_seit", _("day from which the person has been in advice"), "02.03.2026"),
            LetterField("naechste_pruefung", _("day of the next review"), "15.02.2027"),
            LetterField("ziele", _("list: open goals in the person's own words"), ("Ich will B1 schaffen.", "Eine Wohnung ohne Schimmel.")),
            LetterField("schritte", _("list: open steps with their day"), _STEPS),
        ),
    ),
    FieldGroup(
        _("County and case manager"),
        (
            LetterField("kreis", _("name of the county"), "Musterkreis"),
            LetterField("einheit", _("unit the case belongs to"), "Case Management Nord"),
            LetterField("fachkraft", _("who writes the letter"), "Katrin Muster"),
            LetterField("fachkraft_stelle", _("position of whoever writes"), "Case Managerin"),
            LetterField("fachkraft_telefon", _("telephone of whoever writes"), "02181 000-10"),
            LetterField("fachkraft_email", _("e-mail address of whoever writes"), "katrin.muster@example.org"),
        ),
    ),
)  # fmt: skip


def groups_of(purpose: str = Purpose.LETTER) -> tuple[FieldGroup, ...]:
    """The fields for this purpose, group by group."""
    return GROUPS if purpose == Purpose.LETTER else PAPERS[purpose]


def every_field(purpose: str = Purpose.LETTER) -> Iterator[LetterField]:
    """All of them in the order of the list."""
    for group in groups_of(purpose):
        yield from group.fields


def known(purpose: str = Purpose.LETTER) -> dict[str, Literal["text", "list"]]:
    """Names and kinds, as the check of a template wants them."""
    return {field.name: field.kind for field in every_field(purpose)}


def examples(purpose: str = Purpose.LETTER) -> dict[str, str | Sequence[str]]:
    """Invented values for a preview."""
    return {field.name: field.example for field in every_field(purpose)}
