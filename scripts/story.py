"""The story of the handbook, told in a browser: Hanan Darwish from the first enquiry to the handover of her case.

Beside her the Sharifi family, who come without a name first. They and all that is entered are invented.
"""

from typing import TYPE_CHECKING

import story_arrival
import story_file
import story_office
import story_rooms
import story_second
import story_sharing
from story_sharing import GOAL
from story_steps import choose_each, day, describe, settle_each, step

if TYPE_CHECKING:
    from pictures import Walk


def tell(walk: "Walk") -> None:
    """Every chapter in its order."""
    story_rooms.tell(walk)
    signing_in(walk)
    enquiry = taking_an_enquiry(walk)
    deciding(walk, enquiry)
    case = opening(walk)
    working(walk, case)
    ending(walk, case)
    handing_over(walk, case)
    story_office.searching(walk)
    family = story_arrival.tell(walk)
    story_file.haddad(walk)
    story_office.absence(walk)
    story_office.two_at_one_plan(walk, family)
    story_office.office(walk)
    story_office.desk(walk)
    story_office.leading(walk)
    story_office.steering(walk)
    story_office.moving_an_area(walk)
    story_office.running_the_county(walk)
    story_second.closing(walk, case)


def working(walk: "Walk", case: str) -> None:
    """From the first advice to the second look at the life areas."""
    first_advice(walk, case)
    assessing(walk, case)
    story_file.network(walk, case)
    agreeing(walk, case)
    step(walk, case, "Leistungssteuerung")
    story_sharing.referring(walk, case)
    story_sharing.sharing(walk, case)
    story_file.appointments(walk, case)
    story_file.documents(walk, case)
    story_file.conference(walk, case)
    monitoring(walk, case)
    assessing_again(walk, case)


def ending(walk: "Walk", case: str) -> None:
    """Closed, added to, reported, and taken up again."""
    closing(walk, case)
    story_file.late_entry(walk, case)
    walk.paper("abschlussbericht", f"{case}abschlussbericht.pdf", page=2)
    reopening(walk, case)
    story_file.sheet(walk, case)


def signing_in(walk: "Walk") -> None:
    walk.go("/konto/anmelden/")
    walk.picture("anmelden")
    walk.sign_in_as("brandes")
    walk.shows(", Katrin Brandes", "Wiedervorlagen", "Neue Anfragen", "Ohne Antwort")
    walk.picture("mein-tag")


def taking_an_enquiry(walk: "Walk") -> str:
    walk.follow("Anfrage aufnehmen")
    walk.press("Speichern", refused=True)
    walk.shows("Wählen Sie den Zugangsweg.")  # what is missing is said on top
    walk.go("/anfragen/neu/")
    walk.fill(
        channel="Jugendamt", referrer="Jugendamt des Kreises", referrer_note="Frau Peters, Telefon 02181 0000",
        given_name="Hanan", family_name="Darwish", birth="14.03.1998", municipality="Jüchen", language="Arabisch",
        interpreter="ja", matter="Sucht einen Deutschkurs mit Kinderbetreuung und eine größere Wohnung. Der Sohn ist vier.",
    )  # fmt: skip
    walk.picture("anfrage", whole=True)
    walk.press("Speichern")
    walk.shows("Hanan Darwish", "Anfrage, noch nicht entschieden", "Vorgeschlagen Katrin Brandes")
    return walk.page.url.removeprefix(walk.address)


def deciding(walk: "Walk", enquiry: str) -> None:
    walk.follow("Prüfen und entscheiden")
    walk.shows("Die Regel kann es noch nicht sagen.")
    walk.fill(refugee_or_newcomer="yes", other_case_management="no")
    walk.press("Neu prüfen")
    walk.shows_not("Die Regel kann es noch nicht sagen.")
    walk.picture("triage", whole=True)
    walk.fill(result="admitted")
    walk.press("Entscheidung speichern")
    walk.shows("Aus der Anfrage vom")


def opening(walk: "Walk") -> str:
    walk.fill(
        name_original="حنان درويش", name_original_language="Arabisch", sex="weiblich", nationalities="Syrien",
        entered_on="06.02.2025", german_level="A1", phone="0151 00000000", safe_contact="Nur schriftlich, mittags",
    )  # fmt: skip
    walk.picture("fall-eroeffnen")
    walk.press("Fall eröffnen")
    walk.shows("Hanan Darwish", "حنان درويش", "Als Nächstes: Erstberatung")
    walk.picture("fall-neu")
    return walk.page.url.removeprefix(walk.address).split("#")[0]


def first_advice(walk: "Walk", case: str) -> None:
    walk.go(f"{case}phase/")
    walk.shows("Die Person hat der Beratung noch nicht zugestimmt.")
    walk.picture("phase-fehlt")
    walk.go(f"{case}beratung/")
    walk.fill(agreed_on=day())
    walk.press("Zustimmung festhalten")
    step(walk, case, "Erstberatung")
    walk.fill(
        text="Erstes Gespräch mit Dolmetscher. Wir haben besprochen, was möglich ist.",
        minutes="60",
        is_first_advice=True,
    )
    walk.picture("notiz")
    walk.press("Speichern")
    walk.shows("Erstes Gespräch mit Dolmetscher.")
    walk.go(f"{case}haushalt/")
    walk.fill(relation="Kind", given_name="Karim", family_name="Darwish", birth="2022", sex="männlich")
    walk.press("Zum Haushalt hinzufügen")
    walk.shows("Karim Darwish")
    walk.picture("haushalt")
    walk.go(f"{case}wiedervorlage/")
    walk.fill(text="Nach dem Kitaplatz fragen", due_on=day(5))
    walk.picture("wiedervorlage")
    walk.press("Auf die Liste setzen")
    walk.shows("Nach dem Kitaplatz fragen")


