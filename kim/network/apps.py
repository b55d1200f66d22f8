from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "kim.network"
    label = "network"
