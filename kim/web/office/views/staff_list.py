"""The staff as a list: who works where in which role."""

from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import PermissionDenied
from django.db.models import BigIntegerField, F, Func, IntegerField, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import (
    Membership,
    Permission,
    PostCatchment,
    PostHolder,
    Role,
    Unit,
    User,
    loading,
)
from kim.web.tables.columns import Column, Row
from kim.web.tables.filters import Chip, FilterForm
from kim.web.tables.table import Table

CELLS = "office/staff_cells.html"


def must_see_staff(user: User) -> None:
    """Those who record absences or manage the county."""
    if not (user.has(Permission.STAFF_ABSENCES) or user.has(Permission.COUNTY_MANAGE)):
        raise PermissionDenied


class StaffFilterForm(FilterForm):
    """People by unit and role; closed accounts for those who manage the county."""

    unit = forms.ModelChoiceField(
        label=_("Unit"), required=False, queryset=Unit.objects.order_by("name", "pk"), empty_label=_("all units")
    )
    role = forms.ChoiceField(label=_("Role"), required=False)
    konten = forms.ChoiceField(
        label=_("Accounts"), required=False, choices=[("", _("open accounts")), ("geschlossen", _("Closed accounts"))]
    )

    def prepare(self) -> None:
        self.fields["role"].choices = [("", _("all roles")), *Role.choices]  # type: ignore[attr-defined]
        if not self.table.manages:  # type: ignore[attr-defined]
            del self.fields["konten"]

    @property
    def closed(self) -> bool:
        return bool(self.cleaned_data.get("konten"))

    def narrow(self, rows: QuerySet[User]) -> QuerySet[User]:
        rows = rows.filter(is_active=not self.closed)
        members = Membership.objects.on(timezone.localdate())
        for name in ("unit", "role"):
            if value := self.cleaned_data.get(name):
                members = members.filter(**{name: value})
                rows = rows.filter(pk__in=members.values("user"))
        return rows

    def chips(self) -> list[Chip]:
        """Closed accounts are one click away."""
        others = [chip for chip in super().chips() if "konten" not in chip.changes]
        if "konten" not in self.fields:
            return others
        changes = {"konten": "" if self.closed else "geschlossen"}
        return [Chip(gettext("Closed accounts"), self.closed, changes), *others]


class StaffTable(Table):
    """Everybody with an account, filed as in a German telephone book."""

    key = "mitarbeitende"
    title = _("Staff")
    url_name = "office:staff"
    form_class = StaffFilterForm
    default_sort = "name"
    anchor = "staff-results"
    show_label = _("Show people")
    columns = (
        Column("name", _("Name"), lambda r: r["name"], f"{CELLS}#name", sort="filed", head=True, always=True, width=28),
        Column("job", _("Job title"), lambda r: r["item"].job_title, screen=False, width=28),
        Column("email", _("E-mail"), lambda r: r["item"].email, screen=False, width=32),
        Column("phone", _("Telephone"), lambda r: r["item"].phone, phone=True, default=False, css="kim-nw", width=20),
        Column("role", _("Role and unit"), lambda r: r["roles"], f"{CELLS}#role", phone=True, width=44),
        Column("post", _("Post"), lambda r: r["posts"], f"{CELLS}#post", phone=True, width=32),
        Column("area", _("Area"), lambda r: ", ".join(r["areas"]), phone=True, width=28),
    )

    @property
    def manages(self) -> bool:
        return self.user.has(Permission.COUNTY_MANAGE)

    def rows_by_view(self) -> dict[str, QuerySet[User]]:
        must_see_staff(self.user)
        return {"": User.objects.all()}

    def for_sort(self, rows: QuerySet[User], key: str) -> QuerySet[User]:
        """The place in the telephone book, whatever the database's collation; staff is few enough."""
        ids = _in_order(rows)
        numbers = ArrayField(BigIntegerField())
        place = Func(Cast(Value(ids, output_field=numbers), numbers), F("pk"), function="array_position")
        return rows.annotate(filed=Cast(place, IntegerField()))

    def for_rows(self, rows: QuerySet[User]) -> QuerySet[User]:
        today = timezone.localdate()
        lasting = Q(valid_to=None) | Q(valid_to__gte=today)
        members = Membership.objects.filter(lasting).select_related("unit").order_by("valid_from", "pk")
        holders = PostHolder.objects.filter(lasting).select_related("post").order_by("post__key")
        areas = PostCatchment.objects.on(today).select_related("municipality")
        return rows.prefetch_related(
            Prefetch("memberships", members), Prefetch("posts_held", holders),
            Prefetch("posts_held__post__catchments", areas),
        )  # fmt: skip

    def row(self, item: User) -> Row:
        areas = {c.municipality.name: None for held in item.posts_held.all() for c in held.post.catchments.all()}
        return {
            "name": f"{item.title} {item}".strip(),
            "can_pick": False,
            "areas": list(areas),
            "roles": "; ".join(f"{m.get_role_display()}, {m.unit.name}" for m in item.memberships.all()),
            "posts": "; ".join(held.post.title for held in item.posts_held.all()),
        }

    def empty(self) -> tuple[str, str, str]:
        if self.form.closed:  # type: ignore[attr-defined]
            return gettext("No account is closed."), gettext("To all people"), self.url
        if self.form.is_on:
            return gettext("Nobody fits these filters."), gettext("Reset the filters"), self.reset_address
        return gettext("There is no account yet."), "", ""


def _in_order(people: QuerySet[User]) -> list[int]:
    """Filed as in a German telephone book."""
    names: Any = people.values_list("pk", "last_name", "first_name", "username")
    key = loading.sort_key
    return [row[0] for row in sorted(names, key=lambda row: (key(row[1] or row[3]), key(row[2]), row[0]))]
