"""Decided, but not implemented: the chair's list, as a page, as a paper, and onto the next agenda."""

from csp.decorators import csp_exempt
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kim.documents import DocumentError
from kim.exceptions import KimError
from kim.organisation.public import Body
from kim.privacy.public import reading
from kim.steering.public import access, papers, standing_list, unfinished
from kim.web.forms import KimForm
from kim.web.steering.views.session_papers import paper
from kim.web.steering.views.ways import crumb


@require_safe
@reading
def order_standing(request: HttpRequest) -> HttpResponse:
    """What a chair asks about: every decision past its day or without an order, the oldest first."""
    body, today = _body(request), timezone.localdate()
    reach = access.reach_of(request.user)  # type: ignore[arg-type]
    ahead = standing_list.next_meeting(body, today) if body and reach.manages(body.pk) else None
    context = {
        "rows": unfinished.unfinished(request.user, today, body.pk if body else None),  # type: ignore[arg-type]
        "body": body, "bodies": Body.objects.on(today), "ahead": ahead, "form": KimForm(),
        "manages": bool(body and reach.manages(body.pk)), "order_after": unfinished.ORDER_EXPECTED_AFTER.days,
        "crumbs": [crumb(_("Work orders"), reverse("steering:order_list")), crumb(_("Decided, but not implemented"))],
    }  # fmt: skip
    return render(request, "steering/orders/standing.html", context)


@csp_exempt()  # a paper, no page
@require_safe
@reading
def order_standing_pdf(request: HttpRequest) -> HttpResponse:
    """The same as a paper."""
    body = _body(request)
    rows = unfinished.unfinished(request.user, timezone.localdate(), body.pk if body else None)  # type: ignore[arg-type]
    return paper(request, papers.standing_list_paper(body, rows), "nicht-umgesetzt", body)


@require_POST
def order_standing_agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """Onto the agenda of the body's next meeting, with the list of today as its paper."""
    body, form = get_object_or_404(Body, pk=pk), KimForm(request.POST)
    submission = form.cleaned_data["submission"] if form.is_valid() else None
    if not access.reach_of(request.user).manages(body.pk):  # type: ignore[arg-type]
        raise PermissionDenied
    try:
        item = standing_list.put_on_agenda(body=body, by=request.user, submission=submission)  # type: ignore[arg-type]
    except KimError as error:
        messages.error(request, str(error))
    except (DocumentError, RuntimeError, OSError):
        messages.error(request, _("The list cannot be printed at the moment. Try again later."))
    else:
        messages.success(request, _("The list is on the agenda, with the paper of today."))
        return redirect("steering:meeting_detail", item.meeting_id)
    return redirect(f"{reverse('steering:order_standing')}?gremium={pk}")


def _body(request: HttpRequest) -> Body | None:
    """The body whose list it is: as chosen, else one's own to chair; without both all bodies. For members and offices."""
    reach = access.reach_of(request.user)  # type: ignore[arg-type]
    if not (reach.steers or reach.keeps_minutes or reach.bodies):
        raise PermissionDenied
    wanted = request.GET.get("gremium", "")
    if wanted.isdecimal() and len(wanted) < 10:
        return Body.objects.filter(pk=int(wanted)).first()
    own = sorted(reach.chairs) if "gremium" not in request.GET and not (reach.steers or reach.keeps_minutes) else []
    return Body.objects.filter(pk__in=own).order_by("pk").first() if own else None
