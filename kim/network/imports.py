"""Offers from a list: who offers what to whom, in which language, how long an answer takes."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from kim.network.models import Offer, TargetGroup
from kim.organisation.public import Agency, LegalSphere, LifeArea, Permission, User
from kim.workbench.public import import_kit as kit

FIELDS = (
    "agency", "title", "description", "spheres", "life_areas", "municipalities", "languages", "answer_days", "usual_wait_days",
    "target_groups", "is_free", "cost", "seats", "seats_free", "seats_on", "valid_from", "valid_to", "source", "note",
)  # fmt: skip
_LISTS = ("spheres", "life_areas", "municipalities", "languages")
_PLAIN = (
    "title",
    "description",
    "languages",
    "answer_days",
    "usual_wait_days",
    "cost",
    "seats",
    "seats_free",
    "seats_on",
    "valid_from",
    "valid_to",
    "source",
    "note",
)
Column, readers = kit.Column, kit.readers


class Offers:
    """The target 'offers'."""

    key = "offers"
    label = gettext_lazy("Offers")
    about = gettext_lazy(
        "Courses, consultations and places of the agencies. Offers that are there already are brought up to date."
    )
    permission = Permission.COUNTY_IMPORT
    columns = (
        Column("key", gettext_lazy("Key"), readers.text(80), ("Schlüssel", "Kennung", "ID", "Nummer", "key"),
               hint=gettext_lazy("By it an offer is found again; without one by agency and title.")),
        Column("agency", gettext_lazy("Agency"), readers.text(200),
               ("Stelle", "Träger", "Anbieter", "Einrichtung", "agency", "provider"), required=True,
               hint=gettext_lazy("Its name as in the county’s list of agencies.")),
        Column("title", gettext_lazy("Title"), readers.text(200), ("Titel", "Angebot", "Bezeichnung", "Name", "offer"), required=True),
        Column("description", gettext_lazy("Description"), readers.text(4000, lines=True), ("Beschreibung", "Inhalt")),
        Column("life_areas", gettext_lazy("Life areas"), readers.text(500),
               ("Handlungsfelder", "Handlungsfeld", "Thema", "Themen", "Lebensbereiche")),
        Column("spheres", gettext_lazy("Legal spheres"), readers.text(500), ("Rechtskreise", "Rechtskreis")),
        Column("municipalities", gettext_lazy("Municipalities"), readers.text(2000), ("Gemeinden", "Kommunen", "Orte", "Ort"),
               hint=gettext_lazy("Empty means: the whole county.")),
        Column("languages", gettext_lazy("Languages"), readers.several(kit.language_words), ("Sprachen", "Sprache")),
        Column("answer_days", gettext_lazy("Days until an answer"), readers.number(least=1, most=365, whole=True),
               ("Antwort in Tagen", "Antworttage", "Antwortfrist", "Antwort vereinbart")),
        Column("usual_wait_days", gettext_lazy("Usual wait in days"), readers.number(least=0, most=2000, whole=True),
               ("Wartezeit", "Wartetage", "übliche Wartezeit", "Wartezeit in Tagen")),
        Column("target_groups", gettext_lazy("Target groups"), readers.text(300), ("Zielgruppen", "Zielgruppe", "für wen"),
               hint=gettext_lazy("Empty means: everybody.")),
        Column("cost", gettext_lazy("Cost"), readers.text(120), ("Kosten", "Preis", "Gebühr"),
               hint=gettext_lazy("“free” where it costs nothing, otherwise what it costs.")),
        Column("seats", gettext_lazy("Places"), readers.number(least=0, most=10000, whole=True), ("Plätze", "Platzzahl", "seats")),
        Column("seats_free", gettext_lazy("Places free"), readers.number(least=0, most=10000, whole=True),
               ("freie Plätze", "Plätze frei", "frei")),
        Column("seats_on", gettext_lazy("Places free as of"), readers.day(), ("Stand der Plätze", "Stand")),
        Column("valid_from", gettext_lazy("Valid from"), readers.day(), ("gültig ab", "Beginn", "von", "ab")),
        Column("valid_to", gettext_lazy("Valid to"), readers.day(), ("gültig bis", "Ende", "bis")),
        Column("source", gettext_lazy("Source"), readers.text(500), ("Quelle", "Herkunft")),
        Column("note", gettext_lazy("Note"), readers.text(1000, lines=True), ("Bemerkung", "Anmerkung", "Hinweis")),
    )  # fmt: skip

    def example(self, on: date) -> list[list[str]]:
        """Headings and two rows that fit this county."""
        agencies = [agency.name for agency in Agency.objects.on(on)[:2]] or ["Musterstelle"]
        areas = [area.name_de for area in LifeArea.objects.on(on)[:1]] or [""]
        rows = [
            [f"beispiel-{place}", name, f"Beispielkurs {place}", "Abendkurs mit Kinderbetreuung", areas[0], "", "", "Deutsch, Arabisch",
             "10", "30", "", "kostenfrei", "16", "4", f"15.01.{on.year + 1}", f"01.02.{on.year + 1}", "", "Trägerliste", ""]
            for place, name in enumerate(agencies, start=1)
        ]  # fmt: skip
        return [[str(column.label) for column in self.columns], *rows]

    def check(self, rows: Sequence[Any], *, run: Any, by: User) -> None:
        """Find the agency and what else the row names, and whether the offer is there already."""
        words = _Words()
        earlier = _keys_before(run, rows)
        there = {offer.key: offer for offer in Offer.objects.all()}
        titles = {(offer.agency_id, kit.normalised(offer.title)): offer for offer in there.values()}
        for row in rows:
            words.understand(row)
            if row.state != "faulty":
                _compare(row, there, titles, earlier)

    def apply(self, rows: Sequence[Any], *, run: Any, by: User) -> None:
        """Make and change offers."""
        there = Offer.objects.in_bulk([row.values["there"] for row in rows if row.act == "update"])
        for row in rows:
            known = there.get(row.values.get("there"))
            kit.apply_row(row, lambda row=row: _offer(row.values), known, FIELDS)

    def undo(self, rows: Sequence[Any], *, run: Any, by: User, do: bool) -> kit.Undo:
        """Take offers back, but none that a referral names."""
        return kit.take_back(Offer, rows, FIELDS, do=do)


class _Words:
    """What lists may name, read once for a batch of rows."""

    def __init__(self) -> None:
        self.places = kit.Places()
        self.agencies = {kit.normalised(word): a.pk for a in Agency.objects.all() for word in (a.name, a.key)}
        self.spheres = _labelled(LegalSphere.objects.all())
        self.life_areas = _labelled(LifeArea.objects.all())

    def understand(self, row: Any) -> None:
        """Keys and ids for what is written; what is not known here is a fault at its cell."""
        values = row.values
        write = {name: values[name] for name in _PLAIN if name in values}
        agency = self.agencies.get(kit.normalised(values["agency"]))
        if agency is None:
            kit.fault(row, "agency", _("“%(text)s” is not among the county’s agencies.") % {"text": values["agency"]})
        write["agency"] = agency
        for column, known in (("spheres", self.spheres), ("life_areas", self.life_areas)):
            if column in values:
                write[column] = self._several(row, column, known)
        if "municipalities" in values:
            write["municipalities"] = self._municipalities(row)
        if "target_groups" in values:
            write["target_groups"] = self._several(row, "target_groups", _TARGET_GROUPS)
        if "cost" in values:
            write |= _cost(values["cost"])
        if write.get("valid_from") and write.get("valid_to") and write["valid_to"] < write["valid_from"]:
            kit.fault(row, "valid_to", _("The last day is before the first one."))
        if write.get("seats") is not None and (write.get("seats_free") or 0) > write["seats"]:
            kit.fault(row, "seats_free", _("More places are free than there are."))
        values["write"] = write
        row.summary = f"{values['title']} ({values['agency']})"

    def _several(self, row: Any, column: str, known: dict[str, str]) -> list[str]:
        found = []
        for part in kit.parts_of(row.values[column]):
            key = known.get(kit.normalised(part))
            if key is None:
                kit.fault(row, column, _("“%(text)s” is not known here.") % {"text": part})
            else:
                found.append(key)
        return list(dict.fromkeys(found))

    def _municipalities(self, row: Any) -> list[str]:
        found = []
        for part in kit.parts_of(row.values["municipalities"]):
            if kit.is_whole_county(part):
                return []
            try:
                found.append(self.places.find(part).ags)
            except kit.CellFault as error:
                kit.fault(row, "municipalities", error)
        return list(dict.fromkeys(found))


def _target_groups() -> dict[str, str]:
    """Target groups by key and by their words in both languages."""
    found = {}
    for language in ("en", "de"):
        with override(language):
            found |= {kit.normalised(str(word)): g.value for g in TargetGroup for word in (g.value, g.label)}
    return found


_TARGET_GROUPS = _target_groups()
_FREE = {kit.normalised(word) for word in ("free", "kostenfrei", "kostenlos", "gratis", "0", "0 €", "keine")}


def _cost(text: str) -> dict[str, Any]:
    """Free, or what it costs in words; nobody knows where nothing is written."""
    if kit.normalised(text) in _FREE:
        return {"is_free": True, "cost": ""}
    return {"is_free": False if text else None, "cost": text}


def _labelled(rows: Iterable[Any]) -> dict[str, str]:
    return {kit.normalised(word): each.key for each in rows for word in (each.key, each.name_de, each.name_en)}


def _keys_before(run: Any, rows: Sequence[Any]) -> dict[str, int]:
    """The lines of this file, by the offer they are about, that were checked before these."""
    if not rows:
        return {}
    earlier = run.rows.filter(number__lt=rows[0].number).exclude(state="faulty")
    return dict(earlier.values_list("values__key", "number"))


def _compare(row: Any, there: dict[str, Offer], titles: dict[Any, Offer], earlier: dict[str, int]) -> None:
    values, write = row.values, row.values["write"]
    given = slugify(values.get("key", ""))[:80].strip("-_")
    by_title = titles.get((write["agency"], kit.normalised(write["title"])))
    known = there.get(given) if given else by_title
    values["key"] = (
        known.key
        if known
        else given or slugify(f"{values['agency']} {write['title']}")[:70].strip("-_") or f"offer-{row.number}"
    )
    if values["key"] in earlier:
        kit.fault(row, "title", _("Line %(line)s says the same thing already.") % {"line": earlier[values["key"]]})
        return
    earlier[values["key"]] = row.number
    if known is None:
        if values["key"] in there:  # another title that reads the same as a key
            values["key"] = f"{values['key']}-{row.number}"
        if by_title is not None:
            kit.doubt(row, "title", _("This agency has an offer of this title already, under another key."))
        return
    values["there"] = known.pk
    same = all(kit.stored(known, [name])[name] == value for name, value in write.items())
    row.act = "nothing" if same else "update"
    if row.state == "new":
        row.state = "same" if same else "change"


def _offer(values: dict[str, Any]) -> Offer:
    write = dict(values["write"])
    return Offer(key=values["key"], agency_id=write.pop("agency"), **write)
