"""Who may import what. An import belongs to whoever uploaded it: the table's is the administrator's, a list of people."""

from django.urls import reverse

from kim.organisation.models import User
from tests.workbench.importing import checked, csv_of

MAY = {
    "case_manager": 403, "colleague": 403, "foreign": 403, "stranger": 403, "ki_head": 403, "data_protection_officer": 403,
    "lead": 200, "administrator": 200, "coordinator": 200, "assistant": 200,
}  # fmt: skip
OWN = dict.fromkeys(MAY, 404) | {"administrator": 200}
ACT = OWN | {"administrator": 302}
PEOPLE = dict.fromkeys(MAY, 403) | {"lead": 200, "administrator": 200}


def _run(name):
    def address(world):
        admin = User.objects.get(pk=world.admin.pk)
        run = checked(admin, "people", csv_of(["Nachname", "Gemeinde"], ["Muster", "Grevenbroich"], ["", "Neuss"]))
        return reverse(f"imports:{name}", args=[run.pk])

    return address


WHO_MAY = {
    "imports:list": ("get", lambda w: reverse("imports:list"), MAY),
    "imports:new": ("get", lambda w: reverse("imports:new"), MAY),
    "imports:example": ("get", lambda w: reverse("imports:example", args=["people"]), PEOPLE),
    "imports:detail": ("get", _run("detail"), OWN),
    "imports:columns": ("get", _run("columns"), OWN),
    "imports:rows": ("post", _run("rows"), ACT),
    "imports:faulty": ("get", _run("faulty"), OWN),
    "imports:confirm": ("get", _run("confirm"), OWN),
    "imports:undo": ("get", _run("undo"), ACT),
    "imports:discard": ("post", _run("discard"), ACT),
}
