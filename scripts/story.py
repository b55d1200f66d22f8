"""The story of the handbook, told in a browser: Hanan Darwish from the first enquiry to the handover of her case.

She, her son and all that is entered are invented.
"""

import subprocess
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pictures import Walk

TODAY = date.today()
GOAL = "أريد أن أتعلم الألمانية حتى أعمل ممرضة."


def day(days: int = 0) -> str:
    """A day from today, as people here write it."""
    return f"{TODAY + timedelta(days=days):%d.%m.%Y}"


def tell(walk: "Walk") -> None:
    """Every chapter in its order."""
    signing_in(walk)
    enquiry = taking_an_enquiry(walk)
    deciding(walk, enquiry)
    case = opening(walk)
    first_advice(walk, case)
    assessing(walk, case)
    agreeing(walk, case)
    referring(walk, case)
    monitoring(walk, case)
    assessing_again(walk, case)
    closing(walk, case)
    reopening(walk, case)
    handing_over(walk, case)
    searching(walk)
    absence(walk)
    office(walk)
    desk(walk)
    leading(walk)
    steering(walk)
    moving_an_area(walk)
    running_the_county(walk)


def signing_in(walk: "Walk") -> None:
    walk.go("/konto/anmelden/")
    walk.picture("anmelden")
    walk.sign_in_as("brandes")
    walk.shows(", Katrin Brandes", "Wiedervorlagen", "Neue Anfragen", "Ohne Antwort")
    walk.picture("mein-tag")


def taking_an_enquiry(walk: "Walk") -> str:
    walk.follow("Anfrage aufnehmen")
    walk.press("Speichern")
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


def step(walk: "Walk", case: str, phase: str) -> None:
    """Through the gate to the next phase."""
    walk.go(f"{case}phase/")
    walk.shows(f"Weiter zu: {phase}")
    walk.press("Weitergehen")


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


def describe(walk: "Walk", areas: dict[str, tuple[str, int, int]]) -> None:
    """Fill the life areas that were talked about."""
    for area, (situation, need, own_view) in areas.items():
        part = (
            walk.page.locator("main")
            .get_by_role("group", name=area, exact=True)
            .or_(walk.page.locator("main").get_by_role("region", name=area, exact=True))
        )
        field = part.locator("textarea[name^='situation_']").first
        number = str(field.get_attribute("name")).removeprefix("situation_")
        walk.fill(
            **{f"situation_{number}": situation, f"need_{number}": str(need), f"own_view_{number}": str(own_view)}
        )


def assessing(walk: "Walk", case: str) -> None:
    step(walk, case, "Bestandsaufnahme")
    walk.go(f"{case}bestandsaufnahme/neu/")
    walk.press("Beginnen")
    describe(walk, SITUATIONS)
    walk.fill(
        language="Arabisch", interpreted=True, resources="War in Syrien Krankenpflegerin. Eine Tante lebt in Neuss."
    )
    walk.picture("bestandsaufnahme", of=walk.page.locator("textarea[name^='situation_']").nth(1))
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
    walk.page.locator("main").get_by_role("button", name="Speichern", exact=True).click()
    walk.page.wait_for_load_state()
    walk.go(f"{case}ziele/vereinbarung/neu/")
    walk.fill(language="Arabisch", interpreted=True, review_on=day(90))
    walk.picture("zielvereinbarung-schliessen")
    walk.press("Vereinbaren")
    walk.shows("Fassung 1")
    walk.picture("ziele")
    paper(walk)


def paper(walk: "Walk") -> None:
    """The first page of the agreement, as it leaves the printer."""
    from pictures import write

    link = walk.page.locator("main a[href$='.pdf']").first.get_attribute("href")
    answer = walk.page.context.request.get(f"{walk.address}{link}")
    assert answer.ok and answer.body().startswith(b"%PDF"), f"{link}: {answer.status}"
    if walk.keep:
        command = ["pdftoppm", "-png", "-r", "90", "-f", "1", "-l", "1", "-singlefile", "-"]
        write("zielvereinbarung", subprocess.run(command, input=answer.body(), capture_output=True, check=True).stdout)


def referring(walk: "Walk", case: str) -> None:
    step(walk, case, "Leistungssteuerung")
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


def monitoring(walk: "Walk", case: str) -> None:
    step(walk, case, "Monitoring")
    walk.go(f"{case}ueberpruefung/")
    walk.fill(review_on=day(60))
    walk.press("Tag speichern")
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
    walk.shows("Sprache")
    walk.picture("vergleich")


def closing(walk: "Walk", case: str) -> None:
    walk.go(f"{case}abschluss/")
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


