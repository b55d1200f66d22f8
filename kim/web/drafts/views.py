"""Drafts: keeping a text that is being typed, offering it again, the list of one's own."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from kim.exceptions import KimError
from kim.organisation.public import User
from kim.privacy.public import reading
from kim.web.drafts import places
from kim.web.drafts.typed import in_words, when
from kim.workbench.public import Draft, drafts

# A draft with what stood there before, as a form sends both: up to twelve bytes a character.
LONGEST_BODY = 2 * 12 * drafts.LONGEST + 2_000
SHOWN = 100


@require_safe
@reading
def draft_list(request: HttpRequest) -> HttpResponse:
    """What I have begun and not saved, where it belongs, with the way there."""
    context = {"rows": rows_of(request.user), "crumbs": [{"label": _("My drafts"), "url": ""}]}  # type: ignore[arg-type]
    return render(request, "drafts/list.html", context)


def rows_of(user: User) -> list[dict[str, Any]]:
    """One's drafts with their places, the newest first; those of cases one has lost are out of sight."""
    own = list(Draft.objects.filter(user=user)[: drafts.AT_ONCE])
    known = places.places_of(user, {draft.page for draft in own})
    return [
        {"draft": draft, "place": known[draft.page], "when": when(draft.saved_at), "begins": draft.text[:160]}
        for draft in own
        if draft.page in known
    ][:SHOWN]


@require_GET
@reading
def page_drafts(request: HttpRequest, page: str) -> HttpResponse:
    """The drafts for the fields of one page, as data."""
    user: User = request.user  # type: ignore[assignment]
    places.place_of(user, page)
    found = {draft.field: in_words(draft) for draft in Draft.objects.filter(user=user, page=page)}
    return JsonResponse({"fields": found})


@require_POST
def draft_keep(request: HttpRequest, page: str) -> HttpResponse:
    """Keep a text as it stands; says when, or why not."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST_BODY:
        return _refused(_("This text is too long for a draft. Shorten it or save it in parts."), 413)
    user: User = request.user  # type: ignore[assignment]
    field, typed = _field(request), _typed(request)
    places.place_of(user, page)
    try:
        kept = drafts.keep(by=user, page=page, field=field, typed=typed)
    except drafts.DraftChangedElsewhere as clash:
        return JsonResponse({"said": str(clash), "other": in_words(clash.other)}, status=409)
    except drafts.DraftIsGone as error:
        return _refused(str(error), 410)
    except KimError as error:
        return _refused(str(error), 422)
    return JsonResponse(in_words(kept))


def _refused(sentence: str, status: int) -> HttpResponse:
    return JsonResponse({"said": sentence}, status=status)


def _field(request: HttpRequest) -> str:
    field = request.POST.get("field", "")
    if not places.FIELD.fullmatch(field):
        raise Http404
    return field


def _typed(request: HttpRequest) -> drafts.Typed:
    """The text as it is stored: one kind of line end, none of the characters PostgreSQL refuses."""
    text, base = (request.POST.get(name, "").replace("\r\n", "\n").replace("\x00", "") for name in ("text", "base"))
    seen = request.POST.get("seen", "")
    return drafts.Typed(text, base, int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0)


@require_POST
def draft_discard(request: HttpRequest, page: str) -> HttpResponse:
    """Forget a draft; the script is told so, people are back in their list."""
    places.read(page)
    drafts.discard(by=request.user, page=page, field=_field(request))  # type: ignore[arg-type]
    return HttpResponse(status=204) if request.headers.get("X-Kim-Fetch") else redirect("drafts:list")
