"""Forms of the areas."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.organisation.exceptions import AreaChangedMeanwhile, AreaStaysThere, DayIsOver
from kim.organisation.public import Municipality, OrganisationError, Post, PostCatchment, PostHolder, catchments
from kim.web.forms import CleanCharField, DayField, KimForm

_FIELD_OF = {AreaStaysThere: "post", DayIsOver: "on"}


def field_of(error: OrganisationError) -> str | None:
    """Where a broken rule is shown; the rest stands above the form."""
    return _FIELD_OF.get(type(error))


class DayForm(forms.Form):
    """The day on which the county is looked at."""

    on = DayField(label=_("As of"), required=False)


class PostChoice(forms.ModelChoiceField):
    """A post with whoever holds it on the day."""

    def label_from_instance(self, post: Post) -> str:
        names = ", ".join(str(each.user) for each in post.on_the_day)
        return f"{names or _('vacant')} – {post.title}"


class AreaForm(KimForm):
    """Which post covers a municipality from which day on, instead of which, and where that was decided."""

    instead_of = forms.ChoiceField(
        label=_("Instead of"), required=False, error_messages={"invalid_choice": AreaChangedMeanwhile.message}
    )
    post = PostChoice(
        label=_("Who becomes responsible"), queryset=Post.objects.none(), empty_label="",
        error_messages={"invalid_choice": AreaChangedMeanwhile.message},
    )  # fmt: skip
    on = DayField(label=_("From which day on"), help_text=_("Areas usually change with the month."))
    source = CleanCharField(
        label=_("Where this was decided"),
        required=False,
        max_length=300,
        help_text=_("For example: note of 16.11.2026"),
    )

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        self.municipality = municipality
        today = timezone.localdate()
        super().__init__(*args, initial={"on": _next_month(today)}, **kwargs)
        self.posts = {post.pk: post for post in _posts(today)}
        self.fields["post"].queryset = _posts(today)
        self.fields["instead_of"].choices = self._covering(today)
        self.area: PostCatchment | None = None
        if len(self.fields["instead_of"].choices) == 2:
            self.fields["instead_of"].initial = self.fields["instead_of"].choices[0][0]

    def _covering(self, today: date) -> list[tuple[str, str]]:
        """The posts that cover the municipality now; each choice carries the row as it stands, to notice a change."""
        covered = next((c for c in catchments.coverage(today) if c.municipality == self.municipality), None)
        rows = [each.catchment for each in covered.by] if covered else []
        return [*((_seen(row), self.holder_of(row.post)) for row in rows), ("", str(_("nobody: in addition")))]

    def holder_of(self, post: Post) -> str:
        """Who holds a post today, or its title where it is vacant."""
        known = self.posts.get(post.pk, post)
        return ", ".join(str(each.user) for each in getattr(known, "on_the_day", [])) or post.title

    def clean_instead_of(self) -> str:
        """The row that was chosen, as the page showed it."""
        value: str = self.cleaned_data["instead_of"]
        if value:
            pk, post, first, last = value.split("/")
            days = {"valid_from": _day(first), "valid_to": _day(last)}
            self.area = PostCatchment(
                pk=int(pk), post=self.posts.get(int(post)), municipality=self.municipality, **days
            )
        return value

    def clean(self) -> dict[str, Any]:
        """Nobody becomes responsible in their own place: said before what would follow is shown."""
        values = super().clean() or {}
        if self.area is not None and self.area.post is not None and values.get("post") == self.area.post:
            self.add_error("post", AreaStaysThere.message)
        return values


def _posts(today: date) -> QuerySet[Post]:
    holders = PostHolder.objects.on(today).select_related("user").order_by("-fte", "pk")
    posts = Post.objects.on(today).filter(catchments.case_management())
    return posts.prefetch_related(Prefetch("holders", holders, "on_the_day")).order_by("key")


def _seen(row: PostCatchment) -> str:
    return f"{row.pk}/{row.post_id}/{row.valid_from or ''}/{row.valid_to or ''}"


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _next_month(today: date) -> date:
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)
