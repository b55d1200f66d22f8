"""What belongs to the frame of every page: the county's colours, the appearance, the sign of life."""

import hashlib
import re

from csp.decorators import csp_replace
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_POST, require_safe

from kim.organisation.public import County, logos
from kim.web import appearance
from kim.web.middleware import public

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def _brand(request: HttpRequest) -> str:
    """The county's two colours as CSS; nothing that is no colour gets into the sheet."""
    if not hasattr(request, "_kim_brand"):
        county = County.objects.first()
        pairs = [("brand", county.brand_colour), ("on-brand", county.on_brand_colour)] if county else []
        rules = "".join(f"--kim-{name}:{colour};" for name, colour in pairs if COLOUR.fullmatch(colour))
        request._kim_brand = f":root{{{rules}}}\n" if rules else ""  # type: ignore[attr-defined]
    return request._kim_brand  # type: ignore[attr-defined, no-any-return]


def _brand_tag(request: HttpRequest) -> str:
    return f'"{hashlib.sha256(_brand(request).encode()).hexdigest()[:32]}"'


@public
@require_safe
@cache_control(public=True, max_age=300)
@condition(etag_func=_brand_tag)
def brand_css(request: HttpRequest) -> HttpResponse:
    """The county's own colours; the browser asks again only whether they have changed."""
    return HttpResponse(_brand(request), content_type="text/css; charset=utf-8")


def _logo_tag(request: HttpRequest) -> str:
    logo = _logo(request)
    return f'"{logo.digest[:32]}"' if logo else ""


def _logo(request: HttpRequest) -> logos.Logo | None:
    if not hasattr(request, "_kim_logo"):
        request._kim_logo = logos.county_logo()  # type: ignore[attr-defined]
    return request._kim_logo  # type: ignore[attr-defined, no-any-return]


@public
@require_safe
@cache_control(public=True, max_age=300)
@csp_replace(
    {"script-src": None, "style-src": None, "img-src": None, "font-src": None, "connect-src": None, "sandbox": True}
)
@condition(etag_func=_logo_tag)
def brand_logo(request: HttpRequest) -> HttpResponse:
    """The county's logo; even opened by itself it may neither run nor load anything."""
    logo = _logo(request)
    if logo is None:
        raise Http404
    response = HttpResponse(logo.content, content_type=logo.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = f'inline; filename="{logo.file_name}"'
    return response


@public
@require_safe
@cache_control(no_store=True)
def alive(request: HttpRequest) -> HttpResponse:
    """Ready: the web process answers and its database does; without the database this is a 503."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@public
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark or as the system does: kept in this browser, and for the next one with the person."""
    if request.user.is_authenticated:
        chosen = request.POST.get("theme", "")
        request.user.theme = chosen if chosen in {"light", "dark"} else ""  # type: ignore[union-attr]
        request.user.save(update_fields=["theme"])
    return appearance.set_theme(request)
