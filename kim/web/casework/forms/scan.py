"""The scan of something signed: a document that is filed already, or a file that is filed now."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Case, Document
from kim.web.casework.forms.document import FilesField
from kim.web.forms import KimForm
from kim.web.templatetags.kim import day

MOST = 200


class ScanForm(KimForm):
    """Exactly one of the two; in a closed case only what is filed."""

    document = forms.ChoiceField(label=_("A document of this file"), required=False)
    file = FilesField(several=False, label=_("Or a new scan or photograph"), required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = Document.objects.filter(case=case, consent=None, agreement=None).there().order_by("-recorded_at", "-pk")
        choices = [
            (str(row.pk), f"{row.title}, {day(row.dated_on or timezone.localdate(row.recorded_at))}")
            for row in free[:MOST]
        ]
        self.fields["document"].choices = [("", _("none")), *choices]  # type: ignore[attr-defined]
        if case.is_closed:
            del self.fields["file"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        chosen = [name for name in ("document", "file") if values.get(name)]
        if not chosen and not self.errors:
            self.add_error("document", _("Choose a document or a file."))
        if len(chosen) > 1:
            self.add_error("file", _("Choose either a document or a file, not both."))
        return values
