"""What other rooms may use of privacy."""

from kim.privacy import audit, disclosure
from kim.privacy.models import AuditBlock, AuditEvent, Installation
from kim.privacy.reading import reading
from kim.privacy.rights import refuse_unsafe_start
from kim.privacy.scope import NOBODY, SECTIONS, Scope, open_scope, widen

__all__ = [
    "NOBODY",
    "SECTIONS",
    "AuditBlock",
    "AuditEvent",
    "Installation",
    "Scope",
    "audit",
    "disclosure",
    "open_scope",
    "reading",
    "refuse_unsafe_start",
    "widen",
]
