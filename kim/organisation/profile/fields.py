"""What a field of a profile may hold: small rules that stand in the type of the field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, NamedTuple


class Complaint(NamedTuple):
    """A rule is broken: which kind of error, what was found, what is allowed."""

    kind: str
    found: object
    allowed: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """The whole text matches a pattern; the example shows people what is meant."""

    pattern: str
    example: str

    def complaints(self, value: str) -> Iterator[Complaint]:
        if not re.fullmatch(self.pattern, value):
            yield Complaint("bad_form", value, (self.example,))


@dataclass(frozen=True, slots=True)
class Length:
    """A text has at least and at most so many characters; blank counts as empty."""

    least: int
    most: int

    def complaints(self, value: str) -> Iterator[Complaint]:
        length = len(value) if value.strip() else 0
        if not self.least <= length <= self.most:
            yield Complaint("bad_length", length, (f"{self.least}–{self.most}",))


@dataclass(frozen=True, slots=True)
class Range:
    """A number lies between two others, with at most so many decimal places."""

    least: Decimal | int
    most: Decimal | int
    places: int = 0

    def complaints(self, value: Decimal | int) -> Iterator[Complaint]:
        number = Decimal(value)
        if not (number.is_finite() and self.least <= number <= self.most):
            yield Complaint("out_of_range", value, (f"{self.least}–{self.most}",))
        elif number != round(number, self.places):
            yield Complaint("too_precise", value, (self.places,))


@dataclass(frozen=True, slots=True)
class Reference:
    """The text names an entry of another list."""

    collection: str


@dataclass(frozen=True, slots=True)
class Identifies:
    """The text names its own entry and is used once in its list."""


@dataclass(frozen=True, slots=True)
class NotEmpty:
    """A list has at least one entry."""

    def complaints(self, value: tuple[object, ...]) -> Iterator[Complaint]:
        if not value:
            yield Complaint("empty_list", "[]", ())


HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Visible:
    """A text has no control characters and none that turn the direction of reading."""

    def complaints(self, value: str) -> Iterator[Complaint]:
        if found := HIDDEN.search(value):
            yield Complaint("hidden_character", f"U+{ord(found.group()):04X}", ())


KEY_FORM = Form(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*", "sgb-ii (a-z, 0-9, -, _)")
Key = Annotated[str, KEY_FORM, Length(1, 60)]
OwnKey = Annotated[str, KEY_FORM, Length(1, 60), Identifies()]
OfferKey = Annotated[str, Form(r"[a-z0-9]+([_-]+[a-z0-9]+)*", "b1-kurs (a-z, 0-9, -, _)"), Length(1, 80), Identifies()]
SignInName = Annotated[str, Form(r"[a-z][a-z0-9._-]*", "k.brandes (a-z, 0-9, ., -, _)"), Length(1, 150), Identifies()]
CountyAgs = Annotated[str, Form(r"[0-9]{5}", "12345")]
MunicipalityAgs = Annotated[str, Form(r"[0-9]{8}", "12345678"), Identifies()]
Code = Annotated[str, Form(r"[A-ZÄÖÜ]{2,3}", "GV"), Identifies()]
Colour = Annotated[str, Form(r"#[0-9a-fA-F]{6}", "#1a2b3c")]
FileName = Annotated[str, Form(r"[A-Za-z0-9_-]+\.(svg|png)", "logo.svg"), Length(5, 80)]
Email = Annotated[str, Form(r"[^@\s]+@[^@\s]+\.[^@\s]+", "name@example.org"), Length(3, 254), Identifies()]
LanguageCode = Annotated[str, Form(r"[a-z]{2,3}", "de")]
ShortText = Annotated[str, Length(1, 60)]
Word = Annotated[str, Form(r"[^<>&\"{}%]*", "Lenkungsgruppe"), Length(1, 60)]
Text = Annotated[str, Length(1, 200)]
LongText = Annotated[str, Length(1, 2000)]
Note = Annotated[str, Length(0, 2000)]
Fte = Annotated[Decimal, Range(Decimal("0.01"), Decimal(1), places=2)]

MunicipalityRef = Annotated[str, Reference("municipalities")]
AgencyRef = Annotated[str, Reference("agencies")]
SphereRef = Annotated[str, Reference("legal_spheres")]
UnitRef = Annotated[str, Reference("units")]
StaffRef = Annotated[str, Reference("staff")]
PostRef = Annotated[str, Reference("posts")]
ChannelRef = Annotated[str, Reference("access_channels")]
BodyRef = Annotated[str, Reference("bodies")]
LifeAreaRef = Annotated[str, Reference("life_areas")]
FigureRef = Annotated[str, Reference("figure_kinds")]