SITUATIONS = {
    "Sprache": ("Versteht einfache Sätze, spricht wenig.", 3, 4),
    "Schule und Kinderbetreuung": ("Karim hat keinen Kitaplatz.", 4, 4),
    "Wohnen": ("Zwei kleine Zimmer, Schimmel im Bad.", 2, 3),
}
LATER = {
    "Sprache": ("Besucht den B1-Kurs an vier Vormittagen.", 2, 2),
    "Schule und Kinderbetreuung": ("Karim geht seit August in die Kita.", 1, 0),
    "Wohnen": ("Wohnberechtigungsschein liegt vor, noch keine Wohnung.", 2, 3),
}


def assessing(walk: "Walk", case: str) -> None:
    step(walk, case, "Bestandsaufnahme")
    walk.go(f"{case}bestandsaufnahme/neu/")
    walk.press("Beginnen")
    describe(walk, SITUATIONS)
    walk.fill(
        language="Arabisch", interpreted=True, resources="War in Syrien Krankenpflegerin. Eine Tante lebt in Neuss."
    )
    walk.picture("bestandsaufnahme", of=walk.page.locator("details[data-kim-area][open]").first)
    walk.press("Speichern und abschließen")
    walk.press("Jetzt abschließen")
    walk.shows("Versteht einfache Sätze")


def agreeing(walk: "Walk", case: str) -> None:
    step(walk, case, "Zielvereinbarung")
    walk.go(f"{case}ziele/neu/")
    walk.fill(own_words=GOAL, own_words_language="Arabisch", life_area="Sprache", target_on=day(220))
    walk.picture("ziel")
    walk.press("Speichern, dann der erste Schritt")
    walk.fill(text="Zum B1-Kurs mit Kinderbetreuung anmelden", who="case_manager", due_on=day(12))
    walk.press("Speichern und noch einen")
    walk.fill(text="Zeugnisse übersetzen lassen", who="client", due_on=day(40))
    walk.press("Speichern", exact=True)
    walk.go(f"{case}ziele/vereinbarung/neu/")
    walk.fill(language="Arabisch", interpreted=True, review_on=day(90))
    walk.picture("zielvereinbarung-schliessen")
    walk.press("Vereinbaren")
    walk.shows("Fassung 1")
    walk.picture("ziele")
    link = walk.page.locator("main a[href$='.pdf']").first.get_attribute("href")
    walk.paper("zielvereinbarung", str(link))


def monitoring(walk: "Walk", case: str) -> None:
    step(walk, case, "Monitoring")
    story_file.review(walk, case)
    walk.go(case)
    walk.fill(text="Der Kurs läuft gut. Karim hat sich eingelebt.", kind="phone", minutes="15")
    walk.press("Speichern")
    walk.shows("Der Kurs läuft gut.")
    walk.picture("monitoring")


def assessing_again(walk: "Walk", case: str) -> None:
    step(walk, case, "Erneute Aufnahme")
    walk.go(f"{case}bestandsaufnahme/neu/")
    walk.press("Beginnen")
    describe(walk, LATER)
    walk.press("Speichern und abschließen")
    walk.press("Jetzt abschließen")
    walk.go(f"{case}bestandsaufnahme/vergleich/")
    walk.shows("3 weniger", "gleich", "aus 3 von 14 Bereichen")
    walk.proves(walk.page.locator("main table svg").count() > 2, "the change is drawn")


def closing(walk: "Walk", case: str) -> None:
    walk.go(f"{case}abschluss/")
    choose_each(walk, "result_", "partly")
    settle_each(walk)
    walk.fill(
        reason="Ziele zum Teil erreicht, kommt allein zurecht", result="Hanan Darwish besucht den B1-Kurs, Karim die Kita.",
        handover="Die Migrationsberatung begleitet die Wohnungssuche.",
    )  # fmt: skip
    walk.picture("abschluss")
    walk.press("Fall jetzt abschließen")
    walk.shows("Ziele zum Teil erreicht")
    walk.picture("abgeschlossen")


def reopening(walk: "Walk", case: str) -> None:
    walk.go(f"{case}wiederaufnahme/")
    walk.fill(reason="Der Kurs endete vorzeitig, sie sucht einen neuen.")
    walk.picture("wiederaufnahme")
    walk.page.locator("main form button[type=submit]").last.click()
    walk.page.wait_for_load_state()
    walk.shows("Leistungssteuerung")


def handing_over(walk: "Walk", case: str) -> None:
    walk.sign_in_as("hollender")
    walk.go("/faelle/")
    walk.picture("faelle-fachaufsicht")
    walk.go(case)
    walk.shows_not("Der Kurs läuft gut.", "Erstes Gespräch mit Dolmetscher.")
    walk.picture("fall-fachaufsicht")
    walk.go(f"{case}uebergabe/")
    option = walk.page.locator("select[name=to] option", has_text="Emre Yıldız").inner_text()
    walk.fill(to=option, reason="Frau Darwish zieht nach Neuss.")
    walk.picture("uebergabe")
    walk.press("Jetzt übergeben")
    walk.sign_in_as("yildiz")
    walk.go(case)
    walk.shows("Der Kurs läuft gut.", "Frau Darwish zieht nach Neuss.")
    walk.picture("uebernommen")
