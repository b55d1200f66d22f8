"""The story's second family: counted without a name, named later, then five people in one household with two cases."""

from typing import TYPE_CHECKING

from story_steps import day, here

if TYPE_CHECKING:
    from pictures import Walk

CHILDREN = (("Mina", "2014", "weiblich"), ("Omid", "2017", "männlich"), ("Sana", "2021", "weiblich"))


def tell(walk: "Walk") -> str:
    """From a contact at the door to the file of Nilufar Sharifi, which it gives back."""
    outreach(walk)
    contact = counting(walk)
    case = naming(walk, contact)
    household(walk, case)
    figures(walk)
    return case


def outreach(walk: "Walk") -> None:
    walk.go("/aufsuchend/neu/")
    walk.fill(
        held_on=day(), place="Unterkunft Lindenstraße, Gemeinschaftsraum", occasion="in einer Unterkunft",
        municipality="Jüchen", minutes="120", women="6", men="3", young="5",
        result="Drei Familien suchen Kita-Plätze, zwei fragen nach Sprachkursen.",
        next_step="Liste der Kitas auf Persisch mitbringen", next_on=day(7),
    )  # fmt: skip
    walk.press("Speichern")
    walk.shows("Unterkunft Lindenstraße", "Liste der Kitas auf Persisch mitbringen")
    walk.picture("aufsuchend")


def counting(walk: "Walk") -> str:
    """Somebody asks without giving a name, and is counted."""
    walk.go("/anfragen/kurz/")
    before = walk.section("today").locator("li").count()
    walk.fill(
        channel="Kommt selbst", life_area="Schule und Kinderbetreuung", municipality="Jüchen", language="Persisch",
        result="advised_once", answer="Wege zum Kita-Platz erklärt, Merkblatt mitgegeben.", minutes="10",
        matter="Fragt, wie man einen Kita-Platz findet",
    )  # fmt: skip
    walk.picture("kurzkontakt")
    walk.press("Zählen und nächster Kontakt")
    counted = walk.section("today").locator("li")
    if counted.count() != before + 1:
        raise SystemExit(f"{walk.page.url} counts {counted.count()} contacts after {before} and one more.")
    counted.first.get_by_role("link").first.click()
    walk.shows("Wege zum Kita-Platz erklärt, Merkblatt mitgegeben.")
    return here(walk)


def naming(walk: "Walk", contact: str) -> str:
    """She comes again and says who she is; what was advised stays, and the enquiry becomes a case."""
    walk.go(contact)
    walk.follow("Person benennen und Fall eröffnen")
    walk.fill(given_name="Nilufar", family_name="Sharifi", birth="1989")
    walk.picture("person-benennen")
    walk.press("Namen speichern und prüfen")
    walk.fill(refugee_or_newcomer="yes", other_case_management="no", result="admitted")
    walk.press("Entscheidung speichern")
    walk.fill(name_original="نیلوفر شریفی", name_original_language="Persisch", sex="weiblich", german_level="A1")
    walk.press("Fall eröffnen")
    walk.shows("Nilufar Sharifi", "Als Nächstes: Erstberatung", "anonym")
    case = here(walk)
    walk.go(contact)
    walk.shows("Nilufar Sharifi", "Wege zum Kita-Platz erklärt, Merkblatt mitgegeben.")
    return case


def household(walk: "Walk", case: str) -> None:
    """Husband and three children; the husband becomes a client too, and both files show the one household."""
    add(walk, case, "Ehe- oder Lebenspartner*in", "Jawid", "1986", "männlich")
    for given_name, birth, sex in CHILDREN:
        add(walk, case, "Kind", given_name, birth, sex)
    walk.go(f"{case}person/")
    everybody = walk.section("household").locator("li")
    if everybody.count() != 4:
        raise SystemExit(f"{walk.page.url} shows {everybody.count()} members beside the person, not four.")
    everybody.filter(has_text="Jawid").get_by_role("link", name="Berichtigen").click()
    walk.follow("Eigenen Fall eröffnen")
    walk.shows("Beide Fälle teilen")
    walk.picture("eigener-fall")
    walk.press("Fall jetzt eröffnen")
    walk.go(f"{case}person/")
    walk.shows("eigener Fall")
    walk.picture("familie", of=walk.section("household"))
    walk.section("household").get_by_role("link", name="Jawid Sharifi", exact=True).click()
    walk.page.wait_for_load_state()
    walk.go(f"{here(walk)}person/")
    walk.shows("Jawid Sharifi", "Nilufar Sharifi", "Mina Sharifi", "Omid Sharifi", "Sana Sharifi")


def add(walk: "Walk", case: str, relation: str, given_name: str, birth: str, sex: str) -> None:
    walk.go(f"{case}haushalt/")
    walk.fill(relation=relation, given_name=given_name, family_name="Sharifi", birth=birth, sex=sex)
    walk.press("Zum Haushalt hinzufügen")
    walk.shows(f"{given_name} Sharifi")


def figures(walk: "Walk") -> None:
    walk.go("/anfragen/zahlen/")
    walk.shows("Schule und Kinderbetreuung")
    walk.picture("anfragen-zahlen")
