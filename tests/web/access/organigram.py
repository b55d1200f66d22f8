"""Who may see the organisation chart: everybody with a role that reads the county."""

from django.urls import reverse

READERS = {
    "case_manager": 200, "colleague": 200, "foreign": 200, "lead": 200, "administrator": 200, "coordinator": 200,
    "assistant": 200, "ki_head": 200, "data_protection_officer": 200, "stranger": 403,
}  # fmt: skip

WHO_MAY = {"organigram:chart": ("get", lambda world: reverse("organigram:chart"), READERS)}
