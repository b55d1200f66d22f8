"""Forms of the imports: the file, and which of its columns is which."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kim.web.forms import KimForm
from kim.workbench.public import importing


class UploadForm(KimForm):
    """What is imported, and the file."""

    target = forms.ChoiceField(label=_("What is imported"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,  # the reader says what is wrong with an empty one
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xlsm,.xls,.ods"}),
        help_text=_("CSV, XLSX, XLS or ODS, up to 20 MB and 20.000 rows"),
        error_messages={"required": _("Choose a file.")},
    )

    def __init__(self, *args: Any, targets: Sequence[importing.Target], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].choices = [(target.key, target.label) for target in targets]
        if len(targets) == 1:
            self.initial["target"] = targets[0].key


class PlaceForm(forms.Form):
    """On which sheet and line the headings stand; asked by address, so that the page can be opened anew."""

    blatt = forms.ChoiceField(label=_("Sheet"))
    kopfzeile = forms.ChoiceField(label=_("Line of the headings"))

    def __init__(self, sheets: Sequence[dict[str, Any]], sheet: dict[str, Any], line: int) -> None:
        super().__init__(initial={"blatt": sheet["name"][:200], "kopfzeile": line}, label_suffix="")
        self.fields["blatt"].choices = [(each["name"][:200], each["name"]) for each in sheets]
        self.fields["kopfzeile"].choices = [(number, number) for number in range(1, len(sheet["rows"]) + 1)]


class ColumnsForm(KimForm):
    """For each column of KIM the column of the file that holds it."""

    def __init__(
        self, *args: Any, target: importing.Target, headings: Sequence[str], proposed: dict[str, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(place), heading or f"({_letter(place)})") for place, heading in enumerate(headings)]
        self.columns = target.columns
        for column in target.columns:
            self.fields[f"column_{column.key}"] = forms.ChoiceField(
                label=column.label, required=column.required, choices=[("", _("not in the file")), *named],
                initial=str(proposed.get(column.key, "")), help_text=column.hint,
                error_messages={"required": _("This column is needed. Choose which column of the file holds it.")},
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Each column of the file is taken once."""
        values = super().clean() or {}
        taken: dict[str, str] = {}
        for column in self.columns:
            place = values.get(f"column_{column.key}") or ""
            if place and place in taken:
                self.add_error(
                    f"column_{column.key}",
                    _("This column is chosen for “%(other)s” already.") % {"other": taken[place]},
                )
            taken.setdefault(place, str(column.label))
        return values

    @property
    def mapping(self) -> dict[str, int]:
        """The place in the file by column of KIM."""
        chosen = ((column.key, self.cleaned_data.get(f"column_{column.key}")) for column in self.columns)
        return {key: int(place) for key, place in chosen if place}

    def pairs(self) -> list[Any]:
        """The fields in the order of the columns."""
        return [self[f"column_{column.key}"] for column in self.columns]


def _letter(place: int) -> str:
    """A, B … Z, AA: how spreadsheets call a column without a heading."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
