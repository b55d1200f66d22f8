"""Forms on posts: the day of an entitlement, a plan, the agreed table, the decision."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kim.law.apportionment import Group, Order, Unit
from kim.organisation.public import Municipality
from kim.staffing.public import Apportionment, Method, WeightsError, amounts, as_decimal, exceptions, planning, words
from kim.web.forms import CleanCharField, DayField, KimForm

Bound = forms.BoundField
MOST = 1_000_000_000
STEPS = ("0.01", "0.1", "0.25", "0.5", "1")
OWN = "own"


class FigureField(CleanCharField):
    """A number with comma or point, kept exact; 0 or more."""

    default_error_messages = {
        "invalid": gettext_lazy("This is no number. Enter it like this: 7 or 0,5"),
        "negative": gettext_lazy("Enter 0 or more."),
        "doubtful": gettext_lazy("This can mean two numbers. Enter thousands without a sign: 1000."),
        "too_large": gettext_lazy("Enter at most %(most)s."),
        "places": gettext_lazy("Enter at most %(n)s places after the comma."),
    }

    def __init__(self, *, digits: int = 4, most: int = MOST, **kwargs: Any) -> None:
        self.digits, self.most = digits, most
        kwargs.setdefault("max_length", 20)
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off", "class": "kim-num"}

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        if amounts.ONE_GROUP.fullmatch(text):
            raise forms.ValidationError(self.error_messages["doubtful"], code="doubtful")
        try:
            found = as_decimal(text, "")
        except WeightsError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error
        if found < 0:
            raise forms.ValidationError(self.error_messages["negative"], code="negative")
        if found > self.most:
            most = number_format(self.most, force_grouping=True)
            raise forms.ValidationError(self.error_messages["too_large"], code="too_large", params={"most": most})
        if found * 10**self.digits % 1:
            raise forms.ValidationError(self.error_messages["places"], code="places", params={"n": self.digits})
        return found

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Length and kind of the text are checked where it becomes a number."""


class DayForm(forms.Form):
    """For which day."""

    on = DayField(label=pgettext_lazy("entitlement", "On"), required=False)


