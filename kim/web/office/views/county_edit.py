"""The county on screen, entry by entry: add, correct, change from a day on, end, remove."""

from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from kim.network.public import KINDS
from kim.organisation import exceptions
from kim.organisation.loading import stored
from kim.organisation.public import CountyChange, OrganisationError, Permission, county, loading
from kim.privacy.public import reading
from kim.web.casework.forms.keeping import keep_texts
from kim.web.drafts import once
from kim.web.drafts.typed import saved as drafts_done
from kim.web.drafts.versions import put_beside
from kim.web.forms import DayField, KimForm
from kim.web.office.area_problems import area_problems
from kim.web.office.county_fields import EDITED, KIND, NOT_ADDED, EntryForm, initial_of
from kim.web.office.county_words import entry_name, names_for, when

Context = dict[str, Any]
# What changes most stands first.
GROUPS = (
    (gettext_lazy("Posts"), ("holder", "post", "catchment", "office_hours", "workplace", "employer", "supervision")),
    (gettext_lazy("Staff"), ("staff", "membership")),
    (gettext_lazy("Organisation"), ("agency", "unit", "body", "offer", "legal_sphere")),
    (
        gettext_lazy("County and municipalities"),
        ("county", "municipality", "own_office", "figure", "figure_kind", "term"),
    ),
    (gettext_lazy("What KIM is for"), ("goal", "block", "milestone", "legal_basis")),
    (gettext_lazy("Enquiry form"), ("intake_question", "intake_omission")),
    (
        gettext_lazy("Lists"),
        ("life_area", "access_channel", "closing_reason", "phase_weight", "retention_class", "lead_time"),
    ),
)


# Kinds whose entries stand in an order of their own and not by name.
_PLACES = {"milestone": "happened_on", "block": "number"}


class EndForm(KimForm):
    """The last day of an entry."""

    last_day = DayField()


def must_manage(request: HttpRequest) -> None:
    """Only whoever manages the county gets any further."""
    if not request.user.has(Permission.COUNTY_MANAGE):
        raise PermissionDenied


def crumbs(*more: tuple[Any, str]) -> Context:
    """Where the page stands: below the county."""
    trail = [(_("County"), reverse("office:county")), (_("Edit"), reverse("office:county_edit")), *more]
    return {"crumbs": [{"label": label, "url": url} for label, url in trail]}


def kind_of(name: str) -> loading.Kind:
    """The kind of this name that is edited here."""
    kind = KIND.get(name)
    if kind is None or kind not in EDITED:
        raise Http404
    return kind


@require_safe
@reading
def kinds(request: HttpRequest) -> HttpResponse:
    """Everything that can be changed, kind by kind with how much there is."""
    must_manage(request)
    groups = [(label, [_counted(KIND[name]) for name in names]) for label, names in GROUPS]
    return render(request, "office/edit/kinds.html", {"groups": groups, **crumbs()})


def _counted(kind: loading.Kind) -> Context:
    url = reverse("office:county_entries", args=[kind.name])
    return {"name": loading.KIND_NAMES[kind.name], "url": url, "count": kind.model._default_manager.count()}


