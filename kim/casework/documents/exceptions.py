"""Why the goal agreement cannot be printed, in one sentence that says what to do."""

from django.utils.translation import gettext_lazy as _

from kim.documents import DocumentError
from kim.exceptions import KimError


class NoTextsInLanguage(KimError, DocumentError):
    """Nobody has written this paper's texts in that language yet."""

    message = _("This paper has no texts in the language “%(language)s” yet.")
