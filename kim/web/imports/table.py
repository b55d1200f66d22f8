"""The list of one's own imports, with what became of each."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kim.web.tables.columns import Column, Row
from kim.web.tables.filters import FilterForm
from kim.web.tables.table import Table
from kim.workbench.public import ImportRun, ImportState, importing

CELLS = "imports/list_cells.html"
ENDED = (ImportState.APPLIED, ImportState.UNDONE, ImportState.DISCARDED)


class ImportFilterForm(FilterForm):
    """Imports by what was brought in and by state."""

    lookups = {"what": "target", "state": "state"}

    what = forms.ChoiceField(label=_("What"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *ImportState.choices])

    def prepare(self) -> None:
        targets = importing.targets_for(self.table.user)
        self.fields["what"].choices = [("", _("all")), *((each.key, each.label) for each in targets)]  # type: ignore[attr-defined]


class ImportTable(Table):
    """What this person has brought in, the newest first."""

    key = "einlesungen"
    title = _("Imports")
    url_name = "imports:list"
    form_class = ImportFilterForm
    default_sort = "-uploaded"
    anchor = "import-results"
    show_label = _("Show imports")
    columns = (
        Column(
            "uploaded", pgettext_lazy("column", "Uploaded"), lambda r: timezone.localdate(r["item"].uploaded_at),
            f"{CELLS}#uploaded", sort="uploaded_at", css="kim-nw", width=12,
        ),
        Column("file", _("File"), lambda r: r["name"], f"{CELLS}#file", sort="file_name", head=True, always=True, width=40),
        Column("what", _("What"), lambda r: r["label"], width=28),
        Column("state", _("State"), lambda r: r["item"].get_state_display(), f"{CELLS}#state", sort="state", width=20),
        Column("made", _("Made"), lambda r: r["item"].result.get("created") or None, phone=True, number=True, width=12),
        Column(
            "changed", pgettext_lazy("rows", "Changed"), lambda r: r["item"].result.get("changed") or None, phone=True,
            number=True, width=12,
        ),
        Column("back", _("Taken back"), lambda r: r["item"].result.get("back") or None, phone=True, number=True, width=12),
        Column(
            "until", _("Can be undone until"), lambda r: r["until"], sort="undo_until", phone=True, css="kim-nw", width=14
        ),
    )  # fmt: skip

    def rows_by_view(self) -> dict[str, QuerySet[ImportRun]]:
        if not importing.targets_for(self.user):
            raise PermissionDenied
        return {"": ImportRun.objects.filter(uploaded_by=self.user)}

    def row(self, item: ImportRun) -> Row:
        target = importing.target(item.target)
        return {
            "name": item.file_name or gettext("Import %(number)s") % {"number": item.pk},
            "can_pick": False,
            "label": str(target.label) if target else item.target,
            "ended": item.state in ENDED,
            "until": item.undo_until if item.state == ImportState.APPLIED and not item.erased_at else None,
        }

    def empty(self) -> tuple[str, str, str]:
        if self.form.is_on:
            return super().empty()
        return gettext("You have not imported a list yet."), gettext("Import a list"), reverse("imports:new")
