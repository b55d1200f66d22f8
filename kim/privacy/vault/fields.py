"""Texts that lie sealed when their row says so: transparent to whoever reads or writes the row, never in clear in the table.

    text = SealableText(purpose="contact", owner=("case", "case_id"), row="pk", when="confidential")
    text_sealed = SealedBytes(of="text")
    objects = SealedManager()

The row gets its number before it is sealed, since what is sealed names it: use `numbered` in `save`.
"""

import logging
from typing import Any

from django.db import connection, models
from django.db.models.query_utils import DeferredAttribute

from kim.privacy.vault.data_keys import DataKeyring, Owner, key_of, keys_of
from kim.privacy.vault.exceptions import ContentDamaged, KeyNotThere, VaultError

log = logging.getLogger("kim.privacy")


class _Opening(DeferredAttribute):
    """Opens the sealed text when it is first read; what cannot be opened says why in its place."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        field: Any = self.field
        if value == "" and getattr(instance, field.sealed_name) is not None:
            value = instance.__dict__[field.attname] = _opened(instance, field)
            instance._state.sealed_seen = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class Closed(str):
    """Stands where a text cannot be opened and says why; it is never saved."""


class SealableText(models.TextField):  # type: ignore[type-arg]
    """A text whose row may ask for it to be sealed; then this column stays empty and another holds the sealed bytes."""

    descriptor_class = _Opening

    def __init__(
        self,
        *args: Any,
        purpose: str = "",
        owner: tuple[str, str] = ("", ""),
        row: str = "pk",
        when: str = "",
        **kwargs: Any,
    ) -> None:
        self.purpose, self.owner, self.row, self.when = purpose, owner, row, when
        super().__init__(*args, **kwargs)

    @property
    def sealed_name(self) -> str:
        return f"{self.attname}_sealed"

    def deconstruct(self) -> Any:
        """To a migration it is a text like any other."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        if getattr(model_instance, self.when):
            return ""
        text = super().pre_save(model_instance, add)
        if isinstance(text, Closed):
            raise ContentDamaged
        return text

    def owner_of(self, instance: Any) -> Owner:
        """Whose key seals it."""
        kind, name = self.owner
        return Owner(kind, getattr(instance, name))


class SealedBytes(models.BinaryField):  # type: ignore[type-arg]
    """The sealed form of the text `of`, made when the row is saved; null while the text lies in clear."""

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        self.of = of
        kwargs |= {"null": True, "editable": False}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.BinaryField", args, kwargs

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        text: SealableText = model_instance._meta.get_field(self.of)
        if not getattr(model_instance, text.when):
            setattr(model_instance, self.attname, None)
        elif _is_new(model_instance, text, getattr(model_instance, self.attname)):
            setattr(model_instance, self.attname, _sealed(model_instance, text))
        return getattr(model_instance, self.attname)


class SealedQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Rows that were fetched together are opened together: one query for their keys."""

    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        super()._fetch_all()
        if fresh and self._result_cache and isinstance(self._result_cache[0], models.Model):
            fields = [field for field in self.model._meta.local_fields if isinstance(field, SealableText)]
            for field in fields:
                peers = [row for row in self._result_cache if row.__dict__.get(field.sealed_name) is not None]
                for row in peers:
                    row._state.sealed_peers = peers


SealedManager = models.Manager.from_queryset(SealedQuerySet)


def numbered(row: models.Model) -> None:
    """Give a new row its number now."""
    if row.pk is None:
        with connection.cursor() as cursor:
            cursor.execute("select nextval(pg_get_serial_sequence(%s, 'id'))", [row._meta.db_table])
            row.pk = cursor.fetchone()[0]


def _is_new(instance: Any, field: SealableText, sealed: bytes | None) -> bool:
    """Whether the text was written since it was opened; what nobody opened or changed stays sealed as it is."""
    text = instance.__dict__.get(field.attname)
    return sealed is None or bool(text and text is not getattr(instance._state, "sealed_seen", None))


def _sealed(instance: Any, field: SealableText) -> bytes:
    number, text = getattr(instance, field.row), instance.__dict__[field.attname]
    if number is None:
        raise ValueError(f"{instance._meta.label} has no number yet, so nothing of it can be sealed")
    return key_of(field.owner_of(instance), make=True).seal(field.purpose, number, text)


def _opened(instance: Any, field: SealableText) -> str:
    """The text, or the sentence that says why it stays closed: a page with other things on it must not fail for it."""
    try:
        keys = _keys_for(instance, field)
        owner = field.owner_of(instance)
        if owner.pk not in keys:
            keys[owner.pk] = key_of(owner)
        sealed = instance.__dict__[field.sealed_name]
        return keys[owner.pk].unseal(field.purpose, getattr(instance, field.row), sealed)
    except VaultError as error:
        level = logging.WARNING if isinstance(error, KeyNotThere) else logging.ERROR
        log.log(level, "%s %s cannot be opened: %s", instance._meta.label, instance.pk, type(error).__name__)
        return Closed(f"[{error}]")


def _keys_for(instance: Any, field: SealableText) -> DataKeyring:
    """The keys of all rows fetched together; kept on the rows, so for as long as they live."""
    state = instance._state
    keys: DataKeyring | None = getattr(state, "sealed_keys", None)
    if keys is None:
        peers = getattr(state, "sealed_peers", [instance])
        keys = keys_of(field.owner[0], (getattr(row, field.owner[1]) for row in peers))
        for row in peers:
            row._state.sealed_keys = keys
    return keys
