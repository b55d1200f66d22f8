"""Languages and nationalities as lists write them: German and English names, ISO codes, and the usual other words."""

import re
from functools import cache

from babel import Locale
from babel.core import get_global

_LANGUAGE_ALIASES = {
    "Kurmandschi": "kmr", "Kurmanji": "kmr", "Nordkurdisch": "kmr", "Sorani": "ckb", "Zentralkurdisch": "ckb", "Dari": "prs",
    "Farsi": "fa", "Tigrinisch": "ti", "Tigrigna": "ti", "Paschto": "ps", "Pashto": "ps", "Romanes": "rom", "Romani": "rom",
    "Serbokroatisch": "sr", "Panjabi": "pa", "Mandarin": "zh", "Moldauisch": "ro",
}  # fmt: skip
_NATIONALITY_ALIASES = {
    "syrisch": "SYR", "afghanisch": "AFG", "ukrainisch": "UKR", "türkisch": "TUR", "irakisch": "IRQ", "iranisch": "IRN",
    "eritreisch": "ERI", "somalisch": "SOM", "nigerianisch": "NGA", "guineisch": "GIN", "rumänisch": "ROU", "bulgarisch": "BGR",
    "polnisch": "POL", "italienisch": "ITA", "griechisch": "GRC", "deutsch": "DEU", "russisch": "RUS", "georgisch": "GEO",
    "armenisch": "ARM", "aserbaidschanisch": "AZE", "albanisch": "ALB", "kosovarisch": "XKX", "serbisch": "SRB",
    "Kosovo": "XKX", "XK": "XKX", "XKK": "XKX", "XKX": "XKX",
    "nordmazedonisch": "MKD", "marokkanisch": "MAR", "algerisch": "DZA", "tunesisch": "TUN", "ägyptisch": "EGY", "libanesisch": "LBN",
    "äthiopisch": "ETH", "pakistanisch": "PAK", "indisch": "IND", "bangladeschisch": "BGD", "chinesisch": "CHN", "ghanaisch": "GHA",
    "spanisch": "ESP", "portugiesisch": "PRT", "französisch": "FRA", "kroatisch": "HRV", "bosnisch": "BIH", "ungarisch": "HUN",
    "staatenlos": "XXA", "stateless": "XXA", "ungeklärt": "XXX", "unclear": "XXX", "Türkei": "TUR", "Russland": "RUS",
}  # fmt: skip
LOCALES = ("en", "de")


@cache
def language_words() -> dict[str, str]:
    """ISO 639 codes by every word for the language."""
    words: dict[str, str] = {}
    for locale in LOCALES:
        for code, name in Locale.parse(locale).languages.items():
            if re.fullmatch("[a-z]{2,3}", code):
                words |= {name: code, code: code}
    return words | _LANGUAGE_ALIASES


@cache
def nationality_words() -> dict[str, str]:
    """ISO 3166 alpha-3 codes by every word for the state or its nationals."""
    words: dict[str, str] = {}
    territories = {locale: Locale.parse(locale).territories for locale in LOCALES}
    for alpha3, aliases in get_global("territory_aliases").items():
        if not re.fullmatch("[A-Z]{3}", alpha3) or len(aliases) != 1 or aliases[0] not in territories["en"]:
            continue
        words |= {alpha3: alpha3, aliases[0]: alpha3} | {names[aliases[0]]: alpha3 for names in territories.values()}
    return words | _NATIONALITY_ALIASES


def parts_of(text: str) -> list[str]:
    """The parts of a cell that lists several things, however they are parted."""
    return [part.strip() for part in re.split(r"[,;/|\n]| und | and ", text) if part.strip()]
