from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "kim.workbench"
    label = "workbench"
