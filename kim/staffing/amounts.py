"""Euro as people write them, in forms and in cells of workbooks: one reading for both."""

import re
from decimal import Decimal

ONE_GROUP = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")  # 1,000 and 1.234: thousands for some, decimals for others
_GERMAN = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d{1,2})?")
_POINT = re.compile(r"-?\d+\.\d{1,2}")
_ENGLISH = re.compile(r"-?\d{1,3}(,\d{3})+\.\d{1,2}")
_EITHER = re.compile(r"-?\d{1,3}(,\d{3})+")
_BESIDE = re.compile(r"[\s\u00a0\u202f€]|EUR(O)?$", re.IGNORECASE)


class Doubtful(ValueError):
    """What can mean two amounts, such as 55,000."""


def amount_of(text: str) -> Decimal | None:
    """1.026.000, 55000,50 and 55000.50 as Decimal with at most two places; None where it is no amount; `Doubtful` for 55,000."""
    plain = _BESIDE.sub("", text).replace("−", "-")
    if not plain.isascii():
        return None
    if _EITHER.fullmatch(plain):
        raise Doubtful(text)
    if _GERMAN.fullmatch(plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    return Decimal(plain.replace(",", "")) if _POINT.fullmatch(plain) or _ENGLISH.fullmatch(plain) else None


def in_words(amount: Decimal) -> str:
    """1.026.000,00 as German offices write it, less with a true minus sign."""
    return f"{amount:,.2f}".translate(str.maketrans(",.-", ".,−"))
