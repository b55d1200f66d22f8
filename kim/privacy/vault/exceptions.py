"""Why something sealed cannot be opened or stored, each with the sentence that says what to do."""

from django.utils.translation import gettext_lazy as _

from kim.exceptions import KimError


class VaultError(KimError):
    """Something about keys or sealed content; the log says which key or file."""


class KeysMissing(VaultError):
    message = _(
        "The keys of this installation cannot be read, so documents and confidential notes stay closed."
        " The administration finds out with `kim keys status`."
    )


class KeyUnknown(VaultError):
    message = _(
        "This was sealed with a key that the installation no longer has."
        " The administration restores the file of keys from its backup."
    )


class KeyNotThere(VaultError):
    message = _("There is no key for this yet, so nothing can have been sealed with it.")


class KeyDestroyed(VaultError):
    message = _("This was erased for good: its key has been destroyed.")


class ContentDamaged(VaultError):
    message = _(
        "This content is damaged or belongs elsewhere, so it is not shown. The administration restores it from a backup."
    )


class FileMissing(VaultError):
    message = _("The file is missing in the store. The administration restores it from a backup.")


class StoreUnusable(VaultError):
    message = _(
        "The document could not be stored: there is no room for it or the folder cannot be written. Inform the administration."
    )
