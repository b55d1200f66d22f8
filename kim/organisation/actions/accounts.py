"""Local accounts: opening and closing them, initial passwords, roles from a day to a day."""

import secrets
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from kim.organisation import hooks
from kim.organisation.exceptions import (
    AccountChangedMeanwhile,
    EmailTaken,
    OwnAccountStays,
    OwnAdministratorRoleStays,
    OwnRoleIsGivenByOthers,
    RoleHeldAlready,
    UsernameTaken,
)
from kim.organisation.models import Membership, Unit, User
from kim.organisation.roles import Role
from kim.privacy.public import audit

# Without the characters people mistake for another: 0 o, 1 l i.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
DETAILS = ("first_name", "last_name", "title", "job_title", "email", "phone")


def initial_password() -> str:
    """Four groups of four that can be read out on the telephone (79 bits)."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


@transaction.atomic
def create(*, username: str, details: dict[str, str], by: User) -> tuple[User, str]:
    """Open an account; its initial password is given back once and never stored readable."""
    if User.objects.filter(username__iexact=username).exists():
        raise UsernameTaken
    _refuse_taken_email(details["email"])
    user, password = User(username=username, **details), initial_password()
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:  # somebody took the name in this very moment
        raise UsernameTaken from error
    audit.record("account.created", target=user, by=by.pk)
    return user, password


@transaction.atomic
def change(*, user: User, details: dict[str, str], by: User, version: int | None = None) -> None:
    """Correct name, address and telephone; refused when somebody else has saved since this version was read."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if version is not None and user.version != version:
        raise AccountChangedMeanwhile
    _refuse_taken_email(details["email"], but=user)
    changed = [name for name in DETAILS if getattr(user, name) != details[name]]
    if not changed:
        return
    for name in changed:
        setattr(user, name, details[name])
    user.version += 1
    user.save(update_fields=[*changed, "version"])
    audit.record("account.changed", target=user, by=by.pk, fields=changed)


@transaction.atomic
def close(*, user: User, by: User) -> None:
    """Close an account: its sessions end at once, since they hang on the password that is taken away."""
    if user.pk == by.pk:
        raise OwnAccountStays
    _close(user)
    audit.record("account.closed", target=user, by=by.pk)


@transaction.atomic
def close_ended(on: date) -> int:
    """Close the accounts of those whose last day with the county was before this day; how many there were."""
    ended = list(User.objects.select_for_update().filter(is_active=True, valid_to__lt=on))
    for user in ended:
        _close(user)
        audit.record("account.closed", target=user, last_day=user.valid_to)
    return len(ended)


def _close(user: User) -> None:
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])


@transaction.atomic
def reopen(*, user: User, by: User) -> str:
    """Open a closed account again, with a new initial password."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit.record("account.reopened", target=user, by=by.pk)
    return give_password(user=user, by=by)


@transaction.atomic
def give_password(*, user: User, by: User) -> str:
    """A new initial password; every session of this account ends."""
    password = initial_password()
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record("account.password_given", target=user, by=by.pk)
    return password


@transaction.atomic
def give_role(*, user: User, unit: Unit, role: Role, first_day: date, last_day: date | None, by: User) -> Membership:
    """Give somebody a role within a unit from a day on, perhaps to a day; one's own roles are given by others."""
    if user.pk == by.pk:
        raise OwnRoleIsGivenByOthers
    held = Membership.objects.filter(user=user, unit=unit, role=role).exclude(valid_to__lt=first_day)
    if last_day is not None:
        held = held.exclude(valid_from__gt=last_day)
    if held.exists():
        raise RoleHeldAlready
    membership = Membership.objects.create(user=user, unit=unit, role=role, valid_from=first_day, valid_to=last_day)
    _record("role.given", membership, by)
    hooks.role_given.send(Membership, membership=membership, by=by)
    return membership


@transaction.atomic
def end_role(*, membership: Membership, by: User) -> None:
    """Take a role away at once: yesterday was its last day; one that has not begun is taken back."""
    if membership.user_id == by.pk and membership.role == Role.ADMINISTRATOR:
        raise OwnAdministratorRoleStays
    today = timezone.localdate()
    _record("role.ended", membership, by)
    hooks.role_ended.send(Membership, membership=membership, by=by)
    if membership.valid_from and membership.valid_from >= today:
        membership.delete()
    else:
        membership.valid_to = today - timedelta(days=1)
        membership.save(update_fields=["valid_to"])


def _refuse_taken_email(email: str, but: User | None = None) -> None:
    """People may sign in with their address, so it belongs to one account only."""
    taken = User.objects.filter(email__iexact=email)
    if but is not None:
        taken = taken.exclude(pk=but.pk)
    if email and taken.exists():
        raise EmailTaken


def _record(kind: str, membership: Membership, by: User) -> None:
    days: dict[str, Any] = {"first_day": membership.valid_from, "last_day": membership.valid_to}
    audit.record(
        kind,
        target=membership,
        user=membership.user_id,
        unit=membership.unit_id,
        role=membership.role,
        by=by.pk,
        **days,
    )
