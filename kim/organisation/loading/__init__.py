"""A county profile into the database: first the plan of what would change, then all of it or nothing.

What the file says is brought into plain values by kind and key (`rows`), the database into the same form
(`stored`); the difference is the plan (`plan`), which people read (`words`) and the owner applies (`writing`).
"""

from kim.organisation.loading.export import Export, export, export_text
from kim.organisation.loading.kinds import KINDS, Kind
from kim.organisation.loading.plan import Act, Change, LoadPlan, plan_load
from kim.organisation.loading.rows import sort_key
from kim.organisation.loading.rule import rule_stages, rule_text, rule_values
from kim.organisation.loading.words import FIELD_NAMES, KIND_NAMES, as_dict, describe, field_name
from kim.organisation.loading.writing import apply

__all__ = [
    "FIELD_NAMES",
    "KINDS",
    "KIND_NAMES",
    "Act",
    "Change",
    "Export",
    "Kind",
    "LoadPlan",
    "apply",
    "as_dict",
    "describe",
    "export",
    "export_text",
    "field_name",
    "plan_load",
    "rule_stages",
    "rule_text",
    "rule_values",
    "sort_key",
]
