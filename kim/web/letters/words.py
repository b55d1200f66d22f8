"""Words for the kinds of letters and for what stands against a paper."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kim import documents

KINDS: dict[str, Any] = {
    "invitation": _("Invitation to a first talk"),
    "appointment": _("Appointment"),
    "confirmation": _("Confirmation of advice"),
    "papers": _("Request for papers"),
    "naturalisation": _("Invitation about naturalisation"),
    "free": _("Letter with a text of one's own"),
    "own": _("Template of the county"),
}
_ERRORS: dict[type[documents.DocumentError], Any] = {
    documents.FontsMissing: _("The fonts for papers are missing: run “python scripts/assets.py”."),
    documents.NoPicture: _("The county's logo cannot be printed. Tell the administration of KIM."),
    documents.UnusableTemplate: _(
        "This template can no longer be filled. Tell the administration of KIM, and choose another letter."
    ),
}


def error_words(error: documents.DocumentError) -> str:
    """What is said when a paper cannot be made."""
    return str(
        _ERRORS.get(
            type(error), _("This paper cannot be made. Tell the administration of KIM: the log names the cause.")
        )
    )
