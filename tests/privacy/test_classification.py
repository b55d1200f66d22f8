"""Every stored field has been thought about; no room points at its sibling or upwards."""

import pytest
from django.apps import apps

from kim.privacy.classification import unsorted_fields

FLOORS = {
    "privacy": 0,
    "organisation": 1,
    "workbench": 2,
    "network": 3,
    "casework": 4,
    "naturalisation": 4,
    "steering": 4,
    "staffing": 4,
    "insight": 5,
    "web": 6,
}


def test_every_field_is_sorted():
    assert list(unsorted_fields()) == []


@pytest.mark.parametrize("label", [c.label for c in apps.get_app_configs() if c.name.startswith("kim.")])
def test_foreign_keys_point_downwards_only(label):
    for model in apps.get_app_config(label).get_models():
        for field in model._meta.local_fields:
            if not field.is_relation or field.related_model is None:
                continue
            target = field.related_model._meta.app_label
            if target in FLOORS and target != label:
                assert FLOORS[target] < FLOORS[label], f"{field} points to {target}"


def test_the_list_of_tables_sorted_for_libraries_names_no_table_that_is_gone():
    from kim.privacy.classification import THIRD_PARTY

    present = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
    assert set(THIRD_PARTY) <= present
