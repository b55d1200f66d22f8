"""What can stand against an import, each with the sentence that says what to do."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kim.exceptions import KimError
from kim.sheets.reading import Unreadable


class ImportFault(KimError):
    """A step of an import that cannot be done now."""


class FileUnreadable(ImportFault):
    """The file is not taken; the sentence says why."""

    SENTENCES = {
        "empty": _("There is nothing in this file. Check whether it is the right one."),
        "too_big": _("This file is larger than %(megabytes)s MB. Split it into several files."),
        "too_many_rows": _("This file has more than %(rows)s rows. Split it into several files."),
        "too_many_columns": _("This file has more than %(columns)s columns. Delete those that are not needed."),
        "too_long": _("A cell of this file has more than %(characters)s characters. Shorten it."),
        "broken": _("This file is damaged and cannot be opened. Save it again as XLSX or CSV."),
        "password": _("This file is protected by a password. Save it without one."),
        "not_a_table": _("This file is no table. Choose a file of the kind CSV, XLSX, XLS or ODS."),
    }

    def __init__(self, fault: Unreadable) -> None:
        super().__init__()
        figures = {name: f"{value:,}".replace(",", ".") for name, value in fault.values.items()}
        self.sentence = str(self.SENTENCES[fault.code]) % figures

    def __str__(self) -> str:
        return self.sentence


class OnlyAHead(ImportFault):
    message = _("Below the line with the headings there are no rows. Choose another line or another sheet.")


class ColumnsMissing(ImportFault):
    message = _("These columns are needed: %(columns)s. Choose which column of the file holds them.")

    def __init__(self, columns: Any) -> None:
        super().__init__(columns=", ".join(str(column.label) for column in columns))


class ColumnTwice(ImportFault):
    message = _("One column of the file is chosen twice. Choose each at most once.")


class WrongStep(ImportFault):
    message = _("This import is at another step by now. Open it anew.")


class NothingToImport(ImportFault):
    message = _("No row is left that could be imported.")


class TooLateToUndo(ImportFault):
    message = _("The 30 days in which this import could be undone are over.")


class ImportFailed(ImportFault):
    message = _("The import did not come to its end; nothing of it was kept. Try again.")


class NoLongerAllowed(ImportFault):
    message = _("Your role does not allow this step any more. Nothing was changed.")
