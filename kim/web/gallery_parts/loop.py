"""The way of a topic, up to the steering group and back, in every state."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kim.charts import FULL, Climb, Stop
from kim.web.drawings import Shown, shown


def sample() -> dict[str, Any]:
    """On its way, answered, just begun, and without any stop."""
    seen = Stop(label=_("%(number)s observations") % {"number": 12}, level=0, state="done", dots=12)
    there = (
        seen,
        Stop(label=_("Topic"), level=1, state="done", note="26.02.2026"),
        Stop(label=_("Structure level"), level=2, state="done", note="10.03.2026"),
        Stop(label=_("Proposal"), level=2, state="done", note="09.04.2026"),
        Stop(label=pgettext("station", "Decision"), level=3, state="decision", note="24.04.2026"),
    )
    order, answer = _("Work order"), pgettext("station", "Feedback")
    here = (
        *there,
        Stop(label=order, level=2, state="here", note="27.04.2026"),
        Stop(label=answer, level=0, state="coming", note="22.12.2026"),
    )
    done = (
        *there,
        Stop(label=order, level=2, state="done", note="27.04.2026"),
        Stop(label=answer, level=0, state="done", note="12.11.2026"),
    )
    begun = (seen, Stop(label=_("Topic"), level=1, state="here", note="23.11.2026"))
    ways = (
        (_("on its way: dots for the observations, a full disc for the decision, dashed what is to come"), here),
        (_("answered: nothing is to come any more"), done),
        (_("just begun"), begun),
        (_("without any stop: a sentence"), ()),
    )
    return {"loop_ways": [(note, _way(number, stops)) for number, (note, stops) in enumerate(ways)]}


def _way(number: int, stops: tuple[Stop, ...]) -> Shown:
    chart = Climb(
        id=f"loop-way-{number}", title=_("The way of the topic"), nothing=_("The way has not begun yet."), stops=stops,
        levels=(_("Case level"), _("Coordinating offices"), _("Working groups"), _("Steering group")),
        heads=(_("Stop"), _("Level"), _("State"), _("When")), here_label=_("here today"),
        words={"done": _("done"), "decision": _("decided"), "here": _("here today"), "coming": _("to come")},
    )  # fmt: skip
    return shown(chart, width=FULL)
