"""The rule that nobody holds more of a post than there is, as the database keeps it: asked now instead of at the end."""

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, connection, transaction

from kim.organisation.exceptions import HoldersAbovePost

NAME = "holders_within_post"
_CONSTRAINTS = f"{NAME}, post_holds_its_holders"


def check_now() -> None:
    """Have the sums of all shares checked at once, so that what stands against them is said where it was entered."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"set constraints {_CONSTRAINTS} immediate")
            cursor.execute(f"set constraints {_CONSTRAINTS} deferred")
    except IntegrityError as error:
        raise refusal(error) or error from error


def refusal(error: IntegrityError) -> HoldersAbovePost | None:
    """The sentence for what the database refused, if it refused because of the shares."""
    told = getattr(error.__cause__, "diag", None)
    if told is None or told.constraint_name != NAME:
        return None
    day, held, size = (told.message_detail or "||").split("|")
    return HoldersAbovePost(day=_day(day), held=_share(held), size=_share(size))


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d.%m.%Y}" if text else "…"


def _share(text: str) -> str:
    return f"{Decimal(text or 0):.2f}".rstrip("0").rstrip(".").replace(".", ",")
