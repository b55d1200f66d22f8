from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "kim.workbench"
    label = "workbench"

    def ready(self) -> None:
        from kim.workbench import importing, staff_days  # noqa: PLC0415
        from kim.workbench.targets.figures import Figures  # noqa: PLC0415

        staff_days.listen()
        importing.register(Figures())
