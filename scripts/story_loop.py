"""The closed loop, told in a browser: from a course without a seat in Kaarst to the feedback that all twelve reporters read.

Whoever calls it sees to two things that a browser cannot: that eleven have reported the same before, and that months pass once
the work is done. All that is entered is invented.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from story_steps import day, here

if TYPE_CHECKING:
    from pictures import Walk

SEEN = "Kein B1-Kurs mit Kinderbetreuung hat einen freien Platz."
TOPIC = "Kinderbetreuung während der B1-Kurse"
WORDING = "In Kaarst werden zwei B1-Kurse mit Kinderbetreuung eingerichtet."
ANSWER = "Zwei B1-Kurse mit Kinderbetreuung haben begonnen. Freie Plätze stehen im Verzeichnis der Angebote."
NEXT = "Weiter"
PASSWORD = "demo-im-kreis"


@dataclass(frozen=True)
class Before:
    """What is there when the story begins: a running case in Kaarst, its person's names, and who reported before."""

    case: int
    names: tuple[str, ...]
    reporters: tuple[str, ...]


def tell(walk: "Walk", before: Before, months_pass: Callable[[str], None]) -> None:
    """Every chapter in its order."""
    reporting(walk, before)
    topic = gathering(walk)
    proposal = proposing(walk, topic)
    decision = deciding(walk, topic, proposal)
    working(walk, topic, decision)
    months_pass(TOPIC)
    answering(walk, topic, decision)
    reading(walk, before)
    for who in ("schlieper", "wirtz", "vossbeck"):
        naming_nobody(walk, who, (topic, decision), before.names)


def reporting(walk: "Walk", before: Before) -> None:
    """From the file in two clicks: what stands in the way, without the person."""
    walk.sign_in_as("terhoeven")
    walk.go(f"/faelle/{before.case}/")
    walk.page.locator("main .kim-menu > summary").first.click()
    walk.follow("Hinweis geben")
    walk.fill(kind="fehlendes Angebot", text=SEEN)
    walk.press("Hinweis senden")
    if walk.page.get_by_role("button", name="Ohne diese Angaben senden").count():
        walk.press("Ohne diese Angaben senden")
    walk.shows(SEEN)


def gathering(walk: "Walk") -> str:
    """The coordinator finds the twelve, and makes a topic of them."""
    walk.sign_in_as("kessenich")
    walk.go("/steuerung/beobachtungen/?words=B1-Kurs&place=")
    walk.follow(SEEN)
    walk.shows("Ähnliche Beobachtungen", "ähnliche Wörter: ")
    walk.picture("hinweis-aehnliche")
    walk.go("/steuerung/beobachtungen/?words=B1")
    ticks = walk.page.locator("main tbody input[type='checkbox']")
    walk.proves(ticks.count() == 12, f"twelve observations of B1 wait, not {ticks.count()}")
    for tick in ticks.all():
        tick.check()
    walk.press("Thema daraus machen")
    walk.fill(title=TOPIC, body="AG auf Strukturebene", target_on=day(200))
    walk.press("Ansehen, was geschehen wird")
    walk.press("Thema jetzt anlegen")
    walk.go("/steuerung/themen/liste/")
    walk.follow(TOPIC)
    topic = here(walk)
    walk.shows("12")
    go_on(walk, topic, "structure_level")
    return topic


def go_on(walk: "Walk", topic: str, to: str, reason: str = "") -> None:
    """One step of the topic."""
    walk.go(f"{topic}schritt/{to}/")
    if reason:
        walk.fill(reason=reason)
    walk.press(NEXT)


def proposing(walk: "Walk", topic: str) -> str:
    """The working group hands in a proposal, and recommends it."""
    number = walk.page.locator("main h1").inner_text()
    walk.proves(TOPIC in number, f"the topic's page, not {number}")
    walk.go("/steuerung/vorschlaege/neu/")
    walk.fill(
        title="Zwei B1-Kurse mit Kinderbetreuung", to_body="Lenkungsgruppe", from_body="AG auf Strukturebene", topic=TOPIC,
        wording=WORDING, reasons="Zwölf Hinweise nennen denselben Grund.",
    )  # fmt: skip
    walk.press("Speichern")
    walk.press("Einreichen")
    proposal = here(walk)
    walk.follow("Empfehlung festhalten")
    walk.fill(body="AG auf Strukturebene", advice="for", reasons="Räume und Träger sind gefunden.")
    walk.press("Empfehlung festhalten")
    walk.go(topic)
    walk.shows("der Lenkungsgruppe vorgeschlagen")
    return proposal


