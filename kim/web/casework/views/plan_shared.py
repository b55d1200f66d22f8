"""What the pages about assessment, plan and referrals share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from kim.casework.public import Case, exceptions
from kim.exceptions import KimError
from kim.web.casework.frame import case_frame, note_the_reading

Context = dict[str, Any]


def frame(request: HttpRequest, case: Case, tab: str, *here: str, **more: Any) -> Context:
    """The frame of the case file; the path ends with this part and, below it, the words of `here`."""
    context = case_frame(request, case, tab)
    if not context["may_work"]:  # a grant for this part alone: the frame shows the head only, the page content
        note_the_reading(request, case)
    part = next((item for item in context["case_tabs"] if item["current"]), None)
    last = [{"label": word, "url": ""} for word in here]
    if part:
        last.insert(0, {"label": part["label"], "url": part["url"] if here else ""})
    person = {"label": context["shown_name"], "url": reverse("casework:case_detail", args=[case.pk])}
    context["crumbs"] = [context["crumbs"][0], person, *last]
    context["is_part"] = context["is_part"] and not here
    return context | {"today": timezone.localdate()} | more


def attempt(request: HttpRequest, act: Callable[[], Any], done: str, *, but: type[KimError] | tuple[()] = ()) -> Any:
    """Do one act and say so, or say what stands against it, except what the caller answers itself (`but`).

    Gives the result, None where nothing was done.
    """
    try:
        result = act()
    except but:
        raise
    except KimError as error:
        messages.error(request, str(error))
        return None
    messages.success(request, done)
    return result


def refused_when_closed(request: HttpRequest, case: Case, back: str) -> HttpResponse | None:
    """Work in a closed case does not even begin: back to the list, with the sentence that says why."""
    if not case.is_closed:
        return None
    messages.error(request, str(exceptions.CaseIsClosed()))
    return redirect(back, case.pk)


def to_part(name: str, case: Case, anchor: str = "") -> HttpResponseRedirect:
    """Back to a part of the file, at the row that was worked on."""
    return HttpResponseRedirect(reverse(f"casework:{name}", args=[case.pk]) + (f"#{anchor}" if anchor else ""))
