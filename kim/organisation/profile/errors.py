"""What can be wrong with a profile, said with place, value and what is allowed, in German and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from kim.organisation.profile.scanner import KeyPath

MESSAGES: Mapping[str, tuple[str, str]] = {
    "unreadable": ("The file cannot be read: {found}.", "Die Datei lässt sich nicht lesen: {found}."),
    "not_found": ("There is no such file.", "Diese Datei gibt es nicht."),
    "is_directory": ("This is a folder, not a file.", "Das ist ein Ordner, keine Datei."),
    "no_permission": ("You may not read this file.", "Diese Datei dürfen Sie nicht lesen."),
    "too_big": (
        "The file has {found} bytes; at most {allowed} are read.",
        "Die Datei hat {found} Byte; gelesen werden höchstens {allowed}.",
    ),
    "not_utf8": ("The text is not UTF-8 here.", "Der Text ist hier nicht UTF-8."),
    "line_too_long": (
        "This line has {found} characters; at most {allowed} are read.",
        "Diese Zeile hat {found} Zeichen; gelesen werden höchstens {allowed}.",
    ),
    "too_many_dots": (
        "This line has {found} dots; at most {allowed} are read.",
        "Diese Zeile hat {found} Punkte; gelesen werden höchstens {allowed}.",
    ),
    "syntax": (
        "This is not valid TOML (the parser says: {detail}): {found}",
        "Das ist kein gültiges TOML ({detail_de}): {found}",
    ),
    "too_deep": (
        "Lists or tables are nested too deeply.",
        "Listen oder Tabellen sind zu tief verschachtelt.",
    ),
    "unknown_key": (
        "There is no key “{found}” here.{hint}",
        "Den Schlüssel „{found}“ gibt es hier nicht.{hint}",
    ),
    "missing": ("The key “{found}” is missing here.", "Hier fehlt der Schlüssel „{found}“."),
    "wrong_type": (
        "{found} is not what is expected here: {allowed}.",
        "{found} passt hier nicht, erwartet wird: {allowed}.",
    ),
    "not_allowed": (
        "“{found}” is not one of: {allowed}.{hint}",
        "„{found}“ gehört nicht zu: {allowed}.{hint}",
    ),
    "bad_form": (
        "“{found}” does not fit; expected is something like {allowed}.",
        "„{found}“ passt nicht; erwartet wird etwas wie {allowed}.",
    ),
    "bad_length": (
        "This text has {found} characters; allowed are {allowed}.",
        "Dieser Text hat {found} Zeichen; erlaubt sind {allowed}.",
    ),
    "out_of_range": ("{found} does not lie within {allowed}.", "{found} liegt nicht zwischen {allowed}."),
    "too_precise": (
        "{found} has too many decimal places; at most {allowed} are kept.",
        "{found} hat zu viele Nachkommastellen; höchstens {allowed} bleiben erhalten.",
    ),
    "empty_list": ("At least one entry is needed here.", "Hier wird wenigstens ein Eintrag gebraucht."),
    "hidden_character": (
        "The text has a character that cannot be seen: {found}.",
        "Der Text enthält ein Zeichen, das man nicht sieht: {found}.",
    ),
    "duplicate": (
        "“{found}” is already used in line {other}.",
        "„{found}“ ist schon in Zeile {other} vergeben.",
    ),
    "dangling": (
        "“{found}” is not defined under [[{collection}]].{hint}",
        "„{found}“ ist unter [[{collection}]] nicht angelegt.{hint}",
    ),
    "ends_before_start": (
        "The end {found} lies before the start {other}.",
        "Das Ende {found} liegt vor dem Beginn {other}.",
    ),
    "not_in_county": (
        "“{found}” does not begin with the official key of the county, {allowed}.",
        "„{found}“ beginnt nicht mit dem amtlichen Schlüssel des Kreises, {allowed}.",
    ),
    "low_contrast": (
        "The contrast between {found} and {other} is {ratio}; {allowed} is needed to read it.",
        "Der Kontrast zwischen {found} und {other} ist {ratio}; lesbar ist es ab {allowed}.",
    ),
    "over_filled": (
        "On {other} {found} full-time equivalents are held, but there are only {allowed}.",
        "Am {other} sind {found} Stellenanteile besetzt, es gibt aber nur {allowed}.",
    ),
    "circle": ("“{found}” stands above itself.", "„{found}“ ist sich selbst übergeordnet."),
    "needs_one_of": (
        "One of these is needed here: {allowed}.",
        "Hier wird eines davon gebraucht: {allowed}.",
    ),
    "not_for_kind": (
        "“{found}” has no meaning for this kind; it takes: {allowed}.",
        "„{found}“ hat bei dieser Art keine Bedeutung; sie kennt: {allowed}.",
    ),
    "needs_choices": (
        "A choice needs at least two answers, here are {found}.",
        "Eine Auswahl braucht wenigstens zwei Antworten, hier sind es {found}.",
    ),
    "special_category": (
        "“{found}”: a form of KIM does not ask for such data (Art. 9 GDPR). Ask for what is needed instead.",
        "„{found}“: Danach fragt ein Formular von KIM nicht (Art. 9 DSGVO). Fragen Sie nach dem, was gebraucht wird.",
    ),
    "one_municipality": (
        "An independent city has exactly one municipality, here are {found}.",
        "Eine kreisfreie Stadt hat genau eine Gemeinde, hier sind es {found}.",
    ),
}
MOST_SHOWN = 50
HINT = (" Did you mean “{hint}”?", " Meinten Sie „{hint}“?")
NOTHING = ("nothing", "nichts")


@dataclass(frozen=True, slots=True)
class ProfileError:
    """One fault, with its place, what was found and what is allowed."""

    file: str
    line: int | None
    key_path: str
    found: str
    allowed: tuple[str, ...]
    message_en: str
    message_de: str
    kind: str
    column: int | None = None
    path: KeyPath = ()

    @property
    def place(self) -> str:
        """file:line:column, as far as they are known."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)

    def message(self, language: str) -> str:
        """The sentence in the language asked for; German unless it is English."""
        return self.message_en if language.startswith("en") else self.message_de

    def as_dict(self) -> dict[str, Any]:
        """The fault as values a machine can read."""
        values = asdict(self) | {"allowed": list(self.allowed)}
        del values["path"]
        return values


