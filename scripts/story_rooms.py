"""Pictures of the rooms beside casework, as the demo county shows them: steering, posts and money, naturalisation."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pictures import Walk


def tell(walk: "Walk") -> None:
    """Room by room; nothing is changed."""
    steering(walk)
    posts_and_money(walk)
    advice(walk)
    office(walk)


def steering(walk: "Walk") -> None:
    """The board, a topic whose loop is closed, a body, a meeting, the register; and what a case manager sees of it."""
    walk.sign_in_as("kessenich")
    walk.go("/steuerung/themen/")
    walk.picture("themen", whole=True)
    walk.follow("B1-Kurs mit Kinderbetreuung in Kaarst")
    walk.picture("thema")
    walk.picture("thema-zusammenhang", of=walk.section("together"))
    walk.picture("thema-verlaeufe", of=walk.section("courses"))
    walk.go("/steuerung/kreislauf/")
    walk.picture("kreislauf")
    walk.go("/steuerung/gremien/")
    walk.follow("Austausch mit den Ausländerbehörden")
    walk.picture("gremium", whole=True)
    walk.go("/steuerung/sitzungen/")
    walk.follow("6. Sitzung der Lenkungsgruppe")
    walk.picture("sitzung", whole=True)
    walk.go("/steuerung/beschluesse/")
    walk.picture("beschluesse")
    walk.follow("Zwei B1-Kurse mit Kinderbetreuung in Kaarst")
    walk.picture("beschluss-seite", whole=True)
    walk.sign_in_as("terhoeven")
    walk.go("/steuerung/hinweise/")
    walk.picture("meine-hinweise")


def posts_and_money(walk: "Walk") -> None:
    """What the county may have funded, how it is shared out, who holds the posts, and a funding file."""
    walk.sign_in_as("vossbeck")
    walk.go("/stellen/")
    walk.picture("anspruch", whole=True)
    walk.go("/stellen/anteile/planen/")
    walk.picture("anteile-planen", whole=True)
    walk.go("/stellen/plan/")
    walk.picture("stellenplan")
    walk.go("/foerderung/jahre/")
    walk.picture("geld-jahre")
    walk.go("/foerderung/")
    walk.follow("Koordinierende Stellen 2021")
    walk.picture("foerderakte", whole=True)
    walk.go("/foerderung/")
    walk.follow("Case Management 2021")
    file = walk.page.url.removeprefix(walk.address)
    walk.go(f"{file}geld/")
    walk.picture("geld", whole=True)
    walk.go(f"{file}nachweis/")
    walk.picture("nachweis", whole=True)


def advice(walk: "Walk") -> None:
    """The pre-check for everybody and in a case, the list of residence documents, campaigns."""
    walk.page.goto("about:blank")
    walk.page.context.clear_cookies()
    walk.go("/einbuergerung/pruefen/")
    walk.picture("vorpruefung-fuer-alle")
    walk.sign_in_as("brandes")
    walk.go("/aufenthaltspapiere/")
    walk.picture("aufenthaltspapiere")
    walk.go("/kampagnen/")
    walk.page.locator("main table a").first.click()
    walk.page.wait_for_load_state()
    walk.picture("kampagne", whole=True)
    walk.go(f"{walk.page.locator('main table th a').first.get_attribute('href')}einbuergerung/")
    walk.picture("vorpruefung-fall")


def office(walk: "Walk") -> None:
    """The list of applications, one of them, appointments, figures, retention."""
    walk.sign_in_as("puetz")
    walk.go("/einbuergerungsbehoerde/")
    walk.picture("antraege")
    for part in ("termine", "feiern", "zahlen", "aufbewahrung"):
        walk.go(f"/einbuergerungsbehoerde/{part}/")
        walk.picture(f"eb-{part}")
    walk.go("/einbuergerungsbehoerde/")
    walk.page.locator("main tbody a").first.click()
    walk.page.wait_for_load_state()
    walk.picture("antrag", whole=True)
