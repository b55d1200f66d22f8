"""The texts printed for clients: seeded from the files KIM ships, from then on rows of the county, worded and approved there."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from kim.casework.client_texts import SOURCE_LANGUAGE, in_force, load_client_texts, places_in
from kim.casework.client_texts import ClientText as Wording
from kim.casework.exceptions import PlacesOfTextLost, TextHasMovedOn
from kim.casework.models import ClientText
from kim.casework.paper_texts import stored
from kim.organisation.public import User
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


@transaction.atomic
def reword(*, key: str, language: str, text: str, version: int, by: User) -> ClientText:
    """A new version of a text; a translation waits for approval again. Refused when somebody else reworded it meanwhile."""
    every = [each for each in stored(key) if each.key == key]
    newest = max((each for each in every if each.language == language), key=lambda each: each.version)
    if newest.text == text:
        return _row(newest)
    if newest.version != version:
        raise TextHasMovedOn
    german = in_force(every)[SOURCE_LANGUAGE, key]
    if places_in(text) != places_in(german.text):
        raise PlacesOfTextLost(places=", ".join(sorted(places_in(german.text))) or "–")
    row = ClientText.objects.create(
        key=key, language=language, version=newest.version + 1, text=text, recorded_on=timezone.localdate(),
        recorded_by=by,
    )  # fmt: skip
    audit.record("client_text.reworded", target=row, key=key, language=language, version=row.version)
    return row


@transaction.atomic
def approve(*, key: str, language: str, version: int, name: str, on: date, by: User) -> ClientText:
    """Approve the newest version of a text in the name of whoever checked it, for the German wording in force."""
    every = [each for each in stored(key) if each.key == key]
    newest = max((each for each in every if each.language == language), key=lambda each: each.version)
    if newest.version != version:
        raise TextHasMovedOn
    row = _row(newest)
    german = in_force(every)[SOURCE_LANGUAGE, key]
    if row.approved_by and row.approved_for == german.version:
        return row
    row.approved_by, row.approved_on, row.approved_for = name, on, german.version
    row.save(update_fields=["approved_by", "approved_on", "approved_for"])
    audit.record(
        "client_text.approved", target=row, key=key, language=language, version=version, for_german=german.version
    )
    return row


def _row(text: Wording) -> ClientText:
    """Its row; what only the files of KIM hold gets one."""
    return ClientText.objects.get_or_create(
        key=text.key, language=text.language, version=text.version,
        defaults={"text": text.text, "approved_by": text.approved_by},
    )[0]  # fmt: skip
