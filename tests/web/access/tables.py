"""Who may what with what every list has: its file, its columns, its views, acts on many rows."""

from django.urls import reverse

from tests import factories

# The list of cases stands for all: case managers and leads have it.
LIST = {"case_manager": 200, "colleague": 200, "foreign": 200, "lead": 200, "administrator": 403, "stranger": 403}
ACT = LIST | dict.fromkeys(("case_manager", "colleague", "foreign", "lead"), 302)
# A view of Anna's, shared with team A.
SHARED = LIST | {"case_manager": 200, "colleague": 302, "foreign": 404, "lead": 302}
SHARED_ACT = ACT | {"foreign": 404}
# Anna, who comes first, deletes it; for the others it is gone then. That only its owner may: test_tables.py.
DELETED = SHARED_ACT | {"colleague": 404, "lead": 404}


def of_list(name, *more, query=""):
    return lambda world: reverse(f"tables:{name}", args=["faelle", *more]) + query


def of_view(name):
    def address(world):
        view = factories.saved_view(world.anna, shared_with=world.team_a)
        return reverse(f"tables:{name}", args=["faelle", view.pk])

    return address


def file_of_a_case(world):
    factories.case(world.anna)
    factories.case(world.cem)
    return reverse("tables:file", args=["faelle", "csv"]) + "?view=team"


WHO_MAY = {
    "tables:file": ("get", file_of_a_case, LIST | {"case_manager": 403, "colleague": 403, "foreign": 403}),
    "tables:columns": ("post", of_list("columns"), ACT),
    "tables:keep": ("get", of_list("keep"), LIST),
    "tables:views": ("get", of_list("views"), LIST),
    "tables:view_edit": ("get", of_view("view_edit"), SHARED),
    "tables:view_delete": ("post", of_view("view_delete"), DELETED),
    "tables:view_open_with": ("post", of_view("view_open_with"), SHARED_ACT),
    "tables:bulk": ("get", of_list("bulk", "uebergeben"), ACT),
}
