from django.apps import AppConfig


class NaturalisationConfig(AppConfig):
    name = "kim.naturalisation"
    label = "naturalisation"
