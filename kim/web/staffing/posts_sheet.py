"""The vacant times of a year as a sheet, in German: it goes to the grant authority."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from kim.sheets.writing import About, Head, Value
from kim.staffing.public import posts


def vacancies(gaps: Iterable[posts.Gap], year: int) -> tuple[list[Head], list[list[Value]], About]:
    """Heads, rows, and what the file says about itself."""
    with override("de"):
        heads = [
            Head(_("Block"), 10), Head(pgettext("post", "Post"), 44), Head(_("Vacant from"), 14), Head(_("Vacant until"), 14),
            Head(_("Share"), 10), Head(_("Person-months"), 16), Head(_("Search for somebody"), 22), Head(_("Filled from"), 14),
        ]  # fmt: skip
        about = About(
            title=_("Vacant posts %(year)s") % {"year": year}, about_title=_("About"),
            lines=[
                (_("As of"), f"{timezone.localdate():%d.%m.%Y}"),
                (_("Person-months"), _("Share times months; of a month that is not whole, its days divided by all days of it.")),
            ],
        )  # fmt: skip
        return heads, list(_rows(gaps)), about


def _rows(gaps: Iterable[posts.Gap]) -> Iterator[list[Value]]:
    for gap in gaps:
        search = gap.recruitment
        yield [
            gap.post.block, gap.post.title, gap.vacancy.start, gap.vacancy.end, gap.vacancy.fte, round(float(gap.months), 4),
            str(search.get_state_display()) if search else "", search.filled_from if search else None,
        ]  # fmt: skip
