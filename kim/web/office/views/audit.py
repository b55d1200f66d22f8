"""The state of the audit trail: figures only. Who did what is read by those who may, with the owner's connection."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kim.organisation.public import Permission
from kim.privacy.public import AuditBlock, audit, reading
from kim.web.office.words import event_words

DAYS = 30


@require_safe
@reading
def audit_state(request: HttpRequest) -> HttpResponse:
    """How many events, how much of them sealed, and what happened most in the last thirty days."""
    if not request.user.has(Permission.AUDIT_CHECK):
        raise PermissionDenied
    summary = audit.summary(since=timezone.now() - timedelta(days=DAYS))
    last = AuditBlock.objects.only("id", "digest", "sealed_at").order_by("-id").first()
    context = {
        "events": summary.events,
        "unsealed": summary.unsealed,
        "sealed": summary.events - summary.unsealed,
        "kinds": [(event_words(kind), kind, number) for kind, number in summary.kinds],
        "blocks": AuditBlock.objects.count(),
        "last": last,
        "head": bytes(last.digest).hex() if last else "",
        "days": DAYS,
    }
    return render(request, "office/audit.html", context)
