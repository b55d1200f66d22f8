"""Forms on posts and people: the year, who begins and leaves, the search for somebody, a move of several posts."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from kim.organisation.public import (
    Agency,
    Membership,
    Municipality,
    OrganisationError,
    Post,
    PostHolder,
    Role,
    Unit,
    User,
)
from kim.organisation.public import posts as acts
from kim.staffing.public import Recruitment, posts_states
from kim.web.forms import CleanCharField, DayField, KimForm
from kim.web.staffing.forms import FigureField


class YearForm(forms.Form):
    """For which year posts are looked at."""

    year = forms.IntegerField(label=pgettext_lazy("posts", "Year"), min_value=2019, max_value=2100, required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data if "year" in data else None, label_suffix="", initial={"year": timezone.localdate().year})
        self.fields["year"].widget.attrs |= {"inputmode": "numeric", "class": "kim-num"}

    @property
    def chosen(self) -> int:
        """The year asked for, else this one."""
        asked = self.cleaned_data.get("year") if self.is_bound and self.is_valid() else None
        return asked or timezone.localdate().year


class HoldForm(KimForm):
    """Who takes a post, how much of it, from when to when."""

    user = forms.ModelChoiceField(label=gettext_lazy("Who"), queryset=User.objects.none(), empty_label="")
    fte = FigureField(label=gettext_lazy("Share of a full post"), digits=2, most=1)
    start = DayField(label=gettext_lazy("First day"))
    end = DayField(
        label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Empty: until further notice.")
    )
    source = CleanCharField(label=gettext_lazy("Where this was decided"), required=False, max_length=300)

    more = forms.BooleanField(label=gettext_lazy("More than a full post is meant"), required=False)

    def __init__(self, *args: Any, post: Post, free: Decimal, **kwargs: Any) -> None:
        first = f"{free:.2f}".rstrip("0").rstrip(".").replace(".", ",") if free else ""
        super().__init__(*args, initial={"fte": first}, **kwargs)
        staff = User.objects.filter(
            is_active=True, memberships__in=Membership.objects.exclude(role=Role.BODY_MEMBER)
        ).distinct()
        self.fields["user"].queryset = staff.order_by("last_name", "first_name", "pk")  # type: ignore[attr-defined]
        self.fields["fte"].help_text = _("The post has %(fte)s.") % {
            "fte": f"{post.fte:.2f}".rstrip("0").rstrip(".").replace(".", ",")
        }

    def clean(self) -> dict[str, Any]:
        """More than a full post together is said once; whoever ticks it means it."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not data.get("more"):
            together = held_at_most(data["user"], data["start"], data.get("end")) + data["fte"]
            if together > 1:
                text = _("%(name)s would hold %(fte)s of a full post then. If that is meant, tick this.")
                said = {"name": data["user"], "fte": f"{together:.2f}".rstrip("0").rstrip(".").replace(".", ",")}
                self.add_error("more", text % said)
        return data

    @property
    def asks_for_more(self) -> bool:
        """Whether the question is to be put."""
        return self.is_bound and ("more" in self.errors or bool(self.data.get("more")))

    def clean_fte(self) -> Decimal:
        """More than nothing."""
        share = self.cleaned_data["fte"]
        if not share:
            raise forms.ValidationError(_("Enter more than 0."))
        return Decimal(share.numerator) / Decimal(share.denominator)


def held_at_most(user: User, start: date, end: date | None) -> Decimal:
    """The most somebody holds at once within these days; it changes only where a share begins."""
    last = end or date.max
    rows = [
        (row.valid_from or date.min, row.valid_to or date.max, row.fte) for row in PostHolder.objects.filter(user=user)
    ]
    days = [start, *(first for first, _last, _fte in rows if start < first <= last)]
    return max(sum((fte for first, until, fte in rows if first <= day <= until), Decimal(0)) for day in days)


