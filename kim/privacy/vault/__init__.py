"""What lies encrypted: texts in the database and files on the disk, each owner (such as a case) with a data key of its own.

Data keys lie in the database, wrapped by the newest key of the installation, which lies outside of it. Whoever has only the database,
only the files or only a backup reads nothing. Destroying a data key makes everything sealed with it unreadable.
"""

from kim.privacy.vault import files, keyring, rotation
from kim.privacy.vault.data_keys import DataKeyring, OpenKey, Owner, destroy, key_of, keys_of
from kim.privacy.vault.exceptions import (
    ContentDamaged,
    FileMissing,
    KeyDestroyed,
    KeyNotThere,
    KeysMissing,
    KeyUnknown,
    StoreUnusable,
    VaultError,
)
from kim.privacy.vault.sealing import seal, unseal

__all__ = [
    "ContentDamaged",
    "DataKeyring",
    "FileMissing",
    "KeyDestroyed",
    "KeyNotThere",
    "KeyUnknown",
    "KeysMissing",
    "OpenKey",
    "Owner",
    "StoreUnusable",
    "VaultError",
    "destroy",
    "files",
    "key_of",
    "keyring",
    "keys_of",
    "rotation",
    "seal",
    "unseal",
]
