"""`kim user`: what it refuses, and what a closed account means."""

import pytest
from django.db import OperationalError, connection

from kim.cli import main, users
from kim.cli.output import CommandError
from kim.organisation.models import User
from kim.organisation.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_address_belongs_to_one_account_only(world):
    with pytest.raises(CommandError, match="address"):
        users.add(username="neu", given_name="N", family_name="Eu", email="ANNA@example.org")
    with pytest.raises(CommandError, match="already an account"):
        users.add(username="anna", given_name="N", family_name="Eu", email="")


@pytest.mark.parametrize("name", ["Böse", "zwei worte", "1anna", ""])
def test_a_sign_in_name_is_as_plain_here_as_on_screen(world, name):
    with pytest.raises(CommandError, match="cannot be a sign-in name"):
        users.add(username=name, given_name="N", family_name="Eu", email="")


def test_the_help_names_every_role(capsys):
    with pytest.raises(SystemExit):
        main(["user", "role", "--help"])

    shown = capsys.readouterr().out
    assert all(role in shown for role in Role.values)


def test_a_database_without_tables_gives_one_sentence_instead_of_a_trace(monkeypatch, capsys):
    def asks(_):
        with connection.cursor() as cursor:
            cursor.execute("select 1 from not_made_yet")

    monkeypatch.setattr("kim.cli._do_user_list", asks)

    assert main(["user", "list"]) == 1
    assert capsys.readouterr().err == (
        "kim: The database is empty or older than this version of KIM. Run `kim migrate` first.\n"
    )


def test_a_database_that_is_away_gives_one_sentence(monkeypatch, capsys):
    def asks(_):
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr("kim.cli._do_user_list", asks)

    assert main(["user", "list"]) == 1
    assert "cannot be used: connection refused. `kim doctor`" in capsys.readouterr().err


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
