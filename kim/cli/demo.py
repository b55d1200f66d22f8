"""`kim demo`: the demo county in a new database."""

from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

from kim.cli import county
from kim.cli.output import OK, fail, say

PASSWORD = "demo-im-kreis"
PROFILE = "rhein-kreis-neuss.toml"


def make(*, people: int, seed: int, today: date | None) -> int:
    """Mark the database as a demo, load the county, invent its people; refused where real data may be."""
    from kim.privacy.public import Installation

    if people < 0 or people > 300_000:
        fail("--people takes a number from 0 to 300000.")
    _refuse_real_database(Installation)
    _fill(people, seed, today)
    return OK


def ensure(*, people: int) -> None:
    """Make a new database a demo; leave any other as it is."""
    from kim.privacy.public import Installation

    if not Installation.objects.exists():
        _refuse_real_database(Installation)
        _fill(people, 1, None)


def _refuse_real_database(installation) -> None:  # type: ignore[no-untyped-def]
    from django.conf import settings

    from kim.casework.public import Person
    from kim.organisation.public import User

    if not settings.DEMO_ALLOWED:
        fail(
            "These are production settings, which refuse a demo county. For a demonstration on this database set"
            " DJANGO_SETTINGS_MODULE=kim.config.settings.dev."
        )
    marked = installation.objects.first()
    if marked and not marked.demo:
        fail("This database belongs to a county at work. The demo goes into a new database only.")
    if not marked and (User.objects.exists() or Person.objects.exists()):
        fail("There are accounts or people in this database already. The demo goes into a new database only.")
    if marked and Person.objects.exists():
        fail("The demo county is already there. `kim reset` empties it, then run this again.")


def _fill(people: int, seed: int, today: date | None) -> None:
    """County, client texts, people and passwords, all in one transaction: half a demo is none."""
    from django.db import transaction
    from django.utils import timezone

    from kim.casework.public import demo, demo_receipts, seed_client_texts
    from kim.cli.demo_handover import hand_over
    from kim.naturalisation.public import demo as naturalisation_demo
    from kim.privacy.public import Installation
    from kim.staffing.public import demo as staffing_demo
    from kim.steering.public import demo as steering_demo
    from kim.workbench.public import demo_import

    say("Making the demo county (all people in it are invented) …")
    with transaction.atomic():
        Installation.objects.update_or_create(id=1, defaults={"demo": True})
        with _profile() as path:
            plan = county.plan_of(path)
            if not plan.is_empty:
                county.apply(plan)
        seed_client_texts()
        _give_passwords()
        day = today or timezone.localdate()
        loaded = demo.load(people=people, seed=seed, today=day)
        steered = steering_demo.load(day)
        staffing_demo(day)
        naturalisation_demo(day)
        hand_over(day)
        demo_receipts(steered.observations, today=day, told=steered.answered)
        demo_import.load()
    say(str(loaded))


def _profile():  # type: ignore[no-untyped-def]
    """The county shipped with KIM: inside the package once installed, beside it in a checkout."""
    checkout = Path(__file__).resolve().parents[2] / "counties" / PROFILE
    return as_file(files("kim").joinpath("counties", PROFILE)) if not checkout.exists() else as_file(checkout)


def _give_passwords() -> None:
    from django.contrib.auth.hashers import make_password

    from kim.organisation.public import User

    User.objects.update(password=make_password(PASSWORD))
