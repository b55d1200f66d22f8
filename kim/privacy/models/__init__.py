from kim.privacy.models.audit import AuditBlock, AuditEvent
from kim.privacy.models.installation import Installation

__all__ = ["AuditBlock", "AuditEvent", "Installation"]
