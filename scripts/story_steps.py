"""What the chapters of the handbook's story share: days, and the gestures that come back in several of them."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from pictures import Walk

# The day KIM shows, which is not the machine's own one shortly before or after midnight.
TODAY = datetime.now(ZoneInfo("Europe/Berlin")).date()


def day(days: int = 0) -> str:
    """A day from today, as people here write it."""
    return f"{TODAY + timedelta(days=days):%d.%m.%Y}"


def case_of(walk: "Walk", name: str) -> str:
    """The path of this person's file, from the list of cases."""
    walk.go(f"/faelle/?q={name.split(',', maxsplit=1)[0]}")
    return str(walk.page.locator("main table a[href^='/faelle/']", has_text=name).first.get_attribute("href"))


def here(walk: "Walk") -> str:
    """The path of the page one is on."""
    return walk.page.url.removeprefix(walk.address).split("#")[0].split("?")[0]


def step(walk: "Walk", case: str, phase: str) -> None:
    """Through the gate to the next phase."""
    walk.go(f"{case}phase/")
    walk.shows(f"Weiter zu: {phase}")
    walk.press("Weitergehen")


def describe(walk: "Walk", areas: dict[str, tuple[str, int, int]]) -> None:
    """Unfold the life areas that were talked about, and fill them in."""
    for area, (situation, need, own_view) in areas.items():
        heading = walk.page.get_by_role("heading", name=area, exact=True)
        part = walk.page.locator("details[data-kim-area]", has=heading)
        if part.get_attribute("open") is None:
            part.locator("summary").click()
        field = part.locator("textarea[name^='situation_']").first
        number = str(field.get_attribute("name")).removeprefix("situation_")
        walk.fill(
            **{f"situation_{number}": situation, f"need_{number}": str(need), f"own_view_{number}": str(own_view)}
        )


def settle_each(walk: "Walk") -> None:
    """At a closing: what has no answer yet goes on."""
    for choice in walk.page.locator(".kim-settle fieldset").all():
        if not choice.locator("input:checked").count():
            choice.locator("label").last.click()


def choose_each(walk: "Walk", prefix: str, value: str) -> None:
    """The same answer in every list whose name begins so; there is at least one."""
    lists = walk.page.locator(f"main select[name^='{prefix}']")
    if not lists.count():
        raise SystemExit(f"{walk.page.url} asks nothing that begins with {prefix}.")
    for place in range(lists.count()):
        lists.nth(place).select_option(value)
