"""Where the invented people come from: their names in their own letters and ours, languages, nationalities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kim.casework.demo.origins import (
    arabic,
    balkan,
    horn_of_africa,
    persian,
    turkish,
    ukrainian,
    west_african,
)


class Name(NamedTuple):
    """One name: in its own script where it has one, and its Latin spellings, the usual one first."""

    native: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """A group of people with names, languages and papers in common."""

    key: str
    weight: int
    men: tuple[Name, ...]
    women: tuple[Name, ...]
    families: tuple[Name, ...]
    script_language: str
    languages: tuple[tuple[str, ...], ...]
    nationalities: tuple[str, ...]
    arrived_from: int
    birthdays_unknown: float = 0.05
    interpreter_often: bool = True
    wife_keeps_name: bool = False
    fathers_name: bool = False


def names_of(table: str) -> tuple[Name, ...]:
    """Read a table of names: entries parted by semicolons or lines, 'own script=Spelling,Spelling'."""
    parted = "=" in table or ";" in table
    entries = table.replace("\n", ";").split(";") if parted else table.split()
    return tuple(_name(entry.strip()) for entry in entries if entry.strip())


def _name(entry: str) -> Name:
    native, _, spellings = entry.rpartition("=")
    return Name(native, tuple(spelling.strip() for spelling in spellings.split(",")))


def _origin(key: str, weight: int, men: str, women: str, families: str, **details: object) -> Origin:
    return Origin(key, weight, names_of(men), names_of(women), names_of(families), **details)  # type: ignore[arg-type]


ORIGINS: tuple[Origin, ...] = (
    _origin("arabic", 30, arabic.MEN, arabic.WOMEN, arabic.FAMILIES, script_language="ar",
            languages=(("ar",), ("ar",), ("ar",), ("ar", "en"), ("kmr", "ar")),
            nationalities=("SYR",) * 13 + ("IRQ",) * 4 + ("MAR", "DZA", "LBN", "XXA"), arrived_from=2014,
            birthdays_unknown=0.3, wife_keeps_name=True),
    _origin("ukrainian", 22, ukrainian.MEN, ukrainian.WOMEN, ukrainian.FAMILIES, script_language="uk",
            languages=(("uk",), ("uk", "ru"), ("ru", "uk")), nationalities=("UKR",), arrived_from=2022, birthdays_unknown=0.01),
    _origin("persian", 13, persian.MEN, persian.WOMEN, persian.FAMILIES, script_language="fa",
            languages=(("prs",), ("prs",), ("prs", "ps"), ("fa",)), nationalities=("AFG",) * 4 + ("IRN",), arrived_from=2015,
            birthdays_unknown=0.4, wife_keeps_name=True),
    _origin("turkish", 10, turkish.MEN, turkish.WOMEN, turkish.FAMILIES, script_language="",
            languages=(("tr",), ("tr", "kmr"), ("kmr",)), nationalities=("TUR",) * 5 + ("SYR",), arrived_from=2012),
    _origin("tigrinya", 6, horn_of_africa.TIGRINYA_MEN, horn_of_africa.TIGRINYA_WOMEN, horn_of_africa.TIGRINYA_FAMILIES,
            script_language="ti", languages=(("ti",), ("ti", "am"), ("ti", "ar")), nationalities=("ERI",) * 6 + ("ETH",),
            arrived_from=2014, birthdays_unknown=0.35, wife_keeps_name=True, fathers_name=True),
    _origin("somali", 4, horn_of_africa.SOMALI_MEN, horn_of_africa.SOMALI_WOMEN, horn_of_africa.SOMALI_FAMILIES,
            script_language="", languages=(("so",), ("so", "ar")), nationalities=("SOM",) * 5 + ("XXA",), arrived_from=2014,
            birthdays_unknown=0.45, wife_keeps_name=True, fathers_name=True),
    _origin("romanian", 6, balkan.ROMANIAN_MEN, balkan.ROMANIAN_WOMEN, balkan.ROMANIAN_FAMILIES, script_language="",
            languages=(("ro",), ("ro", "rom"), ("ro", "hu")), nationalities=("ROU",) * 5 + ("MDA",), arrived_from=2014,
            birthdays_unknown=0.0, interpreter_often=False),
    _origin("albanian", 4, balkan.ALBANIAN_MEN, balkan.ALBANIAN_WOMEN, balkan.ALBANIAN_FAMILIES, script_language="",
            languages=(("sq",), ("sq", "it")), nationalities=("ALB", "XKX", "MKD"), arrived_from=2015, birthdays_unknown=0.0),
    _origin("serbian", 3, balkan.SERBIAN_MEN, balkan.SERBIAN_WOMEN, balkan.SERBIAN_FAMILIES, script_language="sr",
            languages=(("sr",), ("sr", "rom"), ("rom", "sr")), nationalities=("SRB", "SRB", "BIH"), arrived_from=2013),
    _origin("west_african", 5, west_african.MEN, west_african.WOMEN, west_african.FAMILIES, script_language="",
            languages=(("fr",), ("fr", "ff"), ("ff", "fr"), ("bm", "fr"), ("fr", "wo")),
            nationalities=("GIN", "GIN", "MLI", "CIV", "SEN", "CMR"), arrived_from=2015, birthdays_unknown=0.15),
)  # fmt: skip
