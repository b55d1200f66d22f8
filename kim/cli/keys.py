"""`kim keys`: the keys of what lies encrypted. Where they are, a new one, taking everything off the old ones."""

import os
from datetime import date
from pathlib import Path

from kim.cli.output import FAILED, OK, CommandError, as_json, fail, say


def ensure() -> None:
    """A new installation with a database of its own gets its keys with it; those that are there stay."""
    from kim.privacy.public import vault

    place = Path(os.environ["KIM_KEYS"])
    if place.exists():
        return
    try:
        vault.keyring.create(place, date.today())
    except FileExistsError:
        return  # another command was faster
    except OSError as error:
        fail(
            f"KIM cannot write its keys to {place} ({error.strerror}). Free some space or set KIM_KEYS to another file."
        )


def status(*, for_machines: bool) -> int:
    """Which keys there are, what lies under each, and whether one is missing; exit code 1 if so."""
    from kim.privacy.public import vault

    place = _place()
    ring = _load(place)
    used = {use.mark: use.number for use in vault.rotation.in_use()}
    missing = {use.mark: use.number for use in vault.rotation.missing()}
    if for_machines:
        rows = [
            {"number": key.number, "since": key.since, "mark": key.mark, "seals": used.get(key.mark, 0)}
            for key in ring.keys
        ]
        as_json({"file": str(place), "keys": rows, "missing": missing})
        return FAILED if missing else OK
    say(f"Keys in {place}:")
    for key in ring.keys:
        newest = ", used for what is new" if key == ring.newest else ""
        say(f"  {key.number}  since {key.since:%d.%m.%Y}  mark {key.mark}  {used.get(key.mark, 0)} cases{newest}")
    for mark, number in missing.items():
        say(
            f"! The key with mark {mark} is missing; {number} cases cannot be opened. Restore the file from its backup."
        )
    return FAILED if missing else OK


def new() -> int:
    """Add a key to the file, or make the file; what is new is sealed with it from now on."""
    from kim.privacy.public import vault

    place = _place()
    try:
        if place.exists():
            key = vault.keyring.add(place, date.today())
            say(f"Key {key.number} was added to {place}. Back the file up, then run `kim keys rotate`.")
        else:
            key = vault.keyring.create(place, date.today())
            say(f"{place} was made with a first key. Back it up now, apart from the backups of the database.")
    except (OSError, ValueError) as error:
        fail(f"{place} cannot be written: {error}.")
    return OK


def rotate() -> int:
    """Wrap the key of every case anew with the newest key; goes on where it was stopped."""
    from kim.privacy.public import vault

    ring = _load(_place())
    done = 0
    try:
        for done in vault.rotation.rotate():
            say(f"{done} keys of cases rewrapped …")
    except vault.VaultError as error:
        fail(f"{error} `kim keys status` says which.")
    if done:
        say(
            f"Everything lies under key {ring.newest.number} now. Keep the older ones as long as you keep backups from before."
        )
    else:
        say(f"Everything lies under key {ring.newest.number} already.")
    return OK


def _place() -> Path:
    place = os.environ.get("KIM_KEYS", "")
    if not place:
        fail(
            "KIM_KEYS is not set. Set it to the file of keys; `kim keys new` makes it. docs/operations.md says where it belongs."
        )
    return Path(place)


def _load(place: Path):  # type: ignore[no-untyped-def]
    from kim.privacy.public import vault

    try:
        return vault.keyring.load()
    except vault.KeysMissing as error:
        reason = error.__cause__
        why = f"{place} cannot be read ({getattr(reason, 'strerror', None) or reason})"
        raise CommandError(
            f"{why}. Restore it from its backup; `kim keys new` makes one for a new installation."
        ) from error