@require_safe
@reading
def entries(request: HttpRequest, kind: str) -> HttpResponse:
    """All entries of a kind: what holds now first, then what is to come, then what is past."""
    must_manage(request)
    of = kind_of(kind)
    names = names_for(of.references.values())
    rows = stored.read_all(KINDS if of.references else (of,))[of.name].values()
    shown = [
        {"pk": row.pk, "name": entry_name(of, row.values, names), "when": when(row.values),
         "source": row.values.get("source", ""), "synthetic": row.values.get("synthetic", False),
         "place": row.values.get(_PLACES.get(of.name, "position"), 0)}
        for row in rows
    ]  # fmt: skip
    order = ["now", "coming", "past"]
    shown.sort(key=lambda e: (order.index(e["when"]["state"]), e["place"], loading.sort_key(e["name"])))
    name = loading.KIND_NAMES[of.name]
    context = {
        "kind": of,
        "kind_name": name,
        "entries": shown,
        "may_add": of.name not in NOT_ADDED,
        "dated": "valid_to" in of.fields,
        **crumbs((name, "")),
    }
    return render(request, "office/edit/entries.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def entry_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Add an entry."""
    must_manage(request)
    of = kind_of(kind)
    if of.name in NOT_ADDED:
        raise Http404
    if request.method == "POST" and not once.claim(request, "entry"):
        return redirect("office:county_entries", of.name)
    form = EntryForm(request.POST if request.method == "POST" else None, kind=of, is_new=True, initial=_usual(of))
    keep_texts(form, f"entry_{of.name}-new")
    if request.method == "POST" and form.is_valid():
        saved = attempt(request, form, lambda: county.add(kind=of, values=form.values, by=request.user, kinds=KINDS))
        if saved is not None:
            drafts_done(request, f"entry_{of.name}-new")
            return redirect("office:county_entries", of.name)
    if request.method == "POST":
        once.release(request, "entry")
    return _page(request, of, form, _("New entry"))


@require_http_methods(["GET", "HEAD", "POST"])
def entry_edit(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Correct an entry, or change it from a day on."""
    must_manage(request)
    of = kind_of(kind)
    values = _values(of, pk)
    initial = initial_of(values, of) | {"version": county.version_of(of, pk)}
    form = EntryForm(request.POST if request.method == "POST" else None, kind=of, is_new=False, initial=initial)
    keep_texts(form, f"entry_{of.name}-{pk}")
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(request, form, lambda: _save(request, form, pk)) is not None
    ):
        drafts_done(request, f"entry_{of.name}-{pk}")
        return redirect("office:county_entries", of.name)
    name = entry_name(of, values, names_for(of.references.values()))
    more = {"pk": pk, "when": when(values), "may_end": "valid_to" in of.fields, "may_remove": county.can_be_removed(of)}
    return _page(request, of, form, name, more)


def _values(kind: loading.Kind, pk: int) -> dict[str, Any]:
    try:
        return county.values_of(kind, pk, KINDS)
    except kind.model.DoesNotExist as error:  # type: ignore[attr-defined]
        raise Http404 from error


def _usual(kind: loading.Kind) -> dict[str, Any]:
    usual: dict[str, Any] = {"exists": True, "professional": True, "precision": "day", "fte": 1}
    if "valid_from" in kind.fields:
        usual["valid_from"] = timezone.localdate()
    if "position" in kind.fields:
        last = kind.model._default_manager.aggregate(last=Max("position"))["last"]
        usual["position"] = (last or 0) + 1
    return usual


def _save(request: HttpRequest, form: EntryForm, pk: int) -> county.Saved:
    data = form.cleaned_data
    shared = {"kind": form.kind, "pk": pk, "values": form.values, "version": data.get("version") or 0,
              "by": request.user, "kinds": KINDS}  # fmt: skip
    if data.get("how") == "from":
        return county.change_from(day=data["day"], **shared)
    return county.correct(**shared)


def attempt(request: HttpRequest, form: KimForm, act: Any, beside: Any = None) -> Any:
    """Try the act; what does not fit is said at its field, what somebody else saved stands beside what was typed."""
    before = area_problems(getattr(form, "kind", None))
    try:
        saved = act()
    except exceptions.EntryChanged as changed:
        return (beside or _beside)(request, form, changed)
    except exceptions.EntryFaults as found:
        for name, text in found.values["faults"]:
            form.add_error(name if name in form.fields else None, text)
    except (exceptions.BeganLater, exceptions.EndedAlready) as error:
        form.add_error(next((name for name in ("day", "last_day") if name in form.fields), None), str(error))
    except OrganisationError as error:
        form.add_error(None, str(error))
    else:
        messages.success(request, _("Saved."))
        now = area_problems(getattr(form, "kind", None))
        for warning in [*saved.warnings, *(text for place, text in now.items() if place not in before)][:6]:
            messages.warning(request, warning)
        return saved
    return None


def _beside(request: HttpRequest, form: KimForm, changed: exceptions.EntryChanged) -> Any:
    """What was typed and what is stored now; the same form sent twice was saved the first time."""
    last = CountyChange.objects.select_related("by").filter(id=changed.values["version"]).first()
    saved = SimpleNamespace(changed_at=last.at, changed_by=last.by) if last else None
    kind = getattr(form, "kind", None)
    now = initial_of(changed.values["values"], kind) if kind else {}
    now = {name: value for name, value in now.items() if not isinstance(value, list)}
    if not put_beside(form, now, {"version": changed.values["version"]}, saved) and kind and len(form.fields) > 3:
        messages.success(request, _("Saved."))
        return changed
    form.add_error(None, str(changed))
    return None


def _page(
    request: HttpRequest, kind: loading.Kind, form: EntryForm, name: str, more: Context | None = None
) -> HttpResponse:
    kind_name = loading.KIND_NAMES[kind.name]
    context = {
        "kind": kind, "kind_name": kind_name, "form": form, "name": name, "pk": 0,
        "may_end": False, "may_remove": False, "when": {"state": "", "days": ""}, **(more or {}),
        **crumbs((kind_name, reverse("office:county_entries", args=[kind.name])), (name, "")),
    }  # fmt: skip
    return render(request, "office/edit/entry.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def entry_end(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Ask for the last day, then end the entry."""
    must_manage(request)
    of = kind_of(kind)
    values = _values(of, pk)
    if "valid_to" not in of.fields:
        raise Http404
    form = EndForm(
        request.POST or None, initial={"last_day": timezone.localdate(), "version": county.version_of(of, pk)}
    )
    form.fields["last_day"].label = _("Last day")
    form.kind = of
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        shared = {"kind": of, "pk": pk, "version": data["version"] or 0, "by": request.user, "kinds": KINDS}
        if attempt(request, form, lambda: county.end(last_day=data["last_day"], **shared)) is not None:
            return redirect("office:county_entries", of.name)
    return _asked(request, of, pk, form, values, "office/edit/end.html")


@require_http_methods(["GET", "HEAD", "POST"])
def entry_remove(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Ask, then remove an entry that was never right."""
    must_manage(request)
    of = kind_of(kind)
    values = _values(of, pk)
    if not county.can_be_removed(of):
        raise Http404
    form = KimForm(request.POST if request.method == "POST" else None, initial={"version": county.version_of(of, pk)})
    form.kind = of
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            county.remove(kind=of, pk=pk, version=version, by=request.user, kinds=KINDS)
            drafts_done(request, f"entry_{of.name}-{pk}")
            messages.success(request, _("The entry is removed; the history keeps what it said."))
        except OrganisationError as error:
            messages.error(request, str(error))
        return redirect("office:county_entries", of.name)
    return _asked(request, of, pk, form, values, "office/edit/remove.html")


def _asked(
    request: HttpRequest, kind: loading.Kind, pk: int, form: KimForm, values: Context, template: str
) -> HttpResponse:
    name = entry_name(kind, values, names_for(kind.references.values()))
    kind_name = loading.KIND_NAMES[kind.name]
    trail = crumbs((kind_name, reverse("office:county_entries", args=[kind.name])), (name, ""))
    context = {"kind": kind, "kind_name": kind_name, "pk": pk, "form": form, "name": name, **trail}
    return render(request, template, context, status=422 if form.errors else 200)
