"""Who helps the people of a case: a few, as they are told when life areas are talked through."""

from __future__ import annotations

from kim.casework.demo.desk import pick, weighted
from kim.casework.demo.rows import Helper
from kim.casework.demo.story import Story

HOW_MANY = ((0.35, 0), (0.25, 1), (0.22, 2), (0.13, 3), (0.05, 4))
TIES = {
    "person": ((0.6, "strong"), (0.2, "weak"), (0.08, "strained"), (0.06, "gives"), (0.06, "not_asked")),
    "group": ((0.5, "strong"), (0.35, "weak"), (0.15, "not_asked")),
    "agency": ((0.2, "strong"), (0.35, "weak"), (0.2, "strained"), (0.2, "receives"), (0.05, "not_asked")),
}
MAY_WE = ((0.35, "yes"), (0.1, "no"), (0.55, "not_asked"))
KNOWN = (
    ("Schwester", "person", ("family",)),
    ("Bruder", "person", ("family", "authorities")),
    ("Nachbarin", "person", ("school_childcare",)),
    ("Freund aus dem Kurs", "person", ("language",)),
    ("Ehrenamtliche Begleitung", "person", ("authorities", "language")),
    ("Gemeinde am Ort", "group", ("participation",)),
    ("Sportverein", "group", ("participation", "health")),
    ("Frauentreff", "group", ("participation", "family")),
    ("Elterncafé", "group", ("school_childcare",)),
    ("Jobcenter", "agency", ("income", "work")),
    ("Ausländerbehörde", "agency", ("residence",)),
    ("Sprachkursträger", "agency", ("language",)),
    ("Hausarztpraxis", "agency", ("health",)),
    ("Kita oder Schule der Kinder", "agency", ("school_childcare",)),
    ("Arbeitgeber", "agency", ("work",)),
)


def tell(story: Story, told: int) -> None:
    """Some of those whom people name, written down on the day of the first assessment."""
    rng = story.rng
    keys = {area.key for area in story.desk.profile.life_areas}
    start, step = int(rng.random() * len(KNOWN)), 4  # no helper twice: 4 and 15 share no divisor
    for number in range(weighted(rng, HOW_MANY)):
        name, kind, areas = KNOWN[(start + number * step) % len(KNOWN)]
        story.rows.append(
            Helper(
                story.case,
                name,
                kind,
                [area for area in areas if area in keys],
                weighted(rng, TIES[kind]),
                str(story.day(told).year - int(rng.random() * 3)) if rng.random() < 0.4 else "",
                weighted(rng, MAY_WE),
                "",
                story.day(told),
                story.manager.ref,
            )
        )


def pressing(story: Story, need: int) -> str:
    """How soon: what is urgent presses more often."""
    return pick(story.rng, ("now", "soon", "soon")) if need > 2 else pick(story.rng, ("soon", "later", "later"))
