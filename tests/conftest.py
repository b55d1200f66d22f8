"""Fixtures all tests share."""

import gc
import os

import pytest
from django.test import Client
from django.test.client import ClientHandler
from hypothesis import HealthCheck, settings

from kim.casework import access
from kim.privacy.scope import Scope, open_scope
from tests import factories, plugin_postgres

# How long an example takes to draw says how busy the machine is, nothing about KIM.
settings.register_profile("kim", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("kim")


def pytest_collection_modifyitems(items):
    """`make test` looks for marked tests only where they belong; one elsewhere would never run."""
    for mark, place in (("browser", "tests/browser/"), ("wheel", "tests/test_wheel.py")):
        lost = [item.nodeid for item in items if item.get_closest_marker(mark) and not item.nodeid.startswith(place)]
        if lost:
            raise pytest.UsageError(f"Tests marked {mark} belong into {place}: {' '.join(lost)}")


def pytest_collection_finish():
    """Thousands of collected tests and the whole of KIM stay until the end: the collector need not walk them again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_setup(request):
    """The tests' database: a copy of the migrated one; migrated anew only on a server that somebody else named."""
    if plugin_postgres.OWN not in os.environ:
        request.getfixturevalue("django_db_setup")
        return
    from django.db import connection

    request.getfixturevalue("django_test_environment")
    name = connection.creation._get_test_db_name()
    plugin_postgres.copy_database(name)
    connection.settings_dict["NAME"] = name


@pytest.fixture(autouse=True)
def _german():
    from django.utils import translation

    with translation.override("de"):
        yield


@pytest.fixture
def scope_as():
    """`with scope_as(user):` reads and writes as kim_app in that person's scope, as a request does."""
    from contextlib import contextmanager

    from kim.organisation.models import User
    from kim.privacy.scope import widen

    @contextmanager
    def opened(user):
        fresh = User.objects.get(pk=user.pk)
        with open_scope(Scope(name="test", user_id=user.pk)):
            widen(access.scope_with_grants(fresh, name="test"))
            yield fresh

    return opened


@pytest.fixture
def world(db):
    """Two teams: Anna and Ben (case managers) and Lea (lead) in team A, Cem in team B, an administrator, a stranger."""

    class World:
        pass

    w = World()
    w.county = factories.county()
    w.team_a, w.team_b = factories.unit("team-a"), factories.unit("team-b")
    w.anna = factories.user("anna", in_unit=w.team_a)
    w.ben = factories.user("ben", in_unit=w.team_a)
    w.cem = factories.user("cem", in_unit=w.team_b)
    w.lea = factories.user("lea", role="lead", in_unit=w.team_a)
    w.admin = factories.user("admin", role="administrator", in_unit=w.team_a)
    w.stranger = factories.user("stranger", role=None)
    factories.post_for(w.anna, factories.municipality())
    return w


@pytest.fixture(scope="session")
def handler():
    """One chain of middleware for all clients: a new one looks through every static file again."""
    return ClientHandler(enforce_csrf_checks=False)


@pytest.fixture
def browser_for(handler):
    """A signed-in test client."""

    def signed_in(user) -> Client:
        client = Client()
        client.handler = handler
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in
