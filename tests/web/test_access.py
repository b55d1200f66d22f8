"""Every page, every role, one table: a page that is missing here fails the suite."""

import importlib
import pkgutil

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

import tests.web.access as access_tables
from kim.organisation.roles import Role
from tests import factories

ROLES = (
    "case_manager", "colleague", "foreign", "lead", "administrator", "coordinator", "assistant", "ki_head",
    "data_protection_officer", "body_member", "naturalisation_officer", "stranger", "nobody",
)  # fmt: skip
# Pages of the account library, tested in test_sign_in.py.
OF_THE_LIBRARY = {
    "account_login", "account_logout", "account_change_password", "account_inactive", "account_reauthenticate", "set_language",
}  # fmt: skip


# Answers without personal data that say themselves how long they are kept.
KEPT = {"brand_css"}


def who_may() -> dict:
    """page name: (method, address from the world's rows, answer per role); see tests/web/access/*.py"""
    merged = {}
    for module in pkgutil.iter_modules(access_tables.__path__):
        merged |= importlib.import_module(f"tests.web.access.{module.name}").WHO_MAY
    return merged


def page_names(patterns=None, namespace: str = "") -> set[str]:
    names = set()
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            names |= page_names(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else namespace)
        elif isinstance(pattern, URLPattern):
            names.add(f"{namespace}{pattern.name}")
    return names


def test_every_page_is_in_the_table():
    assert page_names() - OF_THE_LIBRARY == set(who_may())


def test_every_role_stands_in_the_table():
    assert {role.value for role in Role} - {Role.LIST_EXPORTER.value} <= set(ROLES)


@pytest.mark.parametrize("page", sorted(who_may()))
def test_every_role_gets_its_answer(page, world, browser_for):
    method, address, answers = who_may()[page]
    url = address(world)
    people = {
        "case_manager": world.anna, "colleague": world.ben, "foreign": world.cem, "lead": world.lea,
        "administrator": world.admin, "stranger": world.stranger,
        "coordinator": factories.user("coordinator", role="coordinator", in_unit=world.team_a),
        "assistant": factories.user("assistant", role="assistant", in_unit=world.team_a),
        "ki_head": factories.user("ki_head", role="ki_head", in_unit=world.team_a),
        "data_protection_officer": factories.user("dpo", role="data_protection_officer", in_unit=world.team_a),
        "body_member": factories.user("member", role="body_member", in_unit=world.team_a),
        "naturalisation_officer": factories.user("officer", role="naturalisation_officer", in_unit=world.team_a),
    }  # fmt: skip
    assert set(answers) <= set(ROLES)
    # Who has no work in casework gets a stranger's answer there; what they may look up or check is named page by page.
    answers = {"coordinator": answers["stranger"], "data_protection_officer": answers["stranger"]} | answers
    # A member without a seat looks up the county like the data protection officer, and checks no audit trail.
    member = "stranger" if "audit" in page else "data_protection_officer"
    answers = {"body_member": answers[member]} | answers
    answers = {"naturalisation_officer": answers["body_member"]} | answers
    answers = {"assistant": answers["coordinator"], "ki_head": answers["coordinator"]} | answers
    got, expected = {}, {}
    for role in ROLES:
        from django.test import Client

        client = Client() if role == "nobody" else browser_for(people[role])
        response = getattr(client, method)(url)
        assert page in KEPT or "no-store" in response["Cache-Control"], role
        got[role] = response.status_code
        expected[role] = answers.get(role, 302 if role == "nobody" else None)
    assert got == expected