class LeaveForm(KimForm):
    """The last day of somebody on a post."""

    end = DayField(
        label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Empty: until further notice.")
    )

    def __init__(self, *args: Any, holder: PostHolder, **kwargs: Any) -> None:
        super().__init__(*args, initial={"end": holder.valid_to}, **kwargs)


class RecruitForm(KimForm):
    """How far the search is, and what is asked of whoever takes the post."""

    state = forms.ChoiceField(label=gettext_lazy("The search stands at"), widget=forms.RadioSelect)
    since = DayField(label=gettext_lazy("Since"))
    filled_from = DayField(
        label=gettext_lazy("Filled from"), required=False, help_text=gettext_lazy("Only when somebody has accepted.")
    )
    qualification = CleanCharField(label=gettext_lazy("Qualification asked for"), required=False, max_length=300)

    def __init__(self, *args: Any, row: Recruitment | None, **kwargs: Any) -> None:
        state = row.state if row else posts_states.RecruitingState.VACANT
        initial: dict[str, Any] = {"state": state, "since": timezone.localdate(), "version": row.version if row else 0}
        if row:
            initial |= {
                "since": row.since or timezone.localdate(),
                "filled_from": row.filled_from,
                "qualification": row.qualification,
            }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["state"].choices = [(each.value, each.label) for each in posts_states.next_states(state)]  # type: ignore[attr-defined]


class PostsChoice(forms.ModelMultipleChoiceField):
    """Posts with whoever holds them today: several have the same title."""

    def label_from_instance(self, post: Any) -> str:
        names = ", ".join(str(row.user) for row in post.now) or pgettext("recruiting", "vacant")
        return f"{post.title} ({names})"


class RelocateForm(KimForm):
    """Which posts, from which day on, and what becomes different."""

    posts = PostsChoice(
        label=gettext_lazy("Which posts"), queryset=Post.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one post.")},
    )  # fmt: skip
    on = DayField(label=gettext_lazy("From which day on"))
    employer = forms.ModelChoiceField(label=gettext_lazy("Employer"), queryset=Agency.objects.none(), required=False)
    professional = forms.ModelChoiceField(
        label=gettext_lazy("Professional supervision"), queryset=Unit.objects.none(), required=False
    )
    line = forms.ModelChoiceField(label=gettext_lazy("Line supervision"), queryset=Unit.objects.none(), required=False)
    house = forms.ModelChoiceField(
        label=gettext_lazy("Place of work: house"), queryset=Agency.objects.none(), required=False
    )
    place = forms.ModelChoiceField(
        label=gettext_lazy("Place of work: municipality"), queryset=Municipality.objects.none(), required=False
    )
    source = CleanCharField(label=gettext_lazy("Where this was decided"), required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        held = Prefetch("holders", PostHolder.objects.on(today).select_related("user").order_by("pk"), "now")
        rows = {
            "posts": Post.objects.prefetch_related(held).order_by("block", "key"), "employer": Agency.objects.on(today).order_by("name"),
            "professional": Unit.objects.on(today).order_by("name"), "line": Unit.objects.on(today).order_by("name"),
            "house": Agency.objects.on(today).order_by("name"), "place": Municipality.objects.on(today),
        }  # fmt: skip
        for name, found in rows.items():
            field: Any = self.fields[name]
            field.queryset = found
            if name != "posts":
                field.empty_label = _("stays as it is")

    @property
    def target(self) -> acts.Target:
        """What becomes different."""
        return acts.Target(
            **{name: self.cleaned_data[name] for name in ("employer", "professional", "line", "house", "place")}
        )

    def clean(self) -> dict[str, Any]:
        """Something becomes different."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(
            data.get(name) for name in ("employer", "professional", "line", "house", "place")
        ):
            self.add_error("employer", _("Choose what becomes different: employer, supervision or place of work."))
        return data


def next_month(today: date) -> date:
    """The first day of the month to come."""
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)


__all__ = [
    "HoldForm",
    "LeaveForm",
    "OrganisationError",
    "RecruitForm",
    "RelocateForm",
    "YearForm",
    "next_month",
]
