"""The steps of an import as an administrator clicks them, each page accessible: upload, columns, check, confirm, undo."""

import pytest

from tests.browser.test_every_page import VARIANTS, faults_of

pytestmark = pytest.mark.browser

PEOPLE = (
    "Nachname;Vorname;Geburtsdatum;Wohnort;Sprache;Bemerkung zum Ausdruck\r\n"
    "Öztürk;Elif;04.05.1991;Grevenbroich;Türkisch;1\r\n"
    "Haile;Selam;1996;Jüchen;Tigrinya;2\r\n"
    "Melnyk;Iryna;31.02.1988;Neuss;Ukrainisch;3\r\n"
    ";Ohne;1990;Atlantis;;4\r\n"
)


@pytest.mark.parametrize(("scheme", "width"), VARIANTS)
def test_an_import_is_walked_from_the_file_to_the_undo(scheme, width, sign_in, kim):
    page = sign_in("kueppers")
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    faults: list[str] = []

    def look(step: str) -> None:
        nonlocal faults
        faults += faults_of(page, f"import: {step} {scheme} {width}")

    def press(name: str) -> None:
        with page.expect_navigation():
            page.locator("main").get_by_role("button", name=name).or_(
                page.locator("main").get_by_role("link", name=name, exact=True)
            ).last.click()

    page.goto(f"{kim}/einlesen/neu/")
    page.locator("input[name=target][value=people]").check(force=True)
    content = f"{PEOPLE}".replace("Öztürk", f"Öztürk{width}").encode("cp1252")
    page.set_input_files(
        "input[type=file]", {"name": f"Personen {width}.csv", "mimeType": "text/csv", "buffer": content}
    )
    press("Hochladen und weiter")
    look("columns")
    assert "Bemerkung zum Ausdruck" in page.locator("main").inner_text()
    press("Zeilen prüfen")
    page.wait_for_selector("text=Atlantis")
    look("check")
    text = page.locator("main").inner_text()
    assert "31.02.1988" in text and "gibt es nicht" in text
    press("Weiter zum Bestätigen")
    look("confirm")
    press("2 Zeilen einlesen")
    page.wait_for_selector("text=Einlesen zurücknehmen")
    look("done")
    press("Einlesen zurücknehmen")
    look("undo")
    press("Jetzt zurücknehmen")
    page.wait_for_selector("text=zurückgenommen")
    look("undone")

    assert not faults, "\n".join(faults[:20])
