"""Forms for documents: filing one or several, describing one anew, a newer file, taking one out."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.casework.public import Document, DocumentKind
from kim.web.forms import CleanCharField, DayField, KimForm

# Phones offer their camera where pictures are accepted.
ACCEPT = "image/*,application/pdf,.pdf,.jpg,.jpeg,.png,.heic,.tif,.tiff,.docx,.xlsx,.odt,.ods,.txt,.csv"
MOST_FILES = 20


class _FileInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files; each is looked at when it is filed."""

    default_error_messages = {
        "required": _("Choose at least one file."),
        "too_many": _("At most %(most)d files fit at once. File the others afterwards."),
    }

    def __init__(self, *, several: bool, **kwargs: Any) -> None:
        self.several = several
        attrs = {"accept": ACCEPT, "data-kim-most": str(settings.KIM_DOCUMENT_BYTES), "multiple": several}
        widget = _FileInput(attrs=attrs)
        super().__init__(widget=widget, allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:  # type: ignore[override]
        files = [each for each in (data if isinstance(data, list | tuple) else [data]) if each]
        if not files and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(files) > (MOST_FILES if self.several else 1):
            most = MOST_FILES if self.several else 1
            raise forms.ValidationError(self.error_messages["too_many"], code="too_many", params={"most": most})
        return files


class _About(KimForm):
    """What is said about a document beside its file."""

    kind = forms.ChoiceField(label=pgettext_lazy("document", "Kind"), choices=DocumentKind, initial=DocumentKind.OTHER)
    title = CleanCharField(label=pgettext_lazy("document", "Title"), max_length=200)
    dated_on = DayField(label=_("Day of the document"), past=True, required=False)
    confidential = forms.BooleanField(
        label=_("confidential"), required=False,
        help_text=_("Whoever stands in for you and whoever the documents were opened to does not see it."),
    )  # fmt: skip

    def values(self) -> dict[str, Any]:
        """What the acts take."""
        return {name: self.cleaned_data[name] for name in ("kind", "title", "dated_on", "confidential")}


class FileForm(_About):
    """Files to be put into the case, the same said about all of them."""

    files = FilesField(several=True, label=_("Files"))
    late_reason = CleanCharField(
        label=_("Why it comes after the end of the case"), max_length=300,
        error_messages={"required": _("The case is closed. Say why this is still filed.")},
    )  # fmt: skip
    field_order = ["files", "kind", "title", "dated_on", "confidential", "late_reason"]

    def __init__(self, *args: Any, closed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Without one the name of the file counts.")
        if not closed:
            del self.fields["late_reason"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("title") and len(values.get("files", [])) > 1:
            self.add_error("title", _("One title does not fit several files. Leave it empty, or file them one by one."))
        return values

    def values(self) -> dict[str, Any]:
        return super().values() | {"late_reason": self.cleaned_data.get("late_reason", "")}


class DescribeForm(_About):
    """The same, of a document that is filed."""

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        names = ("kind", "title", "dated_on", "confidential", "version")
        super().__init__(*args, initial={name: getattr(document, name) for name in names}, **kwargs)


class VersionForm(KimForm):
    """A newer file of the same document."""

    file = FilesField(several=False, label=_("Newer file"))


class RemoveForm(KimForm):
    """Why a document is taken out."""

    reason = CleanCharField(
        label=_("Why it is taken out"), max_length=300, help_text=_("For example: belongs into another file"),
        error_messages={"required": _("Please give a reason: it stays with the decision.")},
    )  # fmt: skip
