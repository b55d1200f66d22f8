"""Every stored field is sorted: what may stay as it is, what is made pseudonymous, what is erased, at the end of retention."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

# Tables of libraries, sorted here because they cannot say it themselves: (what for, about whom).
THIRD_PARTY: dict[str, str] = {
    "account.emailaddress": "sign-in addresses of staff",
    "account.emailconfirmation": "sign-in addresses of staff",
    "auth.group": "unused, no rows",
    "auth.group_permissions": "unused, no rows",
    "auth.permission": "names of rights, no people",
    "contenttypes.contenttype": "names of tables, no people",
    "sessions.session": "sessions of staff, gone after the idle time",
    "procrastinate.procrastinatejob": "jobs: ids only, no names",
    "procrastinate.procrastinateevent": "jobs: ids only, no names",
    "procrastinate.procrastinateworker": "workers, no people",
    "procrastinate.procrastinateperiodicdefer": "jobs: ids only, no names",
}
CLASSES = ("clear", "pseudonymise", "erase")


def unsorted_fields() -> Iterator[str]:
    """`label.field` for every field of a model that its Privacy class leaves out, names twice, or that does not exist."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_config.name.startswith("kim."):
            # A table that only joins two others is sorted with the field that makes it.
            yield from () if model._meta.auto_created else _faults(model)
        elif model._meta.label_lower not in THIRD_PARTY:
            yield f"{model._meta.label_lower}: not in THIRD_PARTY"


def _faults(model: type[models.Model]) -> Iterator[str]:
    sorted_names = [name for kind in CLASSES for name in getattr(getattr(model, "Privacy", None), kind, ())]
    names = {field.name for field in (*model._meta.local_fields, *model._meta.local_many_to_many)}
    for name in names ^ set(sorted_names):
        yield f"{model._meta.label_lower}.{name}"
    for name in {name for name in sorted_names if sorted_names.count(name) > 1}:
        yield f"{model._meta.label_lower}.{name} twice"
