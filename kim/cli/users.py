"""`kim user`: accounts of staff, for the first administrator and for emergencies."""

import re
import secrets

from kim.cli.output import OK, fail, say


def list_users() -> int:
    """Who may sign in, with today's roles."""
    from kim.organisation.public import User

    for user in User.objects.order_by("username"):
        roles = ", ".join(f"{m.role} in {m.unit.key}" for m in user.current_memberships)
        say(f"{user.username:20} {user.get_full_name():30} {'' if user.is_active else 'inactive  '}{roles}")
    return OK


def add(*, username: str, given_name: str, family_name: str, email: str) -> int:
    """Make an account and print its first password."""
    from kim.organisation.public import User

    if not re.fullmatch(r"[a-z][a-z0-9._-]{0,59}", username):
        fail(f"{username!r} cannot be a sign-in name: small letters a to z, digits, dot, hyphen; a letter comes first.")
    if User.objects.filter(username__iexact=username).exists():
        fail(f"There is already an account {username}. `kim user password {username}` sets a new password.")
    if email and User.objects.filter(email__iexact=email).exists():
        fail(
            f"Another account has the address {email}. People may sign in with it, so everyone needs one of their own."
        )
    user = User(username=username, first_name=given_name, last_name=family_name, email=email)
    say(f"{username} can sign in with: {_set_password(user)}")
    _recorded("account.made", user)
    return OK


def give_role(*, username: str, role: str, unit: str) -> int:
    """Give a role within a unit from today on."""
    from django.utils import timezone

    from kim.organisation.public import Membership, Role, Unit

    user, found = _user(username), Unit.objects.filter(key=unit).first()
    if role not in Role.values:
        fail(f"There is no role {role}. Roles: {', '.join(Role.values)}")
    if found is None:
        fail(f"There is no unit {unit}. Units: {', '.join(Unit.objects.values_list('key', flat=True))}")
    if user.memberships.on(timezone.localdate()).filter(unit=found, role=role).exists():
        fail(f"{username} is {role} in {unit} already.")
    Membership.objects.create(user=user, unit=found, role=role, valid_from=timezone.localdate())
    _recorded("account.role_given", user)
    say(f"{username} is {role} in {unit} from today.")
    return OK


def new_password(*, username: str) -> int:
    """Set a new password, print it, end all sessions; a closed account is open again with it."""
    user = _user(username)
    if not user.is_active:
        user.is_active = True
        _recorded("account.reopened", user)
    say(f"{username} can sign in with: {_set_password(user)}")
    _recorded("account.password_set", user)
    return OK


def deactivate(*, username: str) -> int:
    """End sign-in and sessions at once; cases stay assigned until they are handed over."""
    user = _user(username)
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    _recorded("account.deactivated", user)
    say(f"{username} can no longer sign in.")
    return OK


def _user(username):  # type: ignore[no-untyped-def]
    from kim.organisation.public import User

    user = User.objects.filter(username=username).first()
    if user is None:
        fail(f"There is no account {username}. `kim user list` shows them.")
    return user


def _set_password(user) -> str:  # type: ignore[no-untyped-def]
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    user.set_password(password)
    user.save()
    return password


def _recorded(kind, user) -> None:  # type: ignore[no-untyped-def]
    from kim.privacy.public import Scope, audit, open_scope

    with open_scope(Scope(name="command")):
        audit.record(kind, target=user, username=user.username)