class ProfileErrors(Exception):
    """Everything that is wrong with a profile, in the order of its lines."""

    def __init__(self, errors: Iterable[ProfileError]) -> None:
        self.errors = tuple(sorted(errors, key=lambda error: (error.line or 0, error.column or 0)))
        super().__init__("\n".join(f"{e.place}: {e.key_path}: {e.message_en}" for e in self.errors))


def make(
    kind: str,
    *,
    file: str,
    line: int | None = None,
    column: int | None = None,
    path: KeyPath = (),
    found: object = "",
    allowed: Iterable[object] = (),
    allowed_de: str = "",
    hint: str = "",
    **values: object,
) -> ProfileError:
    """A fault of this kind with both its sentences."""
    choices = tuple(shorten(str(value)) for value in islice(allowed, MOST_SHOWN))
    shown = shorten(str(found))
    sentences = []
    for language in (0, 1):
        filled = {
            "found": shown,
            "allowed": (allowed_de if language else "") or ", ".join(choices) or NOTHING[language],
            "hint": HINT[language].format(hint=hint) if hint else "",
        }
        sentences.append(MESSAGES[kind][language].format(**filled, **values))
    return ProfileError(file, line, dotted(path), shown, choices, sentences[0], sentences[1], kind, column, path)


def dotted(path: KeyPath) -> str:
    """A key path for people; entries of a list are counted from 1."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def shorten(text: str, most: int = 80) -> str:
    """A long value cut, and what cannot be printed shown as an escape."""
    printable = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text[: most + 1])
    return printable if len(text) <= most else f"{printable[:most]}…"
