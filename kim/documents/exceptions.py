"""Why a paper cannot be made. This room knows no catalogues, so pages give these errors their German sentence."""

from typing import Any, ClassVar


class DocumentError(Exception):
    """A paper cannot be made."""

    message: ClassVar[str] = "This paper cannot be made."

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args)
        self.values = values

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


class FontsMissing(DocumentError):
    """The set-up step that brings the fonts was left out."""

    message = "The fonts for papers are missing: run “python scripts/assets.py”."


class NotTypeset(DocumentError):
    """Typst refused, for instance because the paper would not be accessible."""

    message = "This paper cannot be made: %(reason)s"


class NoPicture(DocumentError):
    """A logo or chart is in a format that papers cannot show."""

    message = "This picture cannot be printed: use PNG, JPEG, WebP or SVG."


class UnusableTemplate(DocumentError):
    """A file of the county is no letter template that KIM may open."""

    message = "This file cannot be used as a letter template: %(reason)s"


class NoPreview(DocumentError):
    """A PDF whose first page cannot be drawn, or not within its time and memory."""

    message = "There is no picture of this file: open it in the browser or save it."
