"""Which Word files of the county are offered, and how a filled one is answered."""

import logging
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kim.documents import DocumentError
from kim.documents.word import Values, fill_template
from kim.organisation.public import County
from kim.privacy.public import audit
from kim.web.letters.views.case_letters import DOCX
from kim.web.letters.words import error_words
from kim.workbench.public import LetterTemplate

log = logging.getLogger("kim.web")
Filling = Callable[[], Values]


def in_force(*purposes: str) -> QuerySet[LetterTemplate]:
    """The county's templates of these purposes that are in force today."""
    rows = LetterTemplate.objects.on(timezone.localdate())
    found: QuerySet[LetterTemplate] = rows.filter(valid_from__isnull=False, purpose__in=purposes)
    return found.order_by("purpose", "name")


def word_links(url_name: str, of: Any, *purposes: str) -> list[dict[str, str]]:
    """A button for each of them."""
    return [
        {
            "label": _("Word: %(name)s") % {"name": each.name},
            "url": reverse(f"steering:{url_name}", args=[of, each.pk]),
        }
        for each in in_force(*purposes).defer("content")
    ]


def word_file(
    request: HttpRequest, template: LetterTemplate, filling: Filling, name: str, target: Model | None, back: str
) -> HttpResponse:
    """The filled file, with its trace; a template that can no longer be filled is said on the page one came from."""
    try:
        content = fill_template(bytes(template.content), filling())
    except DocumentError as error:
        log.error("%s cannot be filled: %s", name, error)
        messages.error(request, error_words(error))
        return redirect(back)
    audit.record("steering.paper_printed", target=target or County.objects.first(), paper=name)
    response = HttpResponse(content, content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    response["Cache-Control"] = "no-store, private"
    return response