class PlanForm(forms.Form):
    """Posts, key and rule; one line a municipality for what is set by hand. Sent by GET: the address holds the plan."""

    posts = FigureField(label=gettext_lazy("Posts to share"), digits=2, most=10_000)
    key = forms.ChoiceField(label=gettext_lazy("Shared by"))
    second = forms.ChoiceField(label=gettext_lazy("Mixed with"), required=False)
    part = FigureField(
        label=gettext_lazy("Part of the first key in per cent"),
        required=False,
        digits=2,
        most=100,
        help_text=gettext_lazy("Empty: one half."),
    )
    method = forms.ChoiceField(label=gettext_lazy("Method"), choices=Method.choices)
    step = forms.ChoiceField(label=gettext_lazy("Step"))
    minimum = FigureField(label=gettext_lazy("At least for each"), required=False, digits=2, most=10_000)
    threshold = FigureField(
        label=gettext_lazy("Not funded below"), required=False, digits=2, most=10_000,
        help_text=gettext_lazy("The smallest share below it is dropped and all are computed again."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, places: Sequence[Municipality], sets: Sequence[planning.FigureSet], **kwargs: Any
    ) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.places, self.sets = places, {each.key: each for each in sets}
        named = [(each.key, _named(each)) for each in sets]
        own = (OWN, _("own figures, entered below"))
        self.fields["key"].choices = [*named, own]  # type: ignore[attr-defined]
        self.fields["second"].choices = [("", _("nothing")), *named, own]  # type: ignore[attr-defined]
        self.fields["step"].choices = [(step, step.replace(".", ",")) for step in STEPS]  # type: ignore[attr-defined]
        for place in places:
            self._line(place)
        self._slide()

    def _slide(self) -> None:
        """What sliders stand beside: least, most and step; a list is slid along its choices."""
        asked = self.data.get("posts", "").replace(",", ".") if self.is_bound else ""
        most = max(20, 2 * int(float(asked)) if asked.replace(".", "", 1).isdecimal() and len(asked) < 6 else 0)
        for name, span in (("posts", f"0.5 {min(most, 10_000)} 0.5"), ("part", "0 100 5 50"), ("step", "list")):
            label = _("What if: %(field)s") % {"field": self.fields[name].label}
            self.fields[name].widget.attrs |= {"data-kim-slide": span, "data-kim-slide-label": label}

    def _line(self, place: Municipality) -> None:
        """Own figure, group and fixed share of one municipality; the table names them."""
        for name, label in (("own", _("Own figure")), ("group", _("Group")), ("fixed", _("Fixed share"))):
            digits = 4 if name == "own" else 2
            field = (
                CleanCharField(label=f"{label}: {place.name}", required=False, max_length=40)
                if name == "group"
                else FigureField(label=f"{label}: {place.name}", required=False, digits=digits)
            )
            field.widget.attrs |= {"aria-label": f"{label}: {place.name}", "size": "8"}
            _drawn(field)
            self.fields[f"{name}_{place.ags}"] = field

    def lines(self) -> Iterable[tuple[Municipality, Bound, Bound, Bound]]:
        """The table of what is set by hand."""
        return [(place, *(self[f"{name}_{place.ags}"] for name in ("own", "group", "fixed"))) for place in self.places]

    @property
    def has_lines(self) -> bool:
        """Whether anything is set by hand, so that the table stands open."""
        return self.is_bound and any(
            self.data.get(f"{name}_{place.ags}") for place in self.places for name in ("own", "group", "fixed")
        )

    def clean(self) -> dict[str, Any]:
        """Every municipality needs a figure of each key."""
        data: dict[str, Any] = super().clean() or {}
        for field in ("key", "second"):
            chosen = data.get(field)
            if not chosen:
                continue
            missing = [place.name for place in self.places if place.ags not in self._figures(chosen, data)]
            if missing:
                text = _("There is no figure for %(names)s. Enter own figures below.") % {"names": ", ".join(missing)}
                self.add_error(field, text)
        return data

    def _figures(self, chosen: str, data: dict[str, Any]) -> dict[str, Decimal]:
        """Own figures go before those of the county, so that a gap can be filled."""
        own = {place.ags: data.get(f"own_{place.ags}") for place in self.places}
        known = {} if chosen == OWN else self.sets[chosen].values
        return {**known, **{key: value for key, value in own.items() if value is not None}}

    def units(self) -> list[Unit]:
        """The municipalities with their weights."""
        data, keys = self.cleaned_data, [place.ags for place in self.places]
        first = self._figures(data["key"], data)
        if not data["second"]:
            weights = {key: Fraction(first[key]) for key in keys}
        else:
            part = (data["part"] if data["part"] is not None else Fraction(50)) / 100
            second = self._figures(data["second"], data)
            weights = planning.mixed([(first, part), (second, 1 - part)], keys)
            weights = {key: round(value * 1_000_000, 4) for key, value in weights.items()}
        return [Unit(place.ags, place.name, weights[place.ags]) for place in self.places]

    def order(self) -> Order:
        """The rule."""
        data = self.cleaned_data
        members: dict[str, list[str]] = {}
        for place in self.places:
            if name := data[f"group_{place.ags}"]:
                members.setdefault(name, []).append(place.ags)
        names = {place.ags: place.name for place in self.places}
        groups = tuple(
            Group("+".join(keys), tuple(keys), " + ".join(names[key] for key in keys)) for keys in members.values()
        )
        return Order(
            posts=data["posts"], method=data["method"], step=Fraction(data["step"]), minimum=data["minimum"] or Fraction(0),
            threshold=data["threshold"] or Fraction(0), groups=groups, fixed=self._fixed(groups),
        )  # fmt: skip

    def refuse_fixed(self, sentence: str, share: Fraction | None) -> None:
        """Say at a fixed share why it cannot be so: at the one that is meant, else at the largest."""
        given = {
            name: value for name, value in self.cleaned_data.items() if name.startswith("fixed_") and value is not None
        }
        meant = next((name for name, value in given.items() if value == share), None)
        self.add_error(meant or max(given, key=lambda name: given[name], default=None), sentence)

    def _fixed(self, groups: Sequence[Group]) -> dict[str, Fraction]:
        """A fixed share of one municipality of a group is that of the group; the first one counts."""
        group_of = {key: group.key for group in groups for key in group.members}
        found: dict[str, Fraction] = {}
        for place in self.places:
            if (share := self.cleaned_data[f"fixed_{place.ags}"]) is not None:
                found.setdefault(group_of.get(place.ags, place.ags), share)
        return found

    def told(self) -> str:
        """What the weights are, as the record says it."""
        data = self.cleaned_data
        first = self._told(data["key"])
        if not data["second"]:
            return first
        part = data["part"] if data["part"] is not None else Fraction(50)
        return _("%(part)s %% %(first)s; %(rest)s %% %(second)s") % {
            "part": float(part), "rest": float(100 - part), "first": first, "second": self._told(data["second"]),
        }  # fmt: skip

    def origins(self) -> list[list[str]]:
        """Which figures of the county the plan counts: kind, day and source of each."""
        chosen = (self.cleaned_data["key"], self.cleaned_data["second"])
        return [origin for key in chosen if key in self.sets for origin in self.sets[key].origins]

    def _told(self, chosen: str) -> str:
        own = sum(self.cleaned_data[f"own_{place.ags}"] is not None for place in self.places)
        if chosen == OWN:
            return _("Own figures")
        each = self.sets[chosen]
        words = f"{_named(each)} ({each.source})"
        return words + (", " + _("with own figures") if own else "")


def _drawn(field: forms.Field) -> None:
    """A field in a cell looks like one below a question."""
    field.widget.attrs["class"] = f"kern-form-input__input {field.widget.attrs.get('class', '')}".strip()


def _named(each: planning.FigureSet) -> str:
    """Which figures of which day; what is carried on says so."""
    if each.projected:
        return _("%(figures)s, carried on to %(day)s") % {"figures": each.label, "day": f"{each.day:%d.%m.%Y}"}
    return f"{each.label}, {each.day:%d.%m.%Y}"


class KeepForm(KimForm):
    """Keep a plan as a record."""

    title = CleanCharField(label=gettext_lazy("Title"), max_length=160)
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2020, max_value=2100)


