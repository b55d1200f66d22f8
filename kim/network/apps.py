from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "kim.network"
    label = "network"

    def ready(self) -> None:
        from kim.network.imports import Offers  # noqa: PLC0415
        from kim.workbench.public import import_kit  # noqa: PLC0415

        import_kit.register(Offers())
