"""The texts printed for clients: seeded from the files KIM ships, from then on rows of the county."""

from django.db import transaction

from kim.casework.client_texts import load_client_texts
from kim.casework.models import ClientText
from kim.privacy.public import audit


@transaction.atomic
def seed() -> int:
    """Add the wordings that are not there yet; gives their number. A county's own versions stay."""
    known = set(ClientText.objects.values_list("key", "language", "version"))
    new = [
        ClientText(key=t.key, language=t.language, version=t.version, text=t.text, approved_by=t.approved_by)
        for t in load_client_texts()
        if (t.key, t.language, t.version) not in known
    ]
    ClientText.objects.bulk_create(new)
    if new:
        audit.record("client_texts.seeded", count=len(new))
    return len(new)
