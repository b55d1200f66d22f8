"""Drop-down lists, texts and what is ticked are drawn by hand, and come out as Django would draw them."""

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


WIDGETS = [
    forms.TextInput, forms.HiddenInput, forms.NumberInput, forms.EmailInput, forms.DateInput, forms.Textarea,
    forms.CheckboxInput,
]  # fmt: skip


@pytest.mark.parametrize("kind", WIDGETS)
def test_the_same_fields_as_django_draws(kind):
    widget = kind(attrs={"class": "kern", "required": True, "disabled": False, "data-x": 'a"b'})
    values = ["", None, "a", '<b>"so" & so</b>', 7, True, " \n zwei\n"]

    ours, theirs = (
        [widget.render("place", value, attrs={"id": "id_place"}, renderer=drawn()) for value in values]
        for drawn in (Renderer, DjangoTemplates)
    )

    assert ours == theirs


@pytest.mark.parametrize("kind", [forms.RadioSelect, forms.CheckboxSelectMultiple])
def test_the_same_buttons_as_django_draws(kind):
    class Scales(forms.Form):
        scale = forms.ChoiceField(choices=CHOICES["plain"] + CHOICES["numbers"], widget=kind)

    ours, theirs = (
        [str(choice.tag()) for choice in Scales({"scale": "a"}, renderer=drawn())["scale"]]
        for drawn in (Renderer, DjangoTemplates)
    )

    assert ours == theirs and "checked" in ours[1]


def test_other_widgets_are_left_to_django():
    assert "multiple" in forms.SelectMultiple().render("name", "x", renderer=Renderer())
    assert 'type="file"' in forms.FileInput().render("name", None, renderer=Renderer())
