"""Whether what was decided had an effect: the months before and after, the sentence, and what the office makes of it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods

from kim.charts import HALF, Bar, Bars
from kim.steering.exceptions import StepNotPossible, TooEarlyForAnEffect
from kim.steering.public import effects
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.saving import added
from kim.web.drafts.typed import saved
from kim.web.drawings import Shown, shown
from kim.web.forms import CleanCharField, KimForm
from kim.web.steering.views.topic_words import crumbs, office, topic_for


class EffectForm(KimForm):
    """What the office makes of the figures."""

    note = CleanCharField(
        label=gettext_lazy("What we make of it"), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def topic_effect(request: HttpRequest, pk: int) -> HttpResponse:
    """The comparison as it stands today; kept with a note."""
    user = office(request)
    topic = topic_for(user, pk)
    try:
        if topic.state not in effects.LOOKED_AT_IN:
            raise StepNotPossible
        found = effects.look(topic, timezone.localdate())
    except (StepNotPossible, TooEarlyForAnEffect) as error:
        messages.info(request, str(error))
        return redirect("steering:topic_detail", pk)
    key = f"effect-{pk}"
    form = keep_texts(EffectForm(request.POST or None), key)
    if form.is_bound and form.is_valid():

        def act() -> effects.EffectCheck:
            return effects.check(topic=topic, by=user, note=form.cleaned_data["note"])

        if added(request, form, "effect-form", act, _("The effect is recorded.")):
            saved(request, key)
            return redirect("steering:topic_detail", pk)
    context = {
        "topic": topic, "form": form, "found": found, "chart": _chart(found),
        "crumbs": crumbs(topic, _("Effect")),
    }  # fmt: skip
    return render(request, "steering/topics/effect_check.html", context, status=422 if form.is_bound else 200)


def _chart(found: effects.Look) -> Shown:
    before = [
        Bar(label=date_format(month, "m/Y"), value=value, tone="mid", note=pgettext("effect", "before"))
        for month, value in zip(found.before, found.effect.before, strict=True)
    ]
    done = Bar(label=date_format(found.implemented, "m/Y"), value=None)
    after = [
        Bar(label=date_format(month, "m/Y"), value=value, note=pgettext("effect", "after"))
        for month, value in zip(found.after, found.effect.after, strict=True)
    ]
    chart = Bars(
        id="effect", title=_("Observations a month, before and after"), nothing="",
        heads=(_("Month"), _("Observations")), bars=(*before, done, *after),
        unknown=pgettext("effect", "implemented"),
    )  # fmt: skip
    return shown(chart, width=HALF)
