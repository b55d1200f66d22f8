"""Municipalities as lists name them: by name, by code, by official key with or without its leading zero."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from kim.organisation.public import Municipality
from kim.sheets import cells
from kim.workbench.importing import CellFault, normalised

_WHOLE_COUNTY = {"kreis", "kreisweit", "gesamt", "insgesamt", "county", "landkreis", "alle", "kreisgesamt"}


class Places:
    """The county's municipalities, read once for a batch of rows."""

    def __init__(self, rows: Iterable[Municipality] | None = None) -> None:
        self.by_word: dict[str, Municipality] = {}
        for place in rows if rows is not None else Municipality.objects.all():
            for word in (place.name, place.name.split(",")[0], place.code, place.ags):
                self.by_word.setdefault(normalised(word), place)

    def find(self, written: str) -> Municipality:
        """The municipality that is meant; CellFault names what is not one of this county."""
        key = cells.as_key(written, 8)
        place = self.by_word.get(key) or self.by_word.get(normalised(_plain(written)))
        if place is None:
            raise CellFault(
                _("“%(text)s” is no municipality of this county. Write its name or its official key.")
                % {"text": written}
            )
        return place


def is_whole_county(written: str) -> bool:
    """Whether a list means the county as a whole."""
    return normalised(written) in _WHOLE_COUNTY


def _plain(written: str) -> str:
    """'Stadt Neuss' and 'Neuss, Stadt' are Neuss."""
    text = written.split(",", maxsplit=1)[0].strip()
    for title in ("Stadt ", "Gemeinde ", "Kreisstadt "):
        text = text.removeprefix(title)
    return text