class AgreeForm(KimForm):
    """The agreed share and the reason for each row."""

    def __init__(self, *args: Any, apportionment: Apportionment, **kwargs: Any) -> None:
        self.rows, self.posts = apportionment.rows, apportionment.posts
        initial = dict(kwargs.pop("initial", None) or {}) | {"version": apportionment.version}
        for row in self.rows:
            known = row.agreed if row.agreed is not None else row.computed
            initial[f"agreed_{row.pk}"] = _plain(known)
            initial[f"reason_{row.pk}"] = row.reason
        super().__init__(*args, initial=initial, **kwargs)
        for row in self.rows:
            share = FigureField(label=_("Agreed share of %(name)s") % {"name": row.name}, digits=2, most=10_000)
            share.error_messages["required"] = _("This is still empty. Fill it in.")
            reason = CleanCharField(label=_("Reason for %(name)s") % {"name": row.name}, required=False, max_length=400)
            for field in (share, reason):
                field.widget.attrs["aria-label"] = str(field.label)
                _drawn(field)
            self.fields |= {f"agreed_{row.pk}": share, f"reason_{row.pk}": reason}

    def lines(self) -> Iterable[tuple[Any, str, Bound, Bound]]:
        """Row, computed share, agreed share, reason."""
        return [
            (row, words.in_steps(row.computed, 4), self[f"agreed_{row.pk}"], self[f"reason_{row.pk}"])
            for row in self.rows
        ]

    def clean(self) -> dict[str, Any]:
        """All that is wrong at once: the sum, and each share that is not the computed one and has no reason beside it."""
        data: dict[str, Any] = super().clean() or {}
        shares = {row: _two(share) for row in self.rows if (share := data.get(f"agreed_{row.pk}")) is not None}
        together = sum(shares.values(), Decimal(0))
        if len(shares) == len(self.rows) and together != self.posts:
            said = {"sum": words.in_steps(together), "posts": words.in_steps(self.posts)}
            self.add_error(None, str(exceptions.SumIsNotThePosts(**said)))
        for row, share in shares.items():
            reason = f"reason_{row.pk}"
            if share != row.computed and reason not in self.errors and not data.get(reason):
                self.add_error(reason, _("Give the reason: the computed share is another one."))
        return data

    def shares(self) -> dict[int, tuple[Decimal, str]]:
        """As the action takes them."""
        data = self.cleaned_data
        return {row.pk: (_two(data[f"agreed_{row.pk}"]), data[f"reason_{row.pk}"]) for row in self.rows}


class DecideForm(KimForm):
    """Which body decided, when, and from when it holds."""

    body = CleanCharField(
        label=gettext_lazy("Decided by"), max_length=160, help_text=gettext_lazy("For example: steering group")
    )
    on = DayField(label=pgettext_lazy("apportionment", "Day of the decision"), past=True)
    decision = CleanCharField(
        label=gettext_lazy("Number of the decision"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("As it stands in the minutes."),
    )
    valid_from = DayField(label=gettext_lazy("Valid from"))


def _plain(value: Decimal | None) -> str:
    """As it is typed: 1,5 and not 1.5000; more than two places are left to be typed."""
    return "" if value is None else f"{value.quantize(Decimal('0.01')).normalize():f}".replace(".", ",")


def _two(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def first_of_next_year(today: date) -> int:
    """The year that is planned."""
    return today.year + 1
