from kim.privacy.models.audit import AuditBlock, AuditEvent, TransactionShift
from kim.privacy.models.installation import Installation
from kim.privacy.models.slip import Slip
from kim.privacy.models.vault import DataKey

__all__ = ["AuditBlock", "AuditEvent", "DataKey", "Installation", "Slip", "TransactionShift"]
