"""What fields ask while somebody fills them in."""

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kim.organisation.public import workdays
from kim.privacy.public import reading


@require_safe
@reading
def holidays(request: HttpRequest) -> JsonResponse:
    """The public holidays of one year by day, in the language of the screen; this year's where none is meant."""
    asked = request.GET.get("jahr", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else timezone.localdate().year
    year = min(max(year, 2000), 2100)
    return JsonResponse(workdays.holidays_of(year, language=get_language() or "de"))
