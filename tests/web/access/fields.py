"""Fields ask for the holidays; whoever is signed in may."""

from django.urls import reverse

WHO_MAY = {
    "holidays": (
        "get", lambda world: reverse("holidays"),
        {"case_manager": 200, "colleague": 200, "foreign": 200, "lead": 200, "administrator": 200, "stranger": 200},
    ),
}  # fmt: skip
