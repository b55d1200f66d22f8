"""The board of topics in a real browser: a card is dragged, moved by keyboard, and goes back with a message where no rule lets it go."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_card_is_dragged_moved_by_keyboard_and_refused_with_a_message(kim, sign_in):
    page = sign_in("kessenich")
    page.set_viewport_size({"width": 1440, "height": 1800})  # nothing scrolls while the mouse is down
    page.goto(f"{kim}/steuerung/themen/")
    column = {key: page.locator(f"[data-kim-drop={key}]") for key in ("topic", "group", "proposal", "order")}

    def card(title, key):
        return column[key].locator("[data-kim-card]", has_text=title)

    # No rule leads from a topic to a work order: it stays, and says where it may go.
    card("Dolmetschen beim Arzt", "topic").drag_to(column["order"])
    said = page.locator("#kim-toasts")
    expect(said).to_contain_text("Dolmetschen beim Arzt bleibt, wo es ist.")
    expect(said).to_contain_text("in der AG auf Fallebene, in der AG auf Strukturebene")
    expect(card("Dolmetschen beim Arzt", "topic")).to_be_visible()

    # Two groups stand at one station: its menu asks which, by keyboard.
    card("Dolmetschen beim Arzt", "topic").drag_to(column["group"])
    expect(page.locator("button:focus")).to_have_text("in der AG auf Fallebene")
    page.keyboard.press("Enter")
    expect(card("Dolmetschen beim Arzt", "group")).to_contain_text("AG auf Fallebene")
    expect(page).to_have_url(re.compile(r"#topic-\d+$"))

    # The rules ask for a proposal first: what is missing is said, the topic stands where it stood.
    card("Dolmetschen beim Arzt", "group").drag_to(column["proposal"])
    expect(page.locator("main")).to_contain_text("Zu diesem Thema ist noch kein Vorschlag eingereicht.")
    page.goto(f"{kim}/steuerung/themen/")
    expect(card("Dolmetschen beim Arzt", "group")).to_be_visible()

    # The whole way by keyboard alone.
    card("Dolmetschen beim Arzt", "group").locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(said).to_contain_text("in der AG auf Strukturebene")
    expect(card("Dolmetschen beim Arzt", "group")).to_be_visible()
