from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "kim.casework"
    label = "casework"

    def ready(self) -> None:
        from kim.casework.imports import People  # noqa: PLC0415
        from kim.workbench.public import import_kit  # noqa: PLC0415

        import_kit.register(People())
