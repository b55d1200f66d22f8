"""The error all rooms share: one translated sentence that says what to do."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _


class KimError(Exception):
    """An act that cannot be done; its sentence is for the screen, the log and the tests alike.

    `fields` names what it is about; a form says it at the first of them that it has.
    """

    fields: ClassVar[tuple[str, ...]] = ()
    message: ClassVar[Any] = _("This is not possible.")

    def __init__(self, **values: Any) -> None:
        super().__init__(values)
        self.values = values

    def __str__(self) -> str:
        return str(self.message) % self.values if self.values else str(self.message)


class SavedMeanwhile(KimError):
    """Somebody else has saved since this version was read."""

    message = _("Somebody else has changed this in the meantime. Compare both versions below and save again.")
