"""Numbers and addresses in a text: telephone, e-mail, accounts, papers, references, streets."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kim.casework.guard.kinds import Finding, Kind
from kim.casework.guard.known import Known, digits

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_ACCOUNT = re.compile(r"\b[A-Z]{2}\s?\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b")
_PHONE = re.compile(r"(?<![\w.,/§-])(?:\+|\(?0)[\d\s()/.–-]{5,22}\d(?![\w]|[.,]\d)")
_FOR_EVERYBODY = re.compile(r"^(?:0?800|0?180|0?137|0?900|116)")
_NUMBER = re.compile(r"(?<![\w.,/-])[\d][\d\s/.-]{4,20}\d(?![\w]|[.,/]\d)")
_NAMED_NUMBER = re.compile(
    r"\b(?:AZR|BG|Kunden|Versicherten|\w*[Vv]ersicherungs|Ausweis|\w*[Pp]ass|Personen|Dokumenten?|Serien|Steuer|\w*[Ii]dentifikations)"
    r"[-\s]?(?:[Nn]ummer|[Nn]r\.?|ID)\s?:?\s*([A-Z]{0,3}\s?\d[\dA-Z\s/.-]{2,20}\d)(?!\w)"
)
_CENTRAL_REGISTER = re.compile(r"(?<![\d.,/-])\d{12}(?!\d|[.,/]\d)")
_PAPER = re.compile(r"\b(?=[A-Z0-9]{9,10}\b)(?=(?:[A-Z]*\d){4})(?=\w*[A-Z])[A-Z][A-Z0-9]{8,9}\b")
_REFERENCE = re.compile(r"(?<![\w-])[A-ZÄÖÜ]{1,4}[\s/-]{1,3}(?:\d{2}|\d{4})[\s/-]{1,3}\d{1,6}(?!\w)", re.IGNORECASE)
_RUNNING = re.compile(
    r"\b(?:Akte|Fall|Aktenzeichen|AZ|Az\.|Vorgang)(?:\s?-?(?:Nr\.?|Nummer))?:?\s*(\d{2,6})(?!\w|[.,]\d)", re.IGNORECASE
)
_STREET = re.compile(
    r"(?<![\w-])(?:[A-ZÄÖÜ][\wäöüß]*[\s-]+){0,2}[A-ZÄÖÜ]?[\wäöüß]*"
    r"(?:[Ss]traße|[Ss]trasse|[Ss]tr\.|[Ww]eg|[Aa]llee|[Pp]latz|[Gg]asse|[Rr]ing|[Dd]amm|[Uu]fer|[Hh]of)\s?\d{1,3}\s?[a-z]?(?!\w|[.,]\d)"
)
_HOUSE_NUMBER = r"(?:\s{0,2}(?P<number>\d{1,4}\s?[a-z]?)(?!\w))?"
_EVERYWHERE = re.compile(
    r"^(?:am)?(?:alter?|neuer?)?(?:kirch|markt|haupt|bahnhofs?|bahn|schul|rathaus|dorf|garten|post|ring)(?:str|platz|weg|allee|gasse)?$"
)
_LETTER_FORMS = {"ä": "(?:ä|ae)", "ö": "(?:ö|oe)", "ü": "(?:ü|ue)"}
_LIVES = re.compile(
    r"wohn|gemeldet|lebt|zog\b|zieht|umgezogen|adresse|anschrift|zu ?hause|unterkunft|haus in", re.IGNORECASE
)


def find_numbers(text: str, known: Known) -> Iterator[Finding]:
    """Whatever reaches or identifies somebody by a number or a sign."""
    for match in _EMAIL.finditer(text):
        written = re.sub(r"\(at\)|\[at\]", "@", re.sub(r"\s", "", match[0]), flags=re.IGNORECASE).lower()
        yield _found(match, Kind.EMAIL, written in known.emails)
    yield from _phones(text, known)
    yield from _references(text, known)
    for pattern in (_ACCOUNT, _CENTRAL_REGISTER, _PAPER):
        for match in pattern.finditer(text):
            yield _found(match, Kind.NUMBER, sure=True)
    for match in _NAMED_NUMBER.finditer(text):
        yield Finding(match.start(1), match.end(1), Kind.NUMBER, sure=True)


def find_addresses(text: str, known: Known) -> Iterator[Finding]:
    """Streets of the case with or without the house number, and where else somebody is said to live."""
    for street in known.streets:
        for match in _written_as(street.name).finditer(text):
            number = re.sub(r"\s", "", match["number"] or "").lower()
            if number or not _EVERYWHERE.match(street.name) or _lives_near(text, match):
                yield _found(match, Kind.ADDRESS, sure=bool(number) and number == street.number)
    for match in _STREET.finditer(text):
        if _lives_near(text, match):
            yield _found(match, Kind.ADDRESS, sure=False)


def _lives_near(text: str, match: re.Match[str]) -> bool:
    return _LIVES.search(text, max(0, match.start() - 40), match.end() + 30) is not None


@lru_cache(maxsize=200)
def _written_as(street: str) -> re.Pattern[str]:
    """The street with blanks and hyphens anywhere, Straße in each of its forms, ae for ä."""
    stem = street.removesuffix("str")
    letters = [_LETTER_FORMS.get(letter, re.escape(letter)) for letter in stem]
    pattern = r"[\s.-]{0,2}".join(letters).replace(r"s[\s.-]{0,2}s", "(?:ss|ß)")
    ending = r"[\s.-]{0,2}(?:straße|strasse|str\.?)" if stem != street else ""
    return re.compile(rf"(?<!\w){pattern}{ending}(?![^\W\d_]){_HOUSE_NUMBER}", re.IGNORECASE)


def _phones(text: str, known: Known) -> Iterator[Finding]:
    for match in _PHONE.finditer(text):
        number = digits(match[0])
        if number in known.phones:
            yield _found(match, Kind.PHONE, sure=True)
        elif 7 <= len(number) <= 14 and not _FOR_EVERYBODY.match(number) and not _is_day(match[0]):
            yield _found(match, Kind.PHONE, sure=False)
    for match in _NUMBER.finditer(text):
        if any(len(digits(match[0])) >= 6 and each.endswith(digits(match[0])) for each in known.phones):
            yield _found(match, Kind.PHONE, sure=True)


def _is_day(written: str) -> bool:
    return (
        re.fullmatch(r"\s*\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}(?:\s?[–-]\s?\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4})?", written)
        is not None
    )


def _references(text: str, known: Known) -> Iterator[Finding]:
    """The reference of the case with any signs between, anything formed like one, and 'Akte 31'."""
    for reference in known.references:
        for match in re.finditer(r"[\s\W_]{0,3}".join(map(re.escape, reference)), text, re.IGNORECASE):
            yield _found(match, Kind.REFERENCE, sure=True)
    shapes = {re.sub(r"\d.*", "", reference) for reference in known.references}
    for match in _REFERENCE.finditer(text):
        if re.sub(r"[\W\d]", "", match[0]).upper() in shapes:
            yield _found(match, Kind.REFERENCE, sure=False)
    for match in _RUNNING.finditer(text):
        if any(reference.endswith(match[1].lstrip("0")) for reference in known.references):
            yield _found(match, Kind.REFERENCE, sure=False)


def _found(match: re.Match[str], kind: Kind, sure: bool) -> Finding:
    return Finding(match.start(), match.end(), kind, sure)
