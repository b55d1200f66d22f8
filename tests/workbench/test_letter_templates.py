"""Letter templates of the county: what may be in force beside what."""

from datetime import timedelta

import pytest

from kim.workbench.public import letter_templates
from tests import factories
from tests.factories import today

pytestmark = pytest.mark.django_db


def test_two_templates_of_one_name_are_never_in_force_on_the_same_day(world):
    old = factories.letter_template(world.admin, active=True)
    new = factories.letter_template(world.admin, name="einladung des Kreises")

    with pytest.raises(letter_templates.NameInForce) as refused:
        letter_templates.activate(template=new, by=world.admin, from_on=today())

    assert "Einladung des Kreises" in str(refused.value) or "einladung des Kreises" in str(refused.value)
    letter_templates.retire(template=old, by=world.admin, last_day=today())
    letter_templates.activate(template=new, by=world.admin, from_on=today() + timedelta(days=1))
    new.refresh_from_db()
    assert new.valid_from == today() + timedelta(days=1)


def test_one_that_ends_before_the_next_of_its_name_begins_is_activated(world):
    later = factories.letter_template(world.admin)
    letter_templates.activate(template=later, by=world.admin, from_on=today() + timedelta(days=10))
    sooner = factories.letter_template(world.admin)

    letter_templates.activate(template=sooner, by=world.admin, from_on=today(), until=today() + timedelta(days=9))

    assert not sooner.__class__.objects.get(pk=sooner.pk).is_draft
