"""A form sent twice, by a double click or a reload, acts once; the same form with other words in it is another act."""

from typing import Any
from uuid import UUID, uuid5

from django.http import HttpRequest

from kim.workbench.public import submissions


def claim(request: HttpRequest, purpose: str) -> bool:
    """Whether exactly this is sent for the first time; a second click waits here until the first is through."""
    return submissions.claim(**_sent(request, purpose))


def release(request: HttpRequest, purpose: str) -> None:
    """Nothing came of it: it may be sent again."""
    submissions.release(**_sent(request, purpose))


def _sent(request: HttpRequest, purpose: str) -> dict[str, Any]:
    try:
        form: UUID | None = UUID(request.POST.get("submission", ""))
    except ValueError:
        form = None
    if form is not None:
        said = [(name, request.POST.getlist(name)) for name in sorted(request.POST) if name != "csrfmiddlewaretoken"]
        form = uuid5(form, repr(said))
    return {"by": request.user, "purpose": purpose, "submission": form}
