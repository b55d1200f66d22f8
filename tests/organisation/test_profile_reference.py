"""The reference of the county profile leaves nothing out."""

import re
import tomllib
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

from kim.organisation.profile import Profile
from kim.organisation.profile.binder import _fields

REFERENCE = (Path(__file__).parents[2] / "docs" / "county-profile.md").read_text()


def entries_of(hint: Any) -> set[type]:
    """The kinds of entries a type speaks of, however deep."""
    if isinstance(hint, type) and is_dataclass(hint):
        return {hint}
    return {kind for part in get_args(hint) for kind in entries_of(part)}


def test_every_key_of_every_entry_is_in_the_reference() -> None:
    open_kinds, seen = {Profile}, set[type]()
    while open_kinds:
        kind = open_kinds.pop()
        seen.add(kind)
        for hint in get_type_hints(kind, include_extras=True).values():
            open_kinds |= entries_of(hint) - seen

    missing = {
        (kind.__name__, key) for kind in seen for key in _fields(kind) if not re.search(rf"\b{key}\b", REFERENCE)
    }

    assert len(seen) > 25
    assert missing == set()


def test_its_examples_are_valid_toml() -> None:
    examples = re.findall(r"```toml\n(.*?)```", REFERENCE, re.S)

    assert examples
    assert all(tomllib.loads(example) for example in examples)
