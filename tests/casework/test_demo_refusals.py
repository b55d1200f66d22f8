"""Where no invented people may go."""

from __future__ import annotations

from datetime import date

import pytest

from kim.casework.demo.load import NotADemoDatabase, load
from kim.casework.demo.stored import CountyIsIncomplete
from kim.casework.models import Person
from kim.privacy.models import Installation

TODAY = date(2026, 11, 23)


@pytest.mark.django_db
def test_a_database_that_is_no_demo_is_left_alone():
    Installation.objects.update_or_create(id=1, defaults={"demo": False})

    with pytest.raises(NotADemoDatabase):
        load(people=5, seed=1, today=TODAY)
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_a_county_without_a_profile_is_named_as_such():
    Installation.objects.update_or_create(id=1, defaults={"demo": True})

    with pytest.raises(CountyIsIncomplete, match="municipalities"):
        load(people=5, seed=1, today=TODAY)
