"""What is asked about a topic: what it is, a step, merging, splitting, rows of steps, papers to the ministry."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import (
    Agency,
    Body,
    LegalSphere,
    LifeArea,
    Membership,
    Municipality,
    Permission,
    Role,
    User,
)
from kim.steering.public import Course, ObservationKind, Topic
from kim.web.casework.forms.keeping import keep_texts
from kim.web.forms import LONG_TEXT, CleanCharField, DayField, KimForm
from kim.web.steering.forms.nameless import NamelessField


def open_bodies() -> Any:
    """The bodies that exist today."""
    return Body.objects.on(timezone.localdate()).order_by("name")


def keepers() -> Any:
    """Those who may keep a topic going: the coordinating offices."""
    roles = [role for role in Role if Permission.STEER in role.permissions]
    today = timezone.localdate()
    holding = User.objects.filter(memberships__in=_running(roles, today), is_active=True)
    return holding.order_by("last_name", "first_name", "pk").distinct()


def _running(roles: list[Role], today: Any) -> Any:
    return Membership.objects.on(today).filter(role__in=roles)


class TopicForm(KimForm):
    """A topic: what the observations have in common, who deals with it and until when."""

    title = NamelessField(label=_("What the topic is called"), max_length=160)
    description = NamelessField(
        label=_("What it is about"), required=False, rows=4,
        help_text=_("What goes wrong, for whom, where in the procedure. No persons."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("What kind it is"), choices=ObservationKind)
    life_area = forms.ModelChoiceField(LifeArea.objects.all(), label=_("Life area"), required=False)
    sphere_from = forms.ModelChoiceField(LegalSphere.objects.all(), label=_("From legal sphere"), required=False)
    sphere_to = forms.ModelChoiceField(LegalSphere.objects.all(), label=_("To legal sphere"), required=False)
    municipalities = forms.ModelMultipleChoiceField(
        Municipality.objects.all(), label=_("Municipalities"), required=False, widget=forms.CheckboxSelectMultiple
    )
    body = forms.ModelChoiceField(Body.objects.none(), label=_("Responsible body"), required=False)
    keeper = forms.ModelChoiceField(User.objects.none(), label=_("Who keeps it going"), required=False)
    target_on = DayField(label=_("To be answered by"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = open_bodies()  # type: ignore[attr-defined]
        self.fields["keeper"].queryset = keepers()  # type: ignore[attr-defined]

    @staticmethod
    def from_topic(topic: Topic) -> dict[str, Any]:
        """The topic as the form shows it."""
        names = ("title", "description", "kind", "life_area", "sphere_from", "sphere_to", "body", "keeper")
        known = {name: getattr(topic, name) for name in names}
        known = {name: getattr(value, "pk", value) for name, value in known.items()}
        places = list(topic.municipalities.values_list("pk", flat=True))
        return {**known, "target_on": topic.target_on, "municipalities": places, "version": topic.version}

    def values(self) -> dict[str, Any]:
        """The fields as the actions take them."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("submission", "version")}


class StepForm(KimForm):
    """One step of a topic: who has it from now on, and why where that is asked."""

    body = forms.ModelChoiceField(
        Body.objects.none(),
        label=_("Responsible body"),
        required=False,
        help_text=_("Whose turn it is after this step."),
    )
    reason = CleanCharField(
        label=_("Reason"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences; it stays with the way of the topic."),
    )  # fmt: skip

    def __init__(self, *args: Any, needs_reason: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = open_bodies()  # type: ignore[attr-defined]
        self.fields["reason"].required = needs_reason


class MergeForm(KimForm):
    """Into which topic this one goes."""

    into = forms.ModelChoiceField(Topic.objects.none(), label=_("Into which topic"))
    reason = CleanCharField(label=_("Reason"), required=False, max_length=2000)

    def __init__(self, *args: Any, topics: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = topics  # type: ignore[attr-defined]
        self.fields["into"].widget.attrs["data-kim-combobox"] = ""


class SplitForm(KimForm):
    """The observations that become a topic of their own, and its name."""

    title = NamelessField(label=_("What the new topic is called"), max_length=160)
    observations = forms.TypedMultipleChoiceField(
        label=_("Observations that go along"), widget=forms.CheckboxSelectMultiple, error_messages={
            "required": _("Nothing is chosen. Choose at least one observation."),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, observations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["observations"].choices = observations  # type: ignore[attr-defined]


class CourseStepForm(KimForm):
    """A step of a case reconstruction or a service chain."""

    course = forms.ChoiceField(choices=Course, widget=forms.HiddenInput)
    what = NamelessField(label=_("What happens"), max_length=200)
    agency = forms.ModelChoiceField(Agency.objects.all(), label=_("Agency"), required=False)
    days = forms.IntegerField(label=_("Days until the next step"), required=False, min_value=0, max_value=9999)
    obstacle = NamelessField(label=_("What stands in the way"), max_length=200, required=False)

    def values(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        return {name: self.cleaned_data[name] for name in ("course", "what", "agency", "days", "obstacle")}


class MinistryForm(KimForm):
    """A paper to the ministry."""

    recipient = CleanCharField(label=_("To whom"), max_length=200)
    subject = CleanCharField(label=_("Subject"), max_length=200)
    text = CleanCharField(label=_("Text"), max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 8}))
    sent_on = DayField(label=_("Sent on"), past=True)


class MinistryAnswerForm(KimForm):
    """What the ministry answered."""

    answered_on = DayField(label=_("Answered on"), past=True)
    answer = CleanCharField(label=_("Answer"), max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 6}))


class NewTopicForm(KimForm):
    """A topic out of chosen observations; everything else can be added later."""

    title = NamelessField(label=_("What the topic is called"), max_length=160)
    body = forms.ModelChoiceField(Body.objects.none(), label=_("Responsible body"), required=False)
    target_on = DayField(label=_("To be answered by"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = open_bodies()  # type: ignore[attr-defined]


class ToTopicForm(KimForm):
    """To which topic the chosen observations go."""

    topic = forms.ModelChoiceField(Topic.objects.none(), label=_("Topic"))

    def __init__(self, *args: Any, topics: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = topics  # type: ignore[attr-defined]
        self.fields["topic"].widget.attrs["data-kim-combobox"] = ""


class SetAsideForm(KimForm):
    """Why observations are not followed up; whoever reported them reads it."""

    reason = CleanCharField(
        label=_("Why they are not followed up"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever reported them reads this sentence."),
    )  # fmt: skip

    PAGE = "set_aside-new"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep_texts(self, self.PAGE)