def deciding(walk: "Walk", topic: str, proposal: str) -> str:
    """A meeting of the steering group: agenda, attendance, vote, decision."""
    walk.sign_in_as("schmitz-lohn")
    walk.go("/steuerung/sitzungen/neu/")
    walk.fill(body="Lenkungsgruppe", title="Sondersitzung der Lenkungsgruppe", held_on=day())
    walk.press("Speichern")
    meeting = here(walk)
    walk.go(f"{meeting}punkt/neu/")
    walk.fill(title=TOPIC, kind="Beschluss", proposal="Zwei B1-Kurse", topic=TOPIC)
    walk.press("Speichern")
    walk.go(f"{meeting}durchfuehren/")
    walk.press("Sitzung eröffnen")
    walk.go(f"{meeting}anwesenheit/")
    for presence in walk.page.locator("main select[name^='presence-']").all():
        presence.select_option(label="anwesend")
    walk.press("Anwesenheit speichern")
    walk.go(f"{meeting}durchfuehren/")
    walk.shows("Beschlussfähig:")
    walk.section("agenda").get_by_role("link", name=TOPIC).first.click()
    item = here(walk)
    walk.fill(record="Die AG auf Strukturebene stellt den Vorschlag vor.")
    walk.press("Niederschrift speichern")
    walk.go(f"{item}abstimmung/")
    walk.fill(question=WORDING, way="vote", in_favour="8", against="0", abstained="1")
    walk.press("Abstimmung festhalten")
    walk.go(f"{item}beschluss/")
    walk.fill(title="Zwei B1-Kurse mit Kinderbetreuung", outcome="accepted", wording=WORDING)
    walk.press("Beschluss festhalten")
    walk.go(f"{meeting}durchfuehren/")
    walk.press("Sitzung beenden")
    walk.go("/steuerung/beschluesse/")
    walk.follow("Zwei B1-Kurse mit Kinderbetreuung")
    walk.shows(WORDING, TOPIC, "Zwei B1-Kurse")
    walk.paper("beschluss", f"{here(walk)}pdf/")
    return here(walk)


def working(walk: "Walk", topic: str, decision: str) -> None:
    """The order is given, begun and done with proof."""
    walk.sign_in_as("kessenich")
    walk.go(f"{decision}auftrag/")
    walk.fill(what="Zwei B1-Kurse mit Kinderbetreuung einrichten", agency="Jugendamt des Kreises", due_on=day(60))
    walk.press("Auftrag erteilen")
    go_on(walk, topic, "ordered")
    walk.go(decision)
    walk.section("orders").get_by_role("link").filter(has_text="Zwei B1-Kurse").first.click()
    order = here(walk)
    walk.go(f"{order}erledigt/")
    walk.fill(proof="Beide Kurse haben begonnen; die Teilnehmerlisten liegen vor.")
    walk.page.locator("main form button[type='submit']").last.click()
    walk.shows("erledigt")
    go_on(walk, topic, "implemented")


def answering(walk: "Walk", topic: str, decision: str) -> None:
    """Months later nobody reports it any more; everybody is told, and the topic is answered."""
    walk.go(f"{topic}wirkung/")
    walk.shows("deutlich weniger geworden")
    walk.picture("wirkung")
    walk.fill(note="Seit die Kurse laufen, kommt kein Hinweis mehr.")
    walk.press("Wirkung festhalten")
    go_on(walk, topic, "checked")
    walk.go(f"{topic}schritt/answered/")
    walk.shows("Schreiben Sie zuerst die Rückmeldung")
    walk.go(f"{decision}rueckmeldung/")
    walk.fill(text=ANSWER)
    walk.press("Vorschau zeigen")
    walk.shows(ANSWER)
    walk.press("Rückmeldung senden")
    walk.go(decision)
    walk.press("Beschluss abschließen")
    walk.shows("Abgeschlossen am")
    go_on(walk, topic, "answered")


def reading(walk: "Walk", before: Before) -> None:
    """All twelve read what came of it, and none of them learns of the others."""
    read = 0
    for who in dict.fromkeys(("terhoeven", *before.reporters)):
        enter(walk, who)
        walk.go("/steuerung/hinweise/")
        read += walk.page.locator("main li", has_text=ANSWER).count()
    walk.proves(read == 12, f"twelve reporters read the answer, not {read}")


def enter(walk: "Walk", who: str) -> None:
    """Sign in with the password: not everybody who reports is one of those with a button."""
    walk.page.context.clear_cookies()
    walk.go("/konto/anmelden/")
    walk.fill(login=who, password=PASSWORD)
    with walk.page.expect_navigation():
        walk.page.locator("input[name='password']").press("Enter")


def naming_nobody(walk: "Walk", who: str, paths: Sequence[str], names: Sequence[str]) -> None:
    """Whoever sits in a body reads the whole story and finds nobody in it."""
    walk.sign_in_as(who)
    for path in paths:
        walk.go(path)
        text = walk.page.locator("main").inner_text()
        found = [name for name in names if re.search(rf"\b{re.escape(name)}\b", text)]
        walk.proves(not found, f"{path} names {found} to {who}")
