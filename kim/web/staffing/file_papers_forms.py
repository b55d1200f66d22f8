"""Forms for papers of a funding file."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.casework.public import file_types
from kim.staffing.public import ForwardingAgreement, FundingGrant, GrantStep, PaperKind, paper_acts
from kim.web.forms import CleanCharField, DayField, KimForm
from kim.web.handed_files import HandedField

KINDS = _("PDF, Word, Excel, OpenDocument, picture or text")


class PaperField(HandedField):
    """A file as the acts of funding files take it."""

    def handed(self, upload: UploadedFile, kind: file_types.FileType) -> paper_acts.Handed:
        return paper_acts.Handed(file_types.clean_name(upload.name or ""), kind.media_type, upload.file)  # type: ignore[arg-type]


class DescribeForm(KimForm):
    """What a paper is, and what it belongs to."""

    kind = forms.ChoiceField(label=pgettext_lazy("document", "Kind"), choices=PaperKind, initial=PaperKind.OTHER)
    title = CleanCharField(label=pgettext_lazy("document", "Title"), max_length=200)
    dated_on = DayField(label=_("Day of the paper"), past=True, required=False)
    step = forms.ModelChoiceField(label=_("Step it belongs to"), queryset=GrantStep.objects.none(), required=False)
    agreement = forms.ModelChoiceField(
        label=_("Agreement it belongs to"), queryset=ForwardingAgreement.objects.none(), required=False
    )

    def __init__(self, *args: Any, grant: FundingGrant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = (
            self.initial.get("kind") == PaperKind.SPENDING
        )  # comes in by its own door, and stays what its amounts rest on
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (value, label) for value, label in PaperKind.choices if (value == PaperKind.SPENDING) == listed
        ]
        rows = {"step": grant.steps.all(), "agreement": grant.agreements.select_related("giver", "recipient")}
        for name, found in rows.items():
            field: Any = self.fields[name]
            field.queryset, field.empty_label = found, "–"
            if not found:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        return {"step": None, "agreement": None} | data


class NewPaperForm(DescribeForm):
    """The same with its file."""

    file = PaperField(label=_("File"), help_text=KINDS)
    field_order = ["file", "kind", "title", "dated_on", "step", "agreement"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Without one the name of the file counts.")


class VersionForm(KimForm):
    """A newer file."""

    file = PaperField(label=_("Newer file"), help_text=KINDS)


class TakeOutForm(KimForm):
    """Why a paper is taken out."""

    reason = CleanCharField(
        label=_("Why it is taken out"), max_length=300, help_text=_("For example: belongs into another file"),
        error_messages={"required": _("Please give a reason: it stays with the file.")},
    )  # fmt: skip
