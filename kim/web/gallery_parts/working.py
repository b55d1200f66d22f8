"""A second look before saving, with one word and with several, with invented text."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kim.web.casework.forms.careful import CarefulCharField
from kim.web.forms import KimForm


class _Noting(KimForm):
    working_place = CarefulCharField(label=_("Place"))
    working_text = CarefulCharField(label=_("What happened"))


def sample() -> dict[str, Any]:
    """The same form with one hint and with two."""
    return {
        "working_looks": [
            _looked_at("one", "Neuss", "Kommt seit der Flucht mit Depressionen nicht zur Ruhe."),
            _looked_at("two", "vor der Moschee", "Ihr Bruder ist Muslim und lebt illegal hier."),
        ]
    }


def _looked_at(name: str, place: str, text: str) -> _Noting:
    form = _Noting({"working_place": place, "working_text": text}, auto_id=f"working_{name}_%s")
    form.is_valid()
    return form
