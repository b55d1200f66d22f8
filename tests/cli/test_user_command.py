"""`kim user`: what it refuses, and what a closed account means."""

import pytest

from kim.cli import users
from kim.cli.output import CommandError
from kim.organisation.models import User
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_address_belongs_to_one_account_only(world):
    with pytest.raises(CommandError, match="address"):
        users.add(username="neu", given_name="N", family_name="Eu", email="ANNA@example.org")
    with pytest.raises(CommandError, match="already an account"):
        users.add(username="Anna", given_name="N", family_name="Eu", email="")


def test_a_role_is_given_once(world):
    with pytest.raises(CommandError, match="already"):
        users.give_role(username="anna", role="case_manager", unit="team-a")


def test_closing_an_account_ends_its_sessions_for_good_and_a_new_password_opens_it(world, browser_for, capsys):
    anna = browser_for(world.anna)
    users.deactivate(username="anna")
    assert anna.get("/").status_code == 302

    users.new_password(username="anna")

    assert anna.get("/").status_code == 302
    assert User.objects.get(username="anna").is_active
    assert "anna can sign in with" in capsys.readouterr().out


def test_production_settings_make_no_demo_county(settings, db):
    from kim.cli import demo

    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="production settings"):
        demo.make(people=1, seed=1, today=factories.today())
