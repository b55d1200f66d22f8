"""The story's other desks: lists and search, absence, two at one plan, lead, coordination, administration."""

from datetime import date
from typing import TYPE_CHECKING

from story_steps import TODAY, case_of, day

if TYPE_CHECKING:
    from pictures import Walk


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
    case = case_of(walk, "Haddad, Samar")
    walk.go("/verwaltung/mitarbeitende/")
    walk.follow("Abwesenheit eintragen")
    walk.fill(first_day=day(), last_day=day(4), deputy="Yıldız, Emre")
    walk.picture("abwesenheit")
    walk.press("Abwesenheit eintragen")
    walk.shows("Emre Yıldız")
    walk.sign_in_as("yildiz")
    walk.go(case)
    walk.shows("Verlauf", "Kurze Notiz")
    walk.fill(text="Frau Haddad hat angerufen, ich vertrete Frau Brandes.", kind="phone")
    walk.press("Speichern")
    walk.shows("ich vertrete Frau Brandes")


def two_at_one_plan(walk: "Walk", case: str) -> None:
    """The deputy changes a goal while the person responsible has it open; both versions stand side by side, none is lost."""
    walk.sign_in_as("brandes")
    walk.go(f"{case}ziele/neu/")
    walk.fill(
        own_words="Sana soll in die Kita gehen.",
        indicator="Sana hat einen Platz.",
        life_area="Schule und Kinderbetreuung",
    )
    walk.press("Speichern, dann der erste Schritt")
    walk.go(f"{case}ziele/")
    goal = str(walk.page.locator("main a[href*='/ziele/']", has_text="Bearbeiten").first.get_attribute("href"))
    walk.go(goal)
    change_as_deputy(walk, goal)
    walk.fill(indicator="Sana geht jeden Vormittag in die Kita.")
    walk.press("Speichern", refused=True)
    walk.shows(
        "Zwei Fassungen",
        "Sana geht jeden Vormittag in die Kita.",
        "Sana ist angemeldet und hat einen Platz in Jüchen.",
        "Yıldız",
    )
    walk.picture("zwei-fassungen")
    walk.page.locator("main input[name='take-indicator'][value='stored']").check()
    walk.press("Speichern")
    walk.go(f"{case}ziele/")
    walk.shows("Sana soll in die Kita gehen.", "Sana ist angemeldet und hat einen Platz in Jüchen.")


def change_as_deputy(walk: "Walk", goal: str) -> None:
    """Meanwhile, in a browser of his own."""
    browser = walk.page.context.browser
    assert browser
    page = browser.new_page(locale="de-DE")
    other = type(walk)(page, walk.address, keep=False)
    other.sign_in_as("yildiz")
    other.go(goal)
    other.fill(indicator="Sana ist angemeldet und hat einen Platz in Jüchen.")
    other.press("Speichern")
    page.close()


def office(walk: "Walk") -> None:
    walk.sign_in_as("kueppers")
    for name, path in (
        ("kreis", "kreis/"), ("kreis-regel", "kreis/regel/"), ("beschaeftigte", "mitarbeitende/"), ("protokoll", "protokoll/"),
    ):  # fmt: skip
        walk.go(f"/verwaltung/{path}")
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
    walk.go(f"{case_of(walk, 'Haddad, Samar')}briefe/")
    walk.picture("briefe")


def leading(walk: "Walk") -> None:
    """The lead looks at the team and spreads the cases of somebody who is away."""
    walk.sign_in_as("hollender")
    walk.go("/leitung/")
    walk.shows("abwesend")
    walk.picture("leitung")
    walk.page.locator("main a[href^='/leitung/verteilen/']").first.click()
    walk.shows("Last vorher und nachher", "Jetzt übergeben")
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
    walk.proves("Jüchen" in row, f"the board of {first} has Jüchen with Emre Yıldız: {row!r}")
    walk.sign_in_as("kueppers")
    walk.go("/gebiete/")
    walk.page.locator("main li", has_text="Jüchen").get_by_role("link", name="Zurücknehmen").click()
    walk.press("Jetzt zurücknehmen")


def running_the_county(walk: "Walk") -> None:
    for name, path in (
        ("kreis-bearbeiten", "/verwaltung/kreis/bearbeiten/"), ("kreis-profil", "/verwaltung/kreis/profil/"),
        ("briefvorlagen", "/verwaltung/briefvorlagen/"), ("mailversand", "/verwaltung/mail/"), ("einlesen", "/einlesen/neu/"),
        ("uebersetzungen", "/verwaltung/uebersetzungen/"),
    ):  # fmt: skip
        walk.go(path)
        walk.picture(name)
