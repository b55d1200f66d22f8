"""Who may change the county on screen."""

from django.urls import reverse

from kim.organisation.models import Municipality, PostHolder

ROLES = (
    "case_manager",
    "colleague",
    "foreign",
    "lead",
    "stranger",
    "coordinator",
    "assistant",
    "ki_head",
    "data_protection_officer",
)
OFFICE = dict.fromkeys(ROLES, 403) | {"administrator": 200}


def _page(name, *arguments):
    return lambda world: reverse(f"office:{name}", args=arguments)


def _entry(name):
    return lambda world: reverse(f"office:{name}", args=["municipality", Municipality.objects.first().pk])


def _holder(name):
    return lambda world: reverse(f"office:{name}", args=["holder", PostHolder.objects.first().pk])


WHO_MAY = {
    "office:county_edit": ("get", _page("county_edit"), OFFICE),
    "office:county_entries": ("get", _page("county_entries", "agency"), OFFICE),
    "office:county_entry_new": ("get", _page("county_entry_new", "agency"), OFFICE),
    "office:county_entry": ("get", _entry("county_entry"), OFFICE),
    "office:county_entry_end": ("get", _entry("county_entry_end"), OFFICE),
    "office:county_entry_remove": ("get", _holder("county_entry_remove"), OFFICE),
    "office:county_entry_history": ("get", _entry("county_entry_history"), OFFICE),
    "office:county_history": ("get", _page("county_history"), OFFICE),
    "office:county_rule": ("get", _page("county_rule"), OFFICE),
    "office:county_rule_text": ("get", _page("county_rule_text"), OFFICE),
    "office:county_profile": ("get", _page("county_profile"), OFFICE),
    "office:county_profile_download": ("get", _page("county_profile_download"), OFFICE),
    "office:county_profile_load": ("post", _page("county_profile_load"), OFFICE | {"administrator": 302}),
    "office:county_logo": ("post", _page("county_logo"), OFFICE | {"administrator": 422}),
}
