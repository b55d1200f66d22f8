"""Consents: given shortly before data first go to an agency, good for a year, reused while they hold."""

from __future__ import annotations

from kim.casework.demo.desk import between, pick, weighted
from kim.casework.demo.profile import OfferAt
from kim.casework.demo.rows import Consent
from kim.casework.demo.story import Story
from kim.casework.demo.texts import notes

TEXT, VERSION = "consent.declaration", 1
DAYS = 365
FORMS = ((0.86, "paper"), (0.1, "electronic"), (0.04, "oral"))
KEPT_AT = ("Handakte, Fach Einwilligungen", "Handakte, Blatt 2", "Aktenschrank Team, Ordner Einwilligungen")


def for_offer(story: Story, offer: OfferAt, sent: int) -> Consent:
    """The consent on which this referral goes: one that holds for this agency, or a new one."""
    known = story.consents.get(offer.agency)
    if known is not None and known[1] <= sent <= known[1] + DAYS:
        return known[0]
    rng, day = story.rng, story.day
    given = max(story.desk.calendar.work(sent - between(rng, 0, 6)), story.opened)
    form = weighted(rng, FORMS)
    consent = Consent(
        next(story.desk.numbers.consent),
        story.case,
        offer.agency,
        "",
        offer.title,
        "to" if rng.random() < 0.7 else "both",
        list(pick(rng, notes.DATA_PASSED)),
        [],
        "",
        False,
        TEXT,
        VERSION,
        story.language if story.language in story.desk.profile.paper_languages else "de",
        story.interpreter,
        story.manager.ref,
        "",
        day(given),
        day(given + DAYS),
        form,
        pick(rng, KEPT_AT) if form == "paper" else "",
        "Dolmetscherin" if form == "oral" else "",
        story.manager.ref,
    )
    story.consents[offer.agency] = (consent, given)
    story.rows.append(consent)
    return consent
