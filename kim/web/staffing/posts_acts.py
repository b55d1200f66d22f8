"""What is done to posts: somebody begins or leaves, the search goes on, several posts move from a day on."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from kim.exceptions import KimError
from kim.organisation.public import PostHolder, User
from kim.organisation.public import posts as acts
from kim.staffing.public import access, recruiting
from kim.web.answers import form_answer
from kim.web.drafts import once
from kim.web.staffing.posts_forms import HoldForm, LeaveForm, RecruitForm, RelocateForm, next_month
from kim.web.staffing.posts_views import crumbs, one
from kim.web.staffing.posts_words import kind_of, what_of
from kim.web.templatetags.office import period_of

Words = dict[str, Any]


def planner(request: HttpRequest) -> User:
    """Whoever says who is on which post."""
    if not acts.may_plan(request.user):  # type: ignore[arg-type]
        raise PermissionDenied
    return request.user  # type: ignore[return-value]


def _back(title: str, pk: int, here: str) -> list[Words]:
    return crumbs((title, reverse("staffing:post_detail", args=[pk])), (here, ""))


@require_http_methods(["GET", "HEAD", "POST"])
def post_hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody takes a post, or a share of it."""
    user = planner(request)
    each = one(pk)
    form = HoldForm(request.POST or None, post=each.post, free=each.free_today)
    if form.is_bound and form.is_valid():
        if not once.claim(request, "post-hold"):
            return redirect("staffing:post_detail", pk)
        data = {name: form.cleaned_data[name] for name in ("user", "fte", "start", "end", "source")}
        try:
            acts.hold(post=each.post, by=user, **data)
        except KimError as error:
            once.release(request, "post-hold")
            form.refuse(error)
        else:
            messages.success(request, _("%(name)s holds the post from then on.") % {"name": data["user"]})
            return redirect("staffing:post_detail", pk)
    title = _("Fill the post")
    return form_answer(
        request, "staffing/posts/hold.html", {"form": form, "post": each.post, "title": title, "crumbs": _back(each.post.title, pk, title)}
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def post_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of somebody on a post."""
    user = planner(request)
    holder = get_object_or_404(PostHolder.objects.select_related("post", "user"), pk=pk)
    form = LeaveForm(request.POST or None, holder=holder)
    if form.is_bound and form.is_valid():
        try:
            acts.leave(holder=holder, last_day=form.cleaned_data["end"], by=user)
        except KimError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The last day is recorded."))
            return redirect("staffing:post_detail", holder.post_id)
    title = _("Last day of %(name)s") % {"name": holder.user}
    context = {
        "form": form,
        "holder": holder,
        "title": title,
        "crumbs": _back(holder.post.title, holder.post_id, title),
    }
    return form_answer(request, "staffing/posts/leave.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def post_recruit(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the search is, and what is asked of whoever takes the post."""
    if not access.recruits(request.user):  # type: ignore[arg-type]
        raise PermissionDenied
    each = one(pk)
    form = RecruitForm(request.POST or None, row=each.recruitment)
    if form.is_bound and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("state", "since", "filled_from", "qualification")}
        try:
            recruiting.record(post=each.post, by=request.user, version=form.cleaned_data["version"] or 0, **data)  # type: ignore[arg-type]
        except KimError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("staffing:post_detail", pk)
    title = _("Search for somebody")
    context = {"form": form, "post": each.post, "title": title, "crumbs": _back(each.post.title, pk, title)}
    return form_answer(request, "staffing/posts/recruit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def post_relocate(request: HttpRequest) -> HttpResponse:
    """Several posts move from a day on: first what follows for each, then the move itself."""
    user = planner(request)
    confirms = request.method == "POST" and "confirm" in request.POST
    if confirms and not once.claim(request, "posts-relocate"):
        return redirect("staffing:post_list")
    form = RelocateForm(request.POST or None, initial={"on": next_month(timezone.localdate())})
    preview: list[Words] | None = None
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        preview = [_moved(move, form) for move in acts.moves(list(data["posts"]), form.target, data["on"])]
        if not preview:
            asked = next(name for name in ("employer", "professional", "line", "house", "place") if data[name])
            form.add_error(asked, _("Nothing would change: the posts are there already."))
        elif not _may_move(form):
            preview = None
        elif confirms and _relocated(request, form, user):
            return redirect("staffing:post_list")
    if confirms:
        once.release(request, "posts-relocate")
    title = _("Move posts")
    context = {
        "form": form,
        "preview": preview if not form.errors else None,
        "title": title,
        "crumbs": crumbs((title, "")),
    }
    return form_answer(request, "staffing/posts/relocate.html", context)


def _may_move(form: RelocateForm) -> bool:
    data = form.cleaned_data
    try:
        acts.may_move(list(data["posts"]), form.target, data["on"])
    except KimError as error:
        form.refuse(error)
        return False
    return True


def _moved(move: acts.Move, form: RelocateForm) -> Words:
    """What one post leaves and what it gets."""
    new = move.kind(post=move.post, **move.gets)
    choice: Any = form.fields["posts"]
    return {
        "post": move.post, "name": choice.label_from_instance(move.post), "kind": kind_of(new)[0], "after": what_of(new),
        "before": [f"{what_of(row)} {period_of(row.valid_from, None)}".strip() for row in move.leaves],
    }  # fmt: skip


def _relocated(request: HttpRequest, form: RelocateForm, user: User) -> bool:
    data = form.cleaned_data
    try:
        made = acts.relocate(posts=list(data["posts"]), to=form.target, on=data["on"], source=data["source"], by=user)
    except KimError as error:
        form.refuse(error)
        return False
    text = ngettext(
        "From %(day)s on: one change is recorded. It can be taken back on the page of the post.",
        "From %(day)s on: %(n)s changes are recorded. They can be taken back on the pages of the posts.", len(made),
    )  # fmt: skip
    messages.success(request, text % {"day": f"{data['on']:%d.%m.%Y}", "n": len(made)})
    return True


@require_POST
def post_take_back(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What is planned does not happen."""
    user = planner(request)
    if kind not in acts.PLANNABLE:
        raise Http404
    try:
        post = acts.take_back(kind=kind, pk=pk, by=user)
    except KimError as error:
        messages.error(request, str(error))
        return redirect("staffing:post_list")
    messages.success(request, _("Taken back: it stays as it is."))
    return redirect("staffing:post_detail", post.pk)
