"""The data table in the gallery: tools, kept views, sorting, a ticked row, groups, a view with something left out."""

from typing import Any

from django.utils.translation import gettext


def sample() -> dict[str, Any]:
    """Heads, rows and kept views as the templates of a list draw them."""
    return {
        "tables_heads": [
            {"label": gettext("Person"), "sort": "ascending", "number": False},
            {"label": gettext("Place"), "sort": "", "number": False},
            {"label": gettext("Due"), "sort": "", "number": False},
            {"label": gettext("Contact"), "sort": "", "number": True},
        ],
        "tables_rows": [
            {"group": gettext("Overdue"), "cells": ["Gebremedhin, Tesfay", "Grevenbroich", "19.11.2026"], "days": 9, "on": False},
            {"group": gettext("Today"), "cells": ["Haddad, Samar", "Grevenbroich", gettext("today")], "days": 7, "on": True},
            {"group": "", "cells": ["Aydın, Selin", "Jüchen", gettext("today")], "days": 4, "on": False},
        ],
        "tables_kept": [
            {"name": gettext("30 days without contact"), "on": True}, {"name": gettext("Jüchen, to be reviewed"), "on": False},
        ],
    }  # fmt: skip
