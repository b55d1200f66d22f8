"""Observations that belong together, as the invented county tells them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """Observations that belong together: what each says, and how many months ago it was reported."""

    key: str
    kind: str
    area: str
    reports: tuple[tuple[int, str], ...]
    places: tuple[str, ...] = ()  # one after the other
    spheres: tuple[str, str] = ("", "")
    idea: str = ""
    bad: int = 3
