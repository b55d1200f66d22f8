"""What other rooms may use of privacy."""

from kim.privacy import audit, disclosure, vault
from kim.privacy.models import AuditBlock, AuditEvent, DataKey, Installation
from kim.privacy.reading import reading
from kim.privacy.rights import refuse_unsafe_start
from kim.privacy.scope import NOBODY, SECTIONS, Scope, open_scope, widen
from kim.privacy.vault.fields import SealableText, SealedBytes, SealedManager, numbered

__all__ = [
    "NOBODY",
    "SECTIONS",
    "AuditBlock",
    "AuditEvent",
    "DataKey",
    "Installation",
    "Scope",
    "SealableText",
    "SealedBytes",
    "SealedManager",
    "audit",
    "disclosure",
    "numbered",
    "open_scope",
    "reading",
    "refuse_unsafe_start",
    "vault",
    "widen",
]
