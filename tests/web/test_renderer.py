"""Drop-down lists are drawn by hand, and come out as Django would draw them."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from kim.web.renderer import Renderer

CHOICES = {
    "plain": [("", "all"), ("a", "Ä & Ö"), ("b", "<b>bold</b>")],
    "groups": [("Aus", [("1", 'say "so"'), ("2", "zwei")]), ("", [("3", "drei")])],
    "none": [],
    "numbers": [(1, "eins"), (None, "nichts")],
}


@pytest.mark.parametrize("choices", CHOICES.values(), ids=CHOICES)
@pytest.mark.parametrize("value", ["a", "", None, 1, "2", ["a", "b"]])
@pytest.mark.parametrize("kind", [forms.Select, forms.SelectMultiple])
def test_the_same_entries_as_django_draws(choices, value, kind):
    widget = kind(attrs={"class": "kern", "required": True, "disabled": False, "data-x": 'a"b'}, choices=choices)

    ours, theirs = (
        widget.render("place", value, attrs={"id": "id_place"}, renderer=drawn())
        for drawn in (Renderer, DjangoTemplates)
    )

    assert " ".join(ours.split()) == " ".join(theirs.split())


def test_other_widgets_are_left_to_django():
    assert 'type="text"' in forms.TextInput().render("name", "x", renderer=Renderer())
