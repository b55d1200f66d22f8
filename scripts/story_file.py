"""What else lies in the story's file: helpers as a picture, appointments, documents, a conference, a review, what comes late."""

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw
from story_steps import TODAY, case_of, choose_each, day

if TYPE_CHECKING:
    from pictures import Walk

HELPERS = (
    ("Tante in Neuss", "person", "stark"), ("Frauentreff Jüchen", "group", "stark"), ("Jobcenter", "agency", "belastet"),
)  # fmt: skip


def network(walk: "Walk", case: str) -> None:
    """Three helpers are entered, and the picture is drawn from them."""
    for name, kind, tie in HELPERS:
        walk.go(f"{case}bestandsaufnahme/netzwerk/neu/")
        walk.fill(name=name, kind=kind, tie=tie)
        walk.press("Speichern", exact=True)
    drawn = walk.section("network").locator("svg").first.text_content() or ""
    for name, *_rest in HELPERS:
        if name.split()[0] not in drawn:
            raise SystemExit(f"{walk.page.url} does not draw {name}: {drawn!r}")
    walk.go(f"{case_of(walk, 'Haddad, Samar')}bestandsaufnahme/netzwerk/")
    walk.picture("netzwerk")


def appointments(walk: "Walk", case: str) -> None:
    """One that lies ahead, one that was held and becomes a note."""
    plan(walk, case, day(9), "14:00", "Anmeldung zum Kurs gemeinsam ausfüllen")
    plan(walk, case, day(-1), "10:00", "Erste Rückmeldung zum Kurs")
    walk.follow("Ergebnis festhalten")
    walk.fill(state="held")
    walk.picture("termin-ergebnis")
    walk.press("Festhalten")
    kept = (
        walk.page.locator("main [name='held_on']").input_value(),
        walk.page.locator("main [name='minutes']").input_value(),
    )
    if kept != (day(-1), "60"):
        raise SystemExit(f"{walk.page.url} proposes {kept} for the note, not day and length of the appointment.")
    walk.fill(text="Der Kurs gefällt ihr. Karim wird vormittags betreut.")
    walk.picture("termin-notiz")
    walk.press("Speichern")
    walk.go(f"{case}?history=contacts")
    walk.shows("Der Kurs gefällt ihr.")
    walk.go(f"{case}termine/")
    walk.shows("Anmeldung zum Kurs gemeinsam ausfüllen")
    walk.go("/termine/")
    walk.picture("termine")
    calendar(walk)


def plan(walk: "Walk", case: str, on: str, at: str, about: str) -> None:
    """An appointment of an hour; on weekends and where the time is taken the page asks once."""
    walk.go(f"{case}termine/neu/")
    walk.fill(day=on, starts=at, about=about)
    walk.press("Termin eintragen")
    if walk.page.get_by_role("button", name="Trotzdem eintragen").count():
        walk.press("Trotzdem eintragen")
    walk.page.locator("main").get_by_role("link", name=about).or_(walk.page.get_by_text(about)).first.wait_for()


def calendar(walk: "Walk") -> None:
    """The address is shown once, and what it gives names nobody."""
    walk.go("/einstellungen/kalender/")
    walk.press("Adresse erzeugen")
    walk.picture("kalender")
    shown = walk.page.locator("#calendar-address").input_value()
    answer = walk.page.context.request.get(f"{walk.address}/kalender/{shown.rpartition('/')[2]}")
    text = answer.text()
    if not answer.ok or "BEGIN:VEVENT" not in text or "Darwish" in text or "Anmeldung zum Kurs" in text:
        raise SystemExit(f"The calendar is empty or tells too much: {text[:500]}")


def certificate() -> bytes:
    """An invented piece of paper."""
    paper = Image.new("RGB", (900, 640), "white")
    draw = ImageDraw.Draw(paper)
    draw.rectangle((24, 24, 876, 616), outline="#333333", width=3)
    draw.text((90, 90), "Kursbescheinigung", fill="#111111", font_size=52)
    draw.text((90, 190), "Volkshochschule (erfunden)", fill="#333333", font_size=30)
    draw.text((90, 280), "Hanan Darwish", fill="#111111", font_size=38)
    draw.text((90, 345), "hat am Kurs B1 mit Kinderbetreuung teilgenommen.", fill="#333333", font_size=28)
    draw.line((90, 520, 380, 520), fill="#333333", width=2)
    draw.text((90, 532), "Unterschrift", fill="#666666", font_size=22)
    kept = BytesIO()
    paper.save(kept, "PNG")
    return kept.getvalue()


