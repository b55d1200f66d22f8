from kim.privacy.models.audit import AuditBlock, AuditEvent, TransactionShift
from kim.privacy.models.installation import Installation

__all__ = ["AuditBlock", "AuditEvent", "Installation", "TransactionShift"]
