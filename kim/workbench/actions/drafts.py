"""Half-written texts: kept a moment after typing stops, offered again on any machine, gone with the saving of their form."""

from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.exceptions import KimError
from kim.organisation.public import User
from kim.workbench.models import Draft

LONGEST = 20_000
AT_ONCE = 400


class DraftTooLong(KimError):
    message = _(
        "This text is too long for a draft: %(length)s characters, at most %(most)s fit. Shorten it or save it in parts."
    )


class TooManyDrafts(KimError):
    message = _("You have %(most)s drafts. Finish or discard some of them, then new ones are kept again.")


class DraftChangedElsewhere(KimError):
    """The same field has been written in another window; carries that draft."""

    message = _("Another window of yours has saved a different draft for this field.")

    def __init__(self, other: Draft) -> None:
        super().__init__()
        self.other = other


class DraftIsGone(KimError):
    message = _("This text has been saved or its draft discarded in another window.")


@dataclass(frozen=True)
class Typed:
    """What a window sends: the text, what stood in the field before, the version of the draft it knows (0: none)."""

    text: str
    base: str = ""
    seen: int = 0


@transaction.atomic
def keep(*, by: User, page: str, field: str, typed: Typed) -> Draft:
    """Keep a text as a draft; refused where another window has saved something that this one has not seen."""
    for text in (typed.text, typed.base):
        if len(text) > LONGEST:
            raise DraftTooLong(length=len(text), most=LONGEST)
    draft = _locked(by, page, field)
    if draft is None:
        return _begun(by, page, field, typed)
    if draft.text == typed.text:
        return draft
    if draft.version != typed.seen:
        raise DraftChangedElsewhere(draft)
    draft.text, draft.base, draft.saved_at = typed.text, typed.base, timezone.now()
    draft.text_sealed = draft.base_sealed = None  # sealed anew, also where the text is empty now
    draft.version += 1
    draft.save(update_fields=["text", "base", "saved_at", "version"])
    return draft


def _locked(by: User, page: str, field: str) -> Draft | None:
    """The draft of this field, one window at a time."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 1))", [f"draft {by.pk} {page} {field}"])
    return Draft.objects.filter(user=by, page=page, field=field).first()


def _begun(by: User, page: str, field: str, typed: Typed) -> Draft:
    if typed.seen:
        raise DraftIsGone
    if Draft.objects.filter(user=by).count() >= AT_ONCE:
        raise TooManyDrafts(most=AT_ONCE)
    now = timezone.now()
    return Draft.objects.create(user=by, page=page, field=field, text=typed.text, base=typed.base, saved_at=now)


def discard(*, by: User, page: str, field: str = "") -> int:
    """Forget the drafts of a page, or of one field of it; gives their number."""
    rows = Draft.objects.filter(user=by, page=page)
    if field:
        rows = rows.filter(field=field)
    gone: int = rows.delete()[0]
    return gone


def tidy() -> dict[str, Any]:
    """Delete drafts and sent forms older than 30 days, whosever they are."""
    with connection.cursor() as cursor:
        cursor.execute("select drafts, submissions from kim_tidy_typed()")
        drafts, submissions = cursor.fetchone()
    return {"drafts": drafts, "submissions": submissions}