def searching(walk: "Walk") -> None:
    walk.sign_in_as("brandes")
    walk.go("/suche/?q=حداد")
    walk.shows("Haddad")
    walk.picture("suche")
    walk.go("/faelle/")
    walk.picture("faelle")
    walk.go("/wiedervorlagen/")
    walk.picture("wiedervorlagen")


def absence(walk: "Walk") -> None:
    walk.go("/faelle/")
    case = walk.page.locator("main table a[href^='/faelle/']", has_text="Haddad, Samar").get_attribute("href")
    walk.go("/verwaltung/mitarbeitende/")
    walk.follow("Abwesenheit eintragen")
    walk.fill(first_day=day(), last_day=day(4), deputy="Yıldız, Emre")
    walk.picture("abwesenheit")
    walk.press("Abwesenheit eintragen")
    walk.shows("Emre Yıldız")
    walk.sign_in_as("yildiz")
    walk.go(str(case))
    walk.shows("Verlauf", "Kurze Notiz")
    walk.fill(text="Frau Haddad hat angerufen, ich vertrete Frau Brandes.", kind="phone")
    walk.press("Speichern")
    walk.shows("ich vertrete Frau Brandes")


def office(walk: "Walk") -> None:
    walk.sign_in_as("kueppers")
    for name, path in (("kreis", "kreis"), ("beschaeftigte", "mitarbeitende"), ("protokoll", "protokoll")):
        walk.go(f"/verwaltung/{path}/")
        walk.picture(name)


def desk(walk: "Walk") -> None:
    """What lies on a case manager's desk beside the cases."""
    walk.sign_in_as("brandes")
    for name, path in (
        ("nachrichten", "/nachrichten/"), ("einstellungen", "/einstellungen/"), ("vermittlungen", "/vermittlungen/"),
        ("ansichten", "/listen/faelle/ansichten/"), ("organigramm", "/organigramm/"),
    ):  # fmt: skip
        walk.go(path)
        walk.picture(name)
    walk.go("/faelle/")
    case = walk.page.locator("main table a[href^='/faelle/']", has_text="Haddad, Samar").get_attribute("href")
    walk.go(f"{case}briefe/")
    walk.picture("briefe")


def leading(walk: "Walk") -> None:
    """The lead looks at the team and spreads the cases of somebody who is away."""
    walk.sign_in_as("hollender")
    walk.go("/leitung/")
    walk.picture("leitung")
    walk.page.locator("main a[href^='/leitung/verteilen/']").first.click()
    walk.shows("Jetzt übergeben")
    walk.picture("verteilen")


def steering(walk: "Walk") -> None:
    walk.sign_in_as("kessenich")
    walk.go("/koordination/")
    walk.picture("koordination")


def moving_an_area(walk: "Walk") -> None:
    """Jüchen goes to another post as of next month, and everything follows on that day; then it is taken back."""
    first = date(TODAY.year + TODAY.month // 12, TODAY.month % 12 + 1, 1)
    walk.sign_in_as("kueppers")
    walk.go("/gebiete/05162012/aendern/")
    walk.fill(post="Emre Yıldız – Case Management Neuss, Mitte und Süden", source="Vermerk der Leitung")
    walk.press("Zeigen, was folgt")
    walk.shows(f"Ab {first:%d.%m.%Y} ist Emre Yıldız statt Katrin Brandes zuständig.")
    walk.picture("gebiet")
    walk.press("Gebiet ändern")
    walk.shows("Was kommt", "Jüchen")
    walk.go(f"/gebiete/?on={first:%d.%m.%Y}")
    walk.picture("gebiete")
    walk.go("/ansprechperson/05162012/")
    walk.shows("Katrin Brandes", f"Ab {first:%d.%m.%Y} ist hier Emre Yıldız zuständig.")
    walk.picture("ansprechperson")
    walk.sign_in_as("hollender")
    walk.go(f"/leitung/?am={first:%d.%m.%Y}")
    row = walk.page.locator("main tr", has=walk.page.get_by_role("rowheader", name="Yıldız")).first.inner_text()
    if "Jüchen" not in row:
        raise SystemExit(f"The board of {first} does not show Jüchen with Emre Yıldız: {row!r}")
    walk.sign_in_as("kueppers")
    walk.go("/gebiete/")
    walk.page.locator("main li", has_text="Jüchen").get_by_role("link", name="Zurücknehmen").click()
    walk.press("Jetzt zurücknehmen")


def running_the_county(walk: "Walk") -> None:
    for name, path in (
        ("kreis-bearbeiten", "/verwaltung/kreis/bearbeiten/"), ("kreis-profil", "/verwaltung/kreis/profil/"),
        ("briefvorlagen", "/verwaltung/briefvorlagen/"), ("mailversand", "/verwaltung/mail/"), ("einlesen", "/einlesen/neu/"),
    ):  # fmt: skip
        walk.go(path)
        walk.picture(name)
