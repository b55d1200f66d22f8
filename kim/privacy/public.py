"""What other rooms may use of privacy."""

from kim.privacy import audit, disclosure, vault
from kim.privacy.models import AuditBlock, AuditEvent, DataKey, Installation
from kim.privacy.reading import reading
from kim.privacy.rights import refuse_unsafe_start
from kim.privacy.scope import NOBODY, SECTIONS, Scope, open_scope, widen

__all__ = [
    "NOBODY",
    "SECTIONS",
    "AuditBlock",
    "AuditEvent",
    "DataKey",
    "Installation",
    "Scope",
    "audit",
    "disclosure",
    "open_scope",
    "reading",
    "refuse_unsafe_start",
    "vault",
    "widen",
]
