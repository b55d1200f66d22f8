"""What Django finds fault with is said in our words: what to do, in both languages."""

import re
from importlib import import_module

import pytest
from django import forms
from django.contrib.auth import get_user_model
from django.core import validators
from django.utils import translation

STIFF = re.compile("sicherstellen|Bitte |gültig|Ensure|valid|not one of", re.IGNORECASE)


class Faulty(forms.Form):
    number = forms.IntegerField(min_value=3)
    most = forms.IntegerField(max_value=3)
    amount = forms.DecimalField(max_digits=3, decimal_places=1)
    mail = forms.EmailField()
    page = forms.URLField(assume_scheme="https")
    time = forms.TimeField()
    day = forms.DateField()
    choice = forms.ChoiceField(choices=[("a", "A")])
    choices = forms.MultipleChoiceField(choices=[("a", "A")])
    row = forms.ModelChoiceField(queryset=get_user_model().objects.none())
    rows = forms.ModelMultipleChoiceField(queryset=get_user_model().objects.none())
    short = forms.CharField(max_length=3)
    long = forms.CharField(min_length=300)
    empty = forms.CharField()
    null = forms.CharField()
    sent = forms.UUIDField()
    file = forms.FileField()


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "said"), [("de", "Wählen Sie aus der Liste"), ("en", "Choose one from the list")])
def test_a_faulty_entry_is_told_what_to_do(language, said):
    data = dict.fromkeys(Faulty.base_fields, "x x x") | {"number": "2", "most": "4", "amount": "12345", "empty": ""}

    with translation.override(language):
        form = Faulty(data | {"null": "a\x00b", "choices": ["x"], "rows": ["x"]})
        faults = {name: str(errors[0]) for name, errors in form.errors.items()}

    assert set(faults) == set(Faulty.base_fields)
    assert said in faults["choice"] and said in faults["row"]
    assert {name: text for name, text in faults.items() if STIFF.search(text)} == {}


def test_every_sentence_of_djangos_form_fields_has_ours():
    classes = [each for each in vars(import_module("django.forms.fields")).values() if isinstance(each, type)]
    texts = {
        text
        for each in classes
        if each.__name__ not in ("ComboField", "GenericIPAddressField", "JSONField", "SlugField", "DurationField")
        for text in getattr(each, "default_error_messages", {}).values()
        if not hasattr(text, "_kw")
    }
    texts |= {validators.MaxValueValidator.message, validators.MinValueValidator.message}

    with translation.override("de"):
        assert [str(text) for text in texts if STIFF.search(str(text))] == []
