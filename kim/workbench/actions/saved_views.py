"""Lists as somebody wants them: keep, change, share and drop a view; choose columns and what a list opens with."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.exceptions import KimError
from kim.organisation.public import Unit, User
from kim.privacy.public import audit
from kim.workbench.models import ListChoice, SavedView

AT_MOST = 50


class ViewNameTaken(KimError):
    message = _("You have a view of this name for this list already. Choose another name.")


class TooManyViews(KimError):
    message = _("You keep %(most)s views of this list. Delete one that you no longer need.")


class NotYourView(KimError):
    message = _("This view belongs to somebody else. Save it under a name of your own to change it.")


class NotYourUnit(KimError):
    message = _("You can share a view with a unit that you belong to or lead. Choose one of them.")


def units_to_share_with(user: User) -> list[Unit]:
    """Units this person may share a view with: those they belong to today."""
    known = {m.unit_id: m.unit for m in user.current_memberships}
    return sorted(known.values(), key=lambda unit: unit.name)


@transaction.atomic
def keep(*, by: User, list_key: str, name: str, query: Mapping[str, Any], shared_with: Unit | None = None) -> SavedView:
    """Keep the filters, sorting and columns of a list under a name."""
    _check_sharing(by, shared_with)
    if SavedView.objects.filter(owner=by, list_key=list_key).count() >= AT_MOST:
        raise TooManyViews(most=AT_MOST)
    view = SavedView(list_key=list_key, name=name, query=dict(query), owner=by, shared_with=shared_with)
    _store(view)
    audit.record("view.kept", target=view, list=list_key, shared=shared_with is not None)
    return view


@transaction.atomic
def change(
    *, view: SavedView, by: User, name: str, shared_with: Unit | None, query: Mapping[str, Any] | None = None
) -> SavedView:
    """Rename a view, share it or no longer, or keep other filters under it."""
    _check_owner(view, by)
    if shared_with is not None and shared_with.pk != view.shared_with_id:
        _check_sharing(by, shared_with)
    view.name, view.shared_with = name, shared_with
    if query is not None:
        view.query = dict(query)
    _store(view)
    audit.record("view.changed", target=view, list=view.list_key, shared=shared_with is not None)
    return view


@transaction.atomic
def drop(*, view: SavedView, by: User) -> None:
    """Delete a view; whoever opened the list with it gets the list as it is."""
    _check_owner(view, by)
    audit.record("view.deleted", target=view, list=view.list_key)
    SavedView.objects.filter(pk=view.pk, owner=by).delete()


@transaction.atomic
def choose_columns(*, by: User, list_key: str, columns: Sequence[str]) -> None:
    """Show these columns of the list to this person from now on; none means: as the list comes."""
    ListChoice.objects.update_or_create(user=by, list_key=list_key, defaults={"columns": list(columns)})


@transaction.atomic
def open_with(*, by: User, list_key: str, view: SavedView | None) -> None:
    """Open the list with this view from now on, or plainly."""
    ListChoice.objects.update_or_create(user=by, list_key=list_key, defaults={"opens_with": view})


def visible_views(list_key: str) -> list[SavedView]:
    """The views of a list that the running scope may read: one's own and those shared with one's units."""
    return list(
        SavedView.objects.filter(list_key=list_key).select_related("owner", "shared_with").order_by("name", "id")
    )


def choice_of(user: User, list_key: str) -> ListChoice:
    """How this person likes the list; unsaved if they never said."""
    return ListChoice.objects.filter(user=user, list_key=list_key).first() or ListChoice(user=user, list_key=list_key)


def _check_owner(view: SavedView, by: User) -> None:
    if view.owner_id != by.pk:
        raise NotYourView


def _check_sharing(by: User, unit: Unit | None) -> None:
    if unit is not None and unit.pk not in {each.pk for each in units_to_share_with(by)}:
        raise NotYourUnit


def _store(view: SavedView) -> None:
    view.saved_at = timezone.now()
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        raise ViewNameTaken from error
