"""`kim keys files`: whether every filed document can be opened, and what the store holds that no document knows."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

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
    from kim.staffing.public import GrantPaperVersion

    yield from _of(
        "case",
        DocumentVersion.objects.filter(document__removed_at=None).values_list("stored", "case_id", "document_id"),
    )
    yield from _of(
        "grant", GrantPaperVersion.objects.filter(paper__removed_at=None).values_list("stored", "grant_id", "paper_id")
    )


def _of(kind: str, rows: Any) -> Iterator[tuple[str, str]]:
    """The files of one kind of owner: name in the store, owner, document."""
    from kim.privacy.public import vault

    found = rows.order_by("id").iterator(chunk_size=BATCH)
    while batch := list(islice(found, BATCH)):
        keys = vault.keys_of(kind, {owner for _stored, owner, _document in batch})
        for stored, owner, document in batch:
            yield stored.hex, _fault(stored, keys.get(owner), f"document {document} of {kind} {owner}")


def _fault(stored: Any, key: Any, name: str) -> str:
    from kim.privacy.public import vault

    if key is None:
        return f"{name} has no key"
    try:
        vault.files.check(stored, key=key)
    except vault.VaultError as error:
        return f"{name}: {error}"
    return ""


def _clear_up(*, remove: bool) -> int:
    from kim.casework.public import filed

    return filed.clear_up(older_than=A_DAY, remove=remove)
