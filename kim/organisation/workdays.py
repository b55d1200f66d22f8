"""Days on which a county in North Rhine-Westphalia works."""

from datetime import date
from functools import cache


@cache
def _holidays(year: int, language: str) -> dict[date, str]:
    import holidays  # noqa: PLC0415  (a third of a second that only pages with days need)

    return dict(holidays.country_holidays("DE", subdiv="NW", years=year, language=language))


def holiday_name(day: date, *, language: str = "de") -> str:
    """The public holiday of North Rhine-Westphalia on this day (Feiertagsgesetz NW), in this language; empty if there is none."""
    return _holidays(day.year, _wording(language)).get(day, "")


def holidays_of(year: int, *, language: str = "de") -> dict[str, str]:
    """The public holidays of a year by their ISO day."""
    return {day.isoformat(): name for day, name in sorted(_holidays(year, _wording(language)).items())}


def _wording(language: str) -> str:
    return "en_US" if language.startswith("en") else "de"


def is_workday(day: date) -> bool:
    """Monday to Friday and no public holiday."""
    return day.weekday() < 5 and not holiday_name(day)
