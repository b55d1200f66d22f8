"""Municipalities for which nobody is responsible, or more than one post."""

from django.utils import timezone
from django.utils.translation import gettext as _

from kim.organisation.public import catchments, loading


def area_problems(kind: loading.Kind | None) -> dict[str, str]:
    """Municipalities nobody or more than one post is responsible for, today or from a coming change on."""
    if kind is None or kind.name not in ("catchment", "holder", "post", "municipality"):
        return {}
    today = timezone.localdate()
    found: dict[str, str] = {}
    for on in sorted({today, *(change.on for change in catchments.coming_changes(today))})[:12]:
        values = {"day": f"{on:%d.%m.%Y}"}
        for covered in catchments.coverage(on):
            values["place"] = str(covered.municipality)
            if covered.is_gap:
                found.setdefault(
                    f"gap {values['place']}", _("From %(day)s on nobody is responsible for %(place)s.") % values
                )
            elif covered.is_shared:
                text = _("From %(day)s on more than one post is responsible for %(place)s.")
                found.setdefault(f"shared {values['place']}", text % values)
    return found
