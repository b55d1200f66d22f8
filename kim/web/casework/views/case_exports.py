"""Taking own cases out for other systems: one or all of them, as CSV or JSON, streamed and noted."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kim.casework.public import Case, access, exceptions, exports
from kim.organisation.public import Permission, User
from kim.privacy.public import Scope, audit, open_scope, widen
from kim.web.casework.views.plan_shared import frame

TYPES = {"csv": ("application/zip", "zip"), "json": ("application/json", "json")}


@require_http_methods(["GET", "HEAD", "POST"])
def cases_export(request: HttpRequest) -> HttpResponseBase:
    """All cases one is responsible for."""
    if not request.user.has(Permission.CASE_WORK):
        raise Http404
    number = exports.cases_to_export(request.user).count()
    if request.method == "POST" and (kind := _asked(request)):
        if number == 0:
            messages.info(request, _("You are responsible for no case, so no file was written."))
            return redirect("casework:cases_export")
        return _sent(request, kind, None, number)
    return render(request, "casework/documents/export_all.html", _words() | {"number": number})


@require_http_methods(["GET", "HEAD", "POST"])
def case_export(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One case, by whoever is responsible for it."""
    case = access.case_for(request.user, pk)
    if not exports.cases_to_export(request.user, case.pk).exists():
        raise exceptions.OnlyReading(case.pk)
    if request.method == "POST" and (kind := _asked(request)):
        return _sent(request, kind, case, 1)
    return _page(request, case)


def _page(request: HttpRequest, case: Case) -> HttpResponse:
    context = frame(request, case, "case_detail", _("Take data out")) | _words()
    return render(request, "casework/documents/export_one.html", context)


def _words() -> dict[str, object]:
    return {"tables": exports.tables(), "version": exports.VERSION}


def _asked(request: HttpRequest) -> str:
    """The format, if it is one of ours."""
    kind = request.POST.get("format", "")
    return kind if kind in TYPES else ""


def _sent(request: HttpRequest, kind: str, case: Case | None, number: int) -> StreamingHttpResponse:
    case_pk = case.pk if case else None
    audit.record("cases.exported", case_id=case_pk, format=kind, cases=number, version=exports.VERSION)
    media_type, ending = TYPES[kind]
    name = f"KIM {case.reference if case else 'eigene Fälle'} {timezone.localdate():%Y-%m-%d}.{ending}"
    response = StreamingHttpResponse(_blocks(request.user.pk, kind, case_pk), content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _blocks(user_pk: int, kind: str, case_pk: int | None) -> Iterator[bytes]:
    """The file in blocks, in a transaction and scope of its own, with the right asked again."""
    with open_scope(Scope(name="export", user_id=user_pk)):
        user = User.objects.get(pk=user_pk)
        widen(access.scope_with_grants(user, name="export"))
        cases = exports.cases_to_export(user, case_pk)
        now = timezone.localtime()
        if kind == "json":
            yield from exports.json_blocks(
                cases, {"exported_at": now.isoformat(timespec="seconds"), "exported_by": str(user)}
            )
        else:
            about = (
                f"Fälle aus KIM, Stand {now:%d.%m.%Y %H:%M}",
                f"Ausgegeben von {user}",
                "Vertrauliches ist nicht dabei.",
            )
            yield from exports.csv_zip(cases, about)
