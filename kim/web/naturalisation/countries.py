"""Nationalities of the file (alpha-3) as the engine names them (alpha-2, stateless, unclear)."""

from functools import cache

from babel.core import get_global

_OUTSIDE = {"XXA": "stateless", "XXX": "unclear"}


@cache
def _short() -> dict[str, str]:
    known = get_global("territory_aliases")
    return {long: short[0] for long, short in known.items() if len(long) == 3 and len(short) == 1}


def alpha2(code: str) -> str | None:
    """SYR as SY; stateless and unclear in words."""
    return _OUTSIDE.get(code) or _short().get(code)
