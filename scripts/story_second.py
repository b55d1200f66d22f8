"""The second person: the county wants a closing confirmed, a case manager asks for it, the lead confirms."""

from typing import TYPE_CHECKING

from story_steps import choose_each, settle_each

if TYPE_CHECKING:
    from pictures import Walk

RESULT = "Frau Darwish arbeitet in Neuss und kommt allein zurecht."


def closing(walk: "Walk", case: str) -> None:
    """Whoever is responsible (`yildiz`) proposes, the lead decides, and only then the case is closed."""
    wanted(walk)
    proposed(walk, case)
    confirmed(walk)
    walk.go(case)
    walk.shows("Abgeschlossen")


def wanted(walk: "Walk") -> None:
    """The administration says that this county wants it."""
    walk.sign_in_as("kueppers")
    walk.go("/verwaltung/kreis/bearbeiten/county/")
    entry = walk.page.locator("main a[href*='/bearbeiten/county/']").first
    walk.go(str(entry.get_attribute("href")))
    walk.fill(closing_needs_second=True)
    walk.press("Speichern")


def proposed(walk: "Walk", case: str) -> None:
    walk.sign_in_as("yildiz")
    walk.go(f"{case}abschluss/")
    if walk.page.locator("main select[name^='result_']").count():
        choose_each(walk, "result_", "reached")
    settle_each(walk)
    asked = walk.page.locator("main select[name='asked'] option", has_text="Hollender").first.inner_text()
    walk.fill(
        reason="Ziele zum Teil erreicht, kommt allein zurecht", result=RESULT, asked=asked,
        shown="Alles Nötige ist getan.",
    )  # fmt: skip
    walk.picture("abschluss-zu-zweit")
    walk.press("Um Bestätigung bitten")
    walk.shows("wartet", "Hollender")
    walk.go(case)
    walk.shows_not("Der Fall ist abgeschlossen")


def confirmed(walk: "Walk") -> None:
    """The lead reads what stands there, and nothing else of the file."""
    walk.sign_in_as("hollender")
    walk.page.locator("main a[href*='/bestaetigungen/']").first.click()
    walk.page.wait_for_load_state()
    if walk.page.get_by_role("button", name="Jetzt bestätigen").count() == 0:
        walk.page.locator("main a[href*='/bestaetigungen/']").first.click()
    walk.shows("Alles Nötige ist getan.")
    walk.shows_not(RESULT)
    walk.picture("bestaetigung")
    walk.press("Jetzt bestätigen")
