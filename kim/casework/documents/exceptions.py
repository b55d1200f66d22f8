"""Why a paper cannot be made, in one sentence that says what to do."""

from django.utils.translation import gettext_lazy as _

from kim.exceptions import KimError


class DocumentError(KimError):
    """A paper cannot be made."""

    message = _("This paper cannot be made.")


class FontsMissing(DocumentError):
    """The set-up step that brings the fonts was left out."""

    message = _("The fonts for papers are missing: run “python scripts/assets.py”.")


class NotTypeset(DocumentError):
    """Typst refused, for instance because the paper would not be accessible."""

    message = _("This paper cannot be made: %(reason)s")


class NoTextsInLanguage(DocumentError):
    """Nobody has written this paper's texts in that language yet."""

    message = _("This paper has no texts in the language “%(language)s” yet.")
