"""How to reach somebody: telephone numbers and addresses, German ones unless they say otherwise."""

import re
from dataclasses import dataclass
from typing import Any

import phonenumbers
from django import forms
from django.utils.translation import gettext_lazy as _

from kim.web.forms import CleanCharField

HOME = "DE"
# Shorter ones are extensions, which nobody can call from outside.
LEAST_DIGITS = 6


def read_phone(text: str) -> str | None:
    """A number in its international form (+49 2181 6011234, DIN 5008 without the bracket), None if it cannot be one."""
    try:
        number = phonenumbers.parse(text, HOME)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number) or len(str(number.national_number)) < LEAST_DIGITS:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


class PhoneField(CleanCharField):
    """A telephone number, with or without the country; what people note beside it (“ask for Ms Aydin”) belongs elsewhere."""

    default_error_messages = {
        "not_a_number": _(
            "This is no complete telephone number. Enter it with its area code, like this: 02181 601-1234 or +380 44 123 4567"
        ),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)
        self.widget.attrs |= {"type": "tel", "inputmode": "tel", "autocomplete": "off"}
        self.widget.input_type = "tel"

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text or text == self.initial:
            return text
        found = read_phone(text)
        if found is None:
            raise forms.ValidationError(self.error_messages["not_a_number"], code="not_a_number")
        return found


class PostcodeField(CleanCharField):
    """A German postcode: five digits."""

    default_error_messages = {"not_a_postcode": _("A German postcode has five digits, like this: 41515")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off", "class": "kim-date"}

    def clean(self, value: Any) -> str:
        text: str = super().clean(value).replace(" ", "")
        if text and text != self.initial and not re.fullmatch(r"\d{5}", text, re.ASCII):
            raise forms.ValidationError(self.error_messages["not_a_postcode"], code="not_a_postcode")
        return text


@dataclass(frozen=True)
class Address:
    """An address inside Germany, or as free lines abroad."""

    street: str = ""
    postcode: str = ""
    town: str = ""

    @property
    def lines(self) -> list[str]:
        """As it stands on a letter."""
        return [line for line in (self.street, f"{self.postcode} {self.town}".strip()) if line]

    def __bool__(self) -> bool:
        return bool(self.lines)


class _AddressWidget(forms.MultiWidget):
    template_name = "fields/address.html"

    def __init__(self) -> None:
        parts = {
            "street": _text("street-address"),
            "postcode": _text("postal-code", "kim-date"),
            "town": _text("address-level2"),
        }
        super().__init__(parts)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else ""

    def decompress(self, value: Address | None) -> list[str]:
        return [value.street, value.postcode, value.town] if value else ["", "", ""]


def _text(autocomplete: str, css: str = "") -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": autocomplete, "class": f"kern-form-input__input {css}".strip()})


class AddressField(forms.MultiValueField):
    """Street, postcode and town as one question; either nothing or enough for a letter."""

    widget = _AddressWidget
    default_error_messages = {
        "half": _(
            "For a letter the street, the postcode and the town are needed. Complete the address or leave it empty."
        ),
    }

    def __init__(self, **kwargs: Any) -> None:
        fields = (
            CleanCharField(required=False, max_length=160),
            PostcodeField(required=False),
            CleanCharField(required=False, max_length=120),
        )
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, values: list[str]) -> Address:
        address = Address(*values) if values else Address()
        if address and not all((address.street, address.postcode, address.town)):
            raise forms.ValidationError(self.error_messages["half"], code="half")
        return address
