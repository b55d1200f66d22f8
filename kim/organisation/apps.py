from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "kim.organisation"
    label = "organisation"
