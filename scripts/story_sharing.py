"""The story's referrals and consents: what is asked of others, what they answer, what ends when the person says so."""

from typing import TYPE_CHECKING

from story_steps import day, here

if TYPE_CHECKING:
    from pictures import Walk

GOAL = "أريد أن أتعلم الألمانية حتى أعمل ممرضة."


def referring(walk: "Walk", case: str) -> None:
    """One referral that works, one on the waiting list, one that is declined with a reason that is counted."""
    walk.go(f"{case}vermittlungen/angebote/")
    walk.fill(life_area="Sprache")
    walk.press("Suchen")
    walk.shows("B1-Kurs mit Kinderbetreuung")
    walk.picture("angebote")
    walk.follow("Vermitteln : B1-Kurs mit Kinderbetreuung")
    walk.fill(
        goal=f"»{GOAL}«", basis="consent", consent="new", reason="Karim ist vier, der Kurs hat eine Betreuung",
        **{"given-kept_at": "Handakte, Blatt 2"},
    )  # fmt: skip
    walk.picture("vermitteln")
    walk.press("Vermittlung festhalten")
    walk.fill(state="accepted", note="Beginn nach den Ferien")
    walk.picture("vermittlung")
    walk.press("Speichern")
    walk.fill(state="started")
    walk.press("Speichern")
    walk.shows("begonnen")
    waiting(walk, case)
    declined(walk, case)
    walk.go(f"{case}vermittlungen/")
    walk.shows("begonnen", "auf der Warteliste", "abgelehnt", "Sprache")
    walk.picture("vermittlungen-fall")


def refer(walk: "Walk", case: str, life_area: str, sheet: str) -> None:
    """To the first offer of this life area that is not the course, with a consent given in the same step."""
    walk.go(f"{case}vermittlungen/angebote/")
    walk.fill(life_area=life_area)
    walk.press("Suchen")
    links = walk.page.locator("main").get_by_role("link", name="Vermitteln : ")
    links.filter(has_not_text="B1-Kurs").first.click()
    walk.page.wait_for_load_state()
    walk.fill(basis="consent", consent="new", **{"given-kept_at": sheet})
    walk.press("Vermittlung festhalten")


def waiting(walk: "Walk", case: str) -> None:
    refer(walk, case, "Schule und Kinderbetreuung", "Handakte, Blatt 3")
    walk.fill(state="waitlisted", wait_until=day(70), note="Voraussichtlich im Februar")
    walk.press("Speichern")
    walk.shows("auf der Warteliste", day(70))
    walk.picture("warteliste")


def declined(walk: "Walk", case: str) -> None:
    refer(walk, case, "Gesundheit", "Handakte, Blatt 4")
    walk.fill(state="declined")
    walk.press("Speichern", refused=True)
    walk.shows("Absagen werden gezählt")  # a refusal needs its reason
    reason = walk.page.locator("main select[name='decline_reason']")
    reason.select_option("language")
    walk.fill(note="Zurzeit niemand da, der Arabisch spricht")
    walk.press("Speichern")
    walk.shows("abgelehnt", "Sprache", "Zurzeit niemand da, der Arabisch spricht")


def sharing(walk: "Walk", case: str) -> None:
    """A consent is given, a colleague reads on it, the person takes it back, and the reading ends with it."""
    walk.go(f"{case}freigaben/")
    walk.follow("Einwilligung aufnehmen")
    walk.fill(
        recipient_name="Grundschule Jüchen, Frau Esser", kinds=["identity", "family", "language"], kept_at="Handakte, Blatt 5",
        purpose="Einschulung von Karim im Sommer vorbereiten",
    )  # fmt: skip
    walk.picture("einwilligung", whole=True)
    walk.press("Einwilligung aufnehmen")
    consent = here(walk) if "/einwilligungen/" in here(walk) else ""
    walk.go(f"{case}freigaben/")
    walk.section("consents").get_by_role("link", name="Grundschule Jüchen").first.click()
    walk.page.wait_for_load_state()
    consent = consent or here(walk)
    granting(walk, case)
    walk.go(consent)
    withdrawing(walk, case)


def granting(walk: "Walk", case: str) -> None:
    walk.follow("Darauf Zugriff geben")
    option = walk.page.locator("main select[name=to] option", has_text="Yıldız").first.inner_text()
    walk.fill(to=option, sections=["profile", "plan"], reason="Bereitet die Einschulung mit der Schule vor")
    walk.picture("zugriff-geben")
    walk.press("Zugriff geben")
    walk.go(f"{case}freigaben/")
    walk.shows("Emre Yıldız", "Grundschule Jüchen")
    walk.picture("freigaben")
    walk.sign_in_as("yildiz")
    walk.go(f"{case}ziele/")
    walk.shows(GOAL)  # he reads the part that was opened
    walk.sign_in_as("brandes")


def withdrawing(walk: "Walk", case: str) -> None:
    """What follows is said before it happens; then it has happened."""
    walk.follow("Widerrufen")
    walk.shows("Das folgt sofort daraus", "kann in dieser Akte nichts mehr lesen", "Grundschule Jüchen")
    walk.picture("widerruf")
    walk.fill(form="im Gespräch gesagt")
    walk.press("Jetzt widerrufen")
    walk.go(f"{case}freigaben/")
    walk.shows("Beendete Zugriffe", "Einwilligung widerrufen")
    if "Yıldız" in walk.section("access").inner_text():
        raise SystemExit(f"{walk.page.url} still gives access after the consent was withdrawn.")
    walk.sign_in_as("yildiz")
    walk.go(case)
    walk.shows_not("Bestandsaufnahme abgeschlossen", GOAL)
    walk.sign_in_as("brandes")
