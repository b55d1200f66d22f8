from django.apps import AppConfig


class StaffingConfig(AppConfig):
    name = "kim.staffing"
    label = "staffing"
