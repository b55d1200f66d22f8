"""The target-group rule alone, as the text people edit and as the values that are kept."""

from typing import Any

from kim.organisation.loading import rows
from kim.organisation.loading.export import export
from kim.organisation.loading.kinds import Kind
from kim.organisation.loading.rows import Values
from kim.organisation.loading.toml import to_toml
from kim.organisation.profile import ProfileError, ProfileErrors, faults_of, profile_of


def rule_stages(kinds: tuple[Kind, ...]) -> list[dict[str, Any]]:
    """Stages and criteria of the newest rule, as values of the profile."""
    stages: list[dict[str, Any]] = export(kinds).data.get("target_group", [])
    return stages


def rule_text(kinds: tuple[Kind, ...]) -> str:
    """Stages and criteria of the newest rule as the profile writes them."""
    stages = rule_stages(kinds)
    return to_toml({"target_group": stages}) if stages else ""


def rule_values(stages: list[dict[str, Any]], kinds: tuple[Kind, ...]) -> Values | list[ProfileError]:
    """The values of a rule with these stages, or what is wrong with them in this county."""
    data = export(kinds).data | {"target_group": stages}
    faults = [fault for fault in faults_of(data)[0] if fault.path[:1] == ("target_group",)]
    if faults:
        return faults
    try:
        found = rows.target_group(profile_of(data))
    except ProfileErrors as error:
        return list(error.errors)
    return found[0] if found else {"stages": [], "remarks": {}}
