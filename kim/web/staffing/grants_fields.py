"""Euro as people write them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kim.staffing.public import amounts
from kim.web.forms import CleanCharField


class MoneyField(CleanCharField):
    """Euro with comma or point, thousands in groups; what could mean two amounts is asked back."""

    default_error_messages = {
        "invalid": _("This is no amount. Enter it like this: 1.026.000 or 55000,50"),
        "negative": _("Enter 0 or more."),
        "doubtful": _("This can mean two amounts. Enter 55000 for thousands, 55,00 for cents."),
        "too_large": _("This number is too large."),
    }

    def __init__(self, *, negative: bool = False, **kwargs: Any) -> None:
        self.negative = negative
        kwargs.setdefault("max_length", 24)
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off", "class": "kim-num"}

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        found = self._amount(text)
        if found < 0 and not self.negative:
            raise forms.ValidationError(self.error_messages["negative"], code="negative")
        if abs(found) >= 10**10:
            raise forms.ValidationError(self.error_messages["too_large"], code="too_large")
        return found

    def _amount(self, text: str) -> Decimal:
        try:
            found = amounts.amount_of(text)
        except amounts.Doubtful as error:
            raise forms.ValidationError(self.error_messages["doubtful"], code="doubtful") from error
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Its form is checked where it becomes an amount."""

    def prepare_value(self, value: Any) -> Any:
        return money(value) if isinstance(value, Decimal) else value


def money(value: Decimal | None) -> str:
    """1.026.000,00, less with a true minus sign."""
    return (
        "" if value is None else f"{value:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".").replace("-", "−")
    )
