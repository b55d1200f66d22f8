"""What a case knows about its person: languages and reading, ways to reach them, addresses, papers, legal spheres; cheap per row."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from kim.casework.demo.desk import between, pick, weighted
from kim.casework.demo.rows import ContactWay, HomeAddress, ResidenceDocument, SphereChange
from kim.casework.demo.story import Story
from kim.law.continuation import continuations

SCRIPTS = {"ar": "arab", "fa": "arab", "uk": "cyrl", "sr": "cyrl", "ti": "ethi"}
READING = ((0.72, "fluent"), (0.13, "slow"), (0.05, "none"), (0.07, "not_asked"), (0.03, "not_known"))
HOMES = (
    (0.62, "flat"),
    (0.2, "shared"),
    (0.08, "relatives"),
    (0.02, "emergency"),
    (0.01, "facility"),
    (0.07, "not_asked"),
)
GROUPS = (
    (0.56, "permit"),
    (0.2, "procedure"),
    (0.07, "certificate"),
    (0.08, "settled"),
    (0.06, "not_asked"),
    (0.03, "not_known"),
)
ENDLESS = ("settled", "eu", "not_asked", "not_known")
UNION = ("romanian",)
ON_OWN_MONEY = ("romanian", "albanian", "serbian", "turkish")
WHEN = ("vormittags", "nach 16 Uhr", "nicht am Abend", "")


def own_luck(story: Story) -> Random:
    """Chance of its own, so that what is told here moves nothing of the other tellings."""
    return Random(story.case * 7_919 + 13)


def levels(rng: Random, languages: list[str]) -> list[str]:
    """How well each language is spoken; now and then nobody has asked."""
    if not languages or rng.random() < 0.12:
        return []
    return ["first", *(pick(rng, ("fluent", "simple", "hears")) for _ in languages[1:])]


def reading(rng: Random, story: Story, german: str) -> tuple[str, list[str]]:
    """Whether and in which scripts the person reads."""
    said = weighted(rng, READING)
    if said not in ("fluent", "slow"):
        return said, []
    own = SCRIPTS.get(story.home.origin.script_language, "latn")
    return said, [own] if own == "latn" or german in ("none", "not_asked") else [own, "latn"]


def reach(rng: Random, case: int, phone: str, email: str) -> list[Any]:
    """The ways to reach somebody, the first one preferred."""
    if not phone:
        return [ContactWay(case, "through", "Schwester", "yes", "", True)] if rng.random() < 0.3 else []
    safe = weighted(rng, ((0.7, "yes"), (0.24, "not_asked"), (0.06, "no")))
    kind = "message" if rng.random() < 0.35 else "phone"
    ways: list[Any] = [ContactWay(case, kind, phone, safe, pick(rng, WHEN), safe != "no")]
    if email:
        ways.append(ContactWay(case, "email", email, "yes", "", safe == "no"))
    return ways


def addresses(rng: Random, story: Story, street: str, postcode: str) -> list[Any]:
    """Where they live, and for some where they lived before."""
    if not street:
        return []
    entered, place = min(story.home.entered, story.opened - 1), story.home.place.ref
    since = between(rng, entered, story.opened)
    now = HomeAddress(
        story.case, street, postcode, place, "", weighted(rng, HOMES), story.day(since), None, True
    )  # fmt: skip
    if rng.random() > 0.35:
        return [now]
    before = HomeAddress(
        story.case, "", "", None, "Unterkunft des Landes", "state", story.day(entered), story.day(since), False
    )  # fmt: skip
    return [now, before]


def paper(rng: Random, story: Story) -> list[Any]:
    """The residence document: a coarse group and its last day."""
    origin = story.home.origin.key
    group = "eu" if origin in UNION else "protection" if origin == "ukrainian" else weighted(rng, GROUPS)
    if group in ("not_asked", "not_known") and rng.random() < 0.5:
        return []
    left = between(rng, 8, 89) if rng.random() < 0.12 else between(rng, 90, 900)
    today = story.day(story.today)
    until = None if group in ENDLESS else today + timedelta(days=left)
    for each in continuations():  # cards of § 24 end with the protection, before or after its last extension
        if each.group == group and today <= each.holds_until:
            was_there = story.day(story.home.entered) < each.valid_on
            until = each.holds_until.replace(year=each.holds_until.year - 1) if was_there else each.holds_until
    return [ResidenceDocument(story.case, group, until)]


def spheres(rng: Random, story: Story) -> list[Any]:
    """From the benefits for asylum seekers into the social code, with the days between; some still wait for it."""
    known = {sphere.key: sphere.ref for sphere in story.desk.profile.spheres}
    first, then = known.get("asylblg"), known.get("sgb-ii")
    if first is None or then is None or story.home.origin.key in ON_OWN_MONEY or rng.random() < 0.4:
        return []
    entered = min(story.home.entered, story.opened - 20) + between(rng, 3, 14)
    rows: list[Any] = [SphereChange(story.case, None, first, None, None, story.day(entered))]
    changed = entered + between(rng, 120, 700)
    if changed < story.today - 20:
        gap = between(rng, 4, 45) if rng.random() < 0.3 else 0
        last = story.day(changed)
        rows.append(SphereChange(story.case, first, then, story.day(changed + 1), last, story.day(changed + 1 + gap)))
    elif not story.is_closed and rng.random() < 0.25:
        rows.append(SphereChange(story.case, first, then, story.day(story.today + between(rng, -15, 60))))
    return rows
