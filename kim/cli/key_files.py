"""`kim keys files`: whether every filed document can be opened, and what the store holds that no document knows."""

from collections.abc import Iterator
from itertools import islice

from kim.cli.output import FAILED, OK, say

BATCH = 500
A_DAY = 24 * 3600


def check(*, remove: bool) -> int:
    """Open every file once; exit code 1 if one is missing or damaged. What is left over is named, deleted only when asked."""
    from kim.privacy.public import vault

    faults = opened = 0
    try:
        vault.keyring.load()
        for name, fault in _opened():
            opened += 1
            if fault:
                faults += 1
                say(f"! {name}: {fault}")
        left = _clear_up(remove=remove)
    except vault.VaultError as error:
        say(f"! {error}")
        return FAILED
    say(f"{opened} files of documents checked, {faults} cannot be opened")
    if left:
        say(f"{left} files belong to no document: {'deleted' if remove else 'delete them with --remove'}")
    return FAILED if faults else OK


def _opened() -> Iterator[tuple[str, str]]:
    """Each file of a document that was not taken out, with what is wrong with it."""
    from kim.casework.public import DocumentVersion
    from kim.privacy.public import vault

    versions = DocumentVersion.objects.filter(document__removed_at=None).order_by("id").iterator(chunk_size=BATCH)
    while batch := list(islice(versions, BATCH)):
        keys = vault.keys_of("case", {version.case_id for version in batch})
        for version in batch:
            yield version.stored.hex, _fault(version, keys)


def _fault(version, keys) -> str:  # type: ignore[no-untyped-def]
    from kim.privacy.public import vault

    if version.case_id not in keys:
        return f"document {version.document_id} of case {version.case_id} has no key"
    try:
        vault.files.check(version.stored, key=keys[version.case_id])
    except vault.VaultError as error:
        return f"document {version.document_id} of case {version.case_id}: {error}"
    return ""


def _clear_up(*, remove: bool) -> int:
    from kim.casework.public import filed

    return filed.clear_up(older_than=A_DAY, remove=remove)
