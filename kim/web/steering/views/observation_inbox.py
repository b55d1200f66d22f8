"""The inbox of observations: what came in, what resembles it, what becomes of it."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kim.organisation.public import LegalSphere, LifeArea, Municipality
from kim.privacy.public import reading
from kim.steering.public import Observation, ObservationKind, Topic, access, similar, topics
from kim.steering.states import OPEN_TOPIC_STATES, TopicState
from kim.web.keyset import Page
from kim.web.steering.cells import label_of, linked, spheres_of
from kim.web.steering.forms.topics import NewTopicForm, SetAsideForm, ToTopicForm
from kim.web.steering.views.topic_words import office
from kim.web.tables.bulk import BulkAction, Outcome
from kim.web.tables.columns import Column, Row
from kim.web.tables.filters import FilterForm
from kim.web.tables.pages import table_page
from kim.web.tables.table import Table
from kim.web.templatetags.kim import capped
from kim.workbench.public import drafts

SHORT = 110


class ObservationFilterForm(FilterForm):
    """Observations by words, kind, life area, legal sphere and place."""

    search = "words"
    lookups = {"kind": "kind", "area": "life_area", "place": "municipality", "sphere": "sphere_from"}

    words = forms.CharField(label=_("Search in the texts"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    area = forms.ModelChoiceField(LifeArea.objects.all(), label=_("Life area"), required=False)
    place = forms.ModelChoiceField(Municipality.objects.all(), label=_("Municipality"), required=False)
    sphere = forms.ModelChoiceField(LegalSphere.objects.all(), label=_("From legal sphere"), required=False)

    def prepare(self) -> None:
        self.fields["kind"].choices = [("", _("all")), *ObservationKind.choices]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Observation]) -> QuerySet[Observation]:
        rows = super().narrow(rows)
        words = self.cleaned_data.get("words")
        return rows.filter(text__icontains=words) if words else rows


class OpenTopic(BulkAction):
    """A topic out of the observations ticked."""

    key = "thema"
    label = _("Open a topic from these")
    confirm = _("Open the topic now")
    caption = _("Observations of the new topic")
    nothing = _("Tick the observations that belong together.")
    form_class = NewTopicForm
    fact_labels = (_("Kind"), _("Municipality"))

    def plan(self, table: Table, items: list[Any], form: Any) -> list[Outcome]:
        return [_outcome(item, gettext("becomes part of the new topic")) for item in items]

    def sentence(self, table: Table, going: list[Any], form: Any) -> tuple[str, str, str]:
        core = gettext("A new topic arises: %(title)s.") % {"title": form.cleaned_data["title"]}
        return core, gettext("Whoever reported these reads from now on where it stands."), ""

    def carry_out(self, table: Table, items: list[Any], form: Any) -> str:
        given = form.cleaned_data
        topic = topics.open_topic(
            by=table.user,
            observations=[item.pk for item in items],
            municipalities={item.municipality for item in items if item.municipality},
            submission=given["submission"],
            keeper=table.user,
            **{name: given[name] for name in ("title", "body", "target_on")},
            **_traits(items),
        )
        return gettext("Topic %(number)s is open.") % {"number": topic.number}


class ToTopic(BulkAction):
    """The observations ticked go to a topic there is."""

    key = "zuordnen"
    label = _("Put to a topic")
    confirm = _("Put them there now")
    caption = _("Observations to put to a topic")
    nothing = _("Tick the observations that belong together.")
    fact_labels = (_("Kind"), _("Municipality"))

    def form(self, table: Table, data: Any) -> ToTopicForm:
        return ToTopicForm(data, topics=access.topics_for(table.user).exclude(state=TopicState.MERGED))

    def plan(self, table: Table, items: list[Any], form: Any) -> list[Outcome]:
        return [_outcome(item, gettext("becomes part of this topic")) for item in items]

    def sentence(self, table: Table, going: list[Any], form: Any) -> tuple[str, str, str]:
        text = ngettext("One observation goes to %(topic)s.", "%(n)s observations go to %(topic)s.", len(going))
        return text % {"n": len(going), "topic": form.cleaned_data["topic"]}, "", ""

    def carry_out(self, table: Table, items: list[Any], form: Any) -> str:
        topic = form.cleaned_data["topic"]
        topics.gather(topic=topic, observations=[item.pk for item in items], by=table.user)
        return gettext("They are part of %(topic)s now.") % {"topic": topic}


class SetAside(BulkAction):
    """Observations that are not followed up, with the sentence their reporters read."""

    key = "zuruecklegen"
    label = _("Do not follow up")
    confirm = _("Put them aside now")
    caption = _("Observations that are not followed up")
    nothing = _("Tick the observations that are not followed up.")
    form_class = SetAsideForm
    fact_labels = (_("Kind"), _("Municipality"))

    def plan(self, table: Table, items: list[Any], form: Any) -> list[Outcome]:
        return [
            _outcome(item, gettext("is not followed up"))
            if item.topic_id is None
            else _outcome(item, gettext("belongs to a topic"), will=False)
            for item in items
        ]

    def sentence(self, table: Table, going: list[Any], form: Any) -> tuple[str, str, str]:
        text = ngettext("One observation is put aside.", "%(n)s observations are put aside.", len(going))
        more = gettext("Whoever reported them reads: “%(reason)s”") % {"reason": form.cleaned_data["reason"]}
        return text % {"n": len(going)}, more, "warn"

    def carry_out(self, table: Table, items: list[Any], form: Any) -> str:
        topics.set_aside(observations=[item.pk for item in items], reason=form.cleaned_data["reason"], by=table.user)
        drafts.discard(by=table.user, page=SetAsideForm.PAGE)
        return gettext("Put aside.")


class ObservationTable(Table):
    """What came in, the newest month first."""

    key = "beobachtungen"
    title = _("Observations")
    url_name = "steering:observation_inbox"
    form_class = ObservationFilterForm
    actions = (OpenTopic(), ToTopic(), SetAside())
    default_sort = "-month"
    anchor = "observation-results"
    show_label = _("Show observations")
    view_labels = {"new": _("New"), "aside": _("Not followed up"), "all": _("All")}
    columns = (
        Column(
            "text", _("What was observed"), lambda r: r["item"].text,
            draw=lambda r: linked("observation_detail", r["item"].pk, r["name"]), head=True, always=True, width=60,
        ),
        Column("kind", _("Kind"), lambda r: label_of(ObservationKind, r["item"].kind), sort="kind", phone=True, width=24),
        Column("month", _("Month"), lambda r: f"{r['item'].month:%m.%Y}", sort="month", phone=True, css="kim-nw", width=10),
        Column("place", _("Municipality"), lambda r: r["item"].municipality and str(r["item"].municipality), phone=True, width=20),
        Column("area", _("Life area"), lambda r: r["item"].life_area and str(r["item"].life_area), phone=True, width=20),
        Column("spheres", _("Legal spheres"), lambda r: r["spheres"], phone=True, spare=True, width=24),
        Column(
            "bad", _("How bad"), lambda r: str(r["item"].get_how_bad_display() or ""), sort="how_bad", phone=True,
            default=False, width=20,
        ),
        Column("often", _("How often"), lambda r: str(r["item"].get_how_often_display()), phone=True, default=False, width=20),
        Column("idea", _("Idea"), lambda r: r["item"].idea, phone=True, default=False, width=40),
        Column(
            "topic", _("Topic"), lambda r: r["item"].topic and r["item"].topic.number,
            draw=lambda r: r["item"].topic and linked("topic_detail", r["item"].topic_id, r["item"].topic.number), phone=True,
            only=lambda table: table.view == "all", width=12,
        ),
        Column("aside", _("Why not followed up"), lambda r: r["item"].set_aside, phone=True, only=lambda t: t.view == "aside", width=40),
    )  # fmt: skip

    def rows_by_view(self) -> dict[str, QuerySet[Observation]]:
        if not access.reach_of(self.user).steers:
            raise PermissionDenied
        rows = access.observations_for(self.user)
        return {
            "new": rows.filter(topic=None, set_aside=""),
            "aside": rows.filter(topic=None).exclude(set_aside=""),
            "all": rows,
        }

    def for_rows(self, rows: QuerySet[Observation]) -> QuerySet[Observation]:
        return rows.select_related("municipality", "life_area", "sphere_from", "sphere_to", "topic")

    def row(self, item: Observation) -> Row:
        return {
            "name": shortened(item.text),
            "can_pick": True,
            "spheres": spheres_of(item),
        }

    def page_text(self, page: Page) -> str:
        text = ngettext(
            "Observation %(first)s of %(total)s", "Observations %(first)s to %(last)s of %(total)s", len(page)
        )
        return text % {"first": page.first, "last": page.last, "total": capped(page.total)}

    def empty(self) -> tuple[str, str, str]:
        if self.form.is_on:
            return gettext("No observation fits these filters."), gettext("Reset the filters"), self.reset_address
        return gettext("No observation waits."), gettext("To the board"), reverse("steering:topic_list")


@require_safe
@reading
def observation_inbox(request: HttpRequest) -> HttpResponse:
    """What came in and waits to be sorted."""
    table = ObservationTable(request.user, request.GET)  # type: ignore[arg-type]
    return table_page(request, table, "steering/topics/inbox.html", lambda: _around(table))


@require_safe
@reading
def observation_detail(request: HttpRequest, pk: Any) -> HttpResponse:
    """One observation with what resembles it, and why."""
    user = office(request)
    known = ("municipality", "life_area", "sphere_from", "sphere_to", "topic", "offer")
    observation = get_object_or_404(access.observations_for(user).select_related(*known), pk=pk)
    context = {
        "observation": observation,
        "spheres": spheres_of(observation),
        "alike": alike(user, similar.similar_observations(observation)),
        "fitting": _fitting(user, similar.fitting_topics(observation)),
        "table_key": ObservationTable.key,
        "crumbs": [
            {"label": gettext("Observations"), "url": reverse("steering:observation_inbox")},
            {"label": shortened(observation.text, 40), "url": ""},
        ],
    }
    return render(request, "steering/topics/observation.html", context)


def alike(user: Any, found: list[tuple[Any, similar.Likeness]]) -> list[dict[str, Any]]:
    """The observations suggested, each with its reasons."""
    rows = access.observations_for(user).select_related("municipality", "topic").in_bulk([pk for pk, _why in found])
    return [{"observation": rows[pk], "why": why.explained} for pk, why in found if pk in rows]


def shortened(text: str, most: int = SHORT) -> str:
    """The beginning of a text, at a word's end."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def _fitting(user: Any, found: list[tuple[int, similar.Likeness]]) -> list[dict[str, Any]]:
    rows = access.topics_for(user).in_bulk([pk for pk, _why in found])
    return [{"topic": rows[pk], "why": why.explained} for pk, why in found if pk in rows]


def _around(table: ObservationTable) -> dict[str, Any]:
    labels = table.view_labels
    return {"view_items": [{"label": str(labels[n]), "url": f"?view={n}", "current": n == table.view} for n in labels]}


def _outcome(item: Observation, text: str, *, will: bool = True) -> Outcome:
    place = str(item.municipality) if item.municipality else gettext("not told")
    return Outcome(item, shortened(item.text), will, text, facts=(str(item.get_kind_display()), place))


def _traits(items: list[Observation]) -> dict[str, Any]:
    """What most of the observations have in common."""

    def most(name: str) -> Any:
        told = [value for item in items if (value := getattr(item, name))]
        return max(told, key=told.count) if told else None

    return {name: most(name) for name in ("kind", "life_area", "sphere_from", "sphere_to")}


def open_topics(user: Any) -> QuerySet[Topic]:
    """Topics in circulation."""
    return access.topics_for(user).filter(state__in=OPEN_TOPIC_STATES)