def documents(walk: "Walk", case: str) -> None:
    walk.go(f"{case}dokumente/")
    file = {"name": "kurs-bestaetigung.png", "mimeType": "image/png", "buffer": certificate()}
    walk.page.set_input_files("main [name='files']", files=[file])  # type: ignore[list-item]
    walk.fill(kind="Zeugnis oder Bescheinigung", title="Teilnahmebestätigung B1-Kurs")
    walk.press("Ablegen")
    walk.shows("Teilnahmebestätigung B1-Kurs")
    walk.picture("dokumente")
    walk.follow("Teilnahmebestätigung B1-Kurs")
    shown = walk.page.locator("main img").first
    walk.proves(
        bool(shown.evaluate("e => e.complete && e.naturalWidth === 900")), "does not show the picture that was filed."
    )
    walk.picture("dokument")


def conference(walk: "Walk", case: str) -> None:
    walk.go(f"{case}konferenzen/neu/")
    walk.fill(
        day=day(16), starts="09:00", topics="Kursende und Einschulung von Karim abstimmen", person_takes_part="yes",
        colleagues="Emre Yıldız",
    )  # fmt: skip
    walk.press("Konferenz planen")
    if walk.page.get_by_role("button", name="Trotzdem").count():
        walk.press("Trotzdem")
    walk.shows("Kursende und Einschulung von Karim abstimmen", "Yıldız")
    walk.picture("konferenz")


def review(walk: "Walk", case: str) -> None:
    walk.go(f"{case}ueberpruefung/")
    walk.fill(review_on=day(60), focus="Ob der Kurs mit der Betreuung gut geht")
    walk.press("Tag speichern")
    walk.go(f"{case}ueberpruefung/festhalten/")
    choose_each(walk, "course_", "on_course")
    walk.fill(summary="Der Kurs läuft gut. Die Betreuung ist verlässlich.")
    walk.picture("ueberpruefung")
    walk.press("Überprüfung speichern")
    walk.go(f"{case}ueberpruefung/")
    walk.shows("auf gutem Weg", "Die Betreuung ist verlässlich.")


def late_entry(walk: "Walk", case: str) -> None:
    """The file is closed and stays so; what happened before is added with the reason why it comes late."""
    walk.go(case)
    walk.follow("Nachtrag")
    walk.fill(
        text="Die Kita hat angerufen: Karim ist gut angekommen.", kind="Telefon", held_on=day(), minutes="5",
        reason="Die Nachricht lag noch auf dem Band",
    )  # fmt: skip
    walk.picture("nachtrag")
    walk.press("Nachtrag speichern")
    walk.go(case)
    walk.shows(
        "Die Kita hat angerufen: Karim ist gut angekommen.", "Die Nachricht lag noch auf dem Band", "abgeschlossen"
    )


def sheet(walk: "Walk", case: str) -> None:
    walk.go(f"{case}uebergabebogen/")
    walk.fill(words="Frau Darwish meldet sich am liebsten schriftlich. Der Kitaplatz ist noch nicht sicher.")
    walk.press("Bogen speichern")
    walk.shows("Frau Darwish meldet sich am liebsten schriftlich.")
    walk.picture("uebergabebogen")


def haddad(walk: "Walk") -> None:
    """A file after nine months, only looked at."""
    case = case_of(walk, "Haddad, Samar")
    for name, part in (("person", "person/"), ("erstberatung", "erstberatung/"), ("termine-fall", "termine/")):
        walk.go(f"{case}{part}")
        walk.picture(name)
    walk.go(f"{case}bestandsaufnahme/vergleich/")
    changed = walk.page.locator("main svg").count()
    walk.proves(bool(changed), f"draws no change between {TODAY:%Y} and before.")
    walk.picture("vergleich")
