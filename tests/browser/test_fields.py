"""Fields with lists, days and times, by keyboard in a real browser."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def gallery(sign_in, kim):
    page = sign_in("brandes")
    page.goto(f"{kim}/muster/#choices")
    return page


def test_a_language_is_typed_found_by_any_of_its_names_and_chosen_by_keyboard(gallery):
    box = gallery.locator("#id_choices-language")
    assert box.input_value() == "Arabisch"

    box.fill("українськ")
    assert gallery.locator("#id_choices-language-list [role=option]").all_inner_texts() == ["Ukrainisch"]
    box.press("Enter")

    assert box.input_value() == "Ukrainisch"
    assert box.get_attribute("aria-expanded") == "false"
    assert gallery.eval_on_selector("#id_choices-language-select", "select => select.value") == "uk"


def test_several_languages_stand_as_buttons_that_take_them_out(gallery):
    box = gallery.locator("#id_choices-languages")
    box.fill("tigr")
    box.press("Enter")
    chosen = lambda: gallery.eval_on_selector(  # noqa: E731
        "#id_choices-languages-select", "select => [...select.selectedOptions].map(option => option.value)"
    )
    assert set(chosen()) == {"ku", "uk", "ti"}

    gallery.get_by_role("button", name="Ukrainisch").first.click()
    assert set(chosen()) == {"ku", "ti"}
    box.press("Backspace")
    assert len(chosen()) == 1


def test_what_is_not_on_the_list_stays_and_keeps_the_form_from_being_sent(gallery):
    box = gallery.locator("#id_choices-nationality")
    box.fill("Preußen")
    box.press("Tab")
    gallery.locator("#id_choices-nationality[aria-invalid=true]").wait_for()

    assert box.input_value() == "Preußen"
    address = gallery.url
    gallery.evaluate("document.getElementById('id_choices-nationality').form.requestSubmit()")
    assert gallery.url == address
    assert gallery.evaluate("document.activeElement.id") == "id_choices-nationality"
    assert "nicht auf der Liste" in gallery.locator("#id_choices-nationality-unmatched").inner_text()


def test_a_day_is_picked_from_the_month_by_keyboard_with_its_holiday_named(gallery):
    day = gallery.locator("#id_choices-day")
    day.fill("23.12.2026")
    gallery.locator(".kim-day").filter(has=day).get_by_role("button", name="Tag auswählen").click()
    gallery.wait_for_selector('.kim-cal button[data-day="2026-12-23"]:focus')
    gallery.keyboard.press("ArrowRight")
    gallery.keyboard.press("ArrowRight")
    gallery.wait_for_selector('.kim-cal button[data-day="2026-12-25"][title]:focus')
    assert "Erster Weihnachtstag" in gallery.locator('.kim-cal button[data-day="2026-12-25"][title]').get_attribute(
        "aria-label"
    )
    gallery.keyboard.press("Enter")

    assert day.input_value() == "25.12.2026"
    note = gallery.locator(".kim-day").filter(has=day).locator(".kim-day__note")
    note.filter(has_text="Freitag, Erster Weihnachtstag").wait_for()
    assert gallery.locator(".kim-cal").count() == 0


def test_a_time_is_written_out_when_one_goes_on(gallery):
    at = gallery.locator("#id_choices-at")
    at.fill("9 Uhr")
    at.press("Tab")
    assert at.input_value() == "09:00"


def test_escape_closes_the_list_and_brings_the_choice_back(gallery):
    box = gallery.locator("#id_choices-language")
    box.fill("fran")
    box.press("Escape")
    assert box.input_value() == "Arabisch"
    assert gallery.locator("#id_choices-language-list").is_hidden()
