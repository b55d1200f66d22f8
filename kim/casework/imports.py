"""People from a list: each row becomes a person with a case in the first phase, with whoever is responsible for the place.

The importer sees no case afterwards. Writing, asking for duplicates and taking back are named functions in the database.
"""

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import islice, product
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kim.casework import names
from kim.casework.import_staff import Staff
from kim.casework.models import Person
from kim.casework.models.answers import Given, YesNo
from kim.organisation.public import County, Municipality, Permission, User
from kim.sheets import cells
from kim.workbench.public import import_kit as kit

Column, readers = kit.Column, kit.readers
MOST_READINGS = 8
_BIRTH = re.compile(r"(?:(?:(\d{1,2})[./])?(\d{1,2})[./])?(\d{4})|(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)


def birth(cell: Any) -> Any:
    """As much as is known: 14.03.1994, 03.1994, 1994, a date of the spreadsheet; a number that may mean a day is to be looked at."""
    if isinstance(cell, cells.Broken):
        return readers.text(20)(cell)
    if isinstance(cell, date):
        return _born(cell.year, cell.month, cell.day, cells.as_text(cell))
    if (meant := cells.serial_day(cell)) is not None:
        text = _("The number %(number)s is read as the day %(day)s.") % {"number": cell, "day": f"{meant:%d.%m.%Y}"}
        return kit.Doubt(_born(meant.year, meant.month, meant.day, cells.as_text(meant)), text)
    written = cells.as_text(cell)
    match = _BIRTH.fullmatch(re.sub(r"\s", "", written))
    if not match:
        raise kit.CellFault(
            _("“%(text)s” is no date of birth. Write it like this: 14.03.1994, 03.1994 or 1994") % {"text": written}
        )
    day, month, year = match.groups()[:3] if match[3] else (match[6], match[5], match[4])
    # 00.00.1990 is how registers write what they do not know.
    return _born(int(year), int(month or 0) or None, int(day or 0) or None, written)


def _born(year: int, month: int | None, day: int | None, written: str) -> dict[str, int | None]:
    try:
        born = date(year, month or 1, (day if month else None) or 1)
    except ValueError as error:
        raise kit.CellFault(_("There is no “%(text)s”.") % {"text": written}) from error
    if year < 1900:
        raise kit.CellFault(_("This day is before 1900. Check the year."))
    if born > timezone.localdate():
        raise kit.CellFault(_("This day is in the future. Check the year."))
    return {"year": year, "month": month, "day": day if month else None}


def _yes_no() -> dict[str, str]:
    yes = dict.fromkeys(("ja", "j", "x", "yes", "y", "1", "wahr", "true"), YesNo.YES.value)
    no = dict.fromkeys(("nein", "n", "no", "0", "falsch", "false"), YesNo.NO.value)
    return (
        yes
        | no
        | {"unbekannt": YesNo.NOT_KNOWN.value, "nicht bekannt": YesNo.NOT_KNOWN.value, "?": YesNo.NOT_KNOWN.value}
    )


class People:
    """The target 'people'."""

    key = "people"
    label = gettext_lazy("People")
    about = gettext_lazy(
        "Each row becomes a person with a case in the first phase. The case goes to the case manager named in the row, else to"
        " whoever is responsible for the municipality. Addresses are not imported."
    )
    permission = Permission.PEOPLE_IMPORT
    columns = (
        Column("family_name", gettext_lazy("Family name"), readers.text(120),
               ("Nachname", "Familienname", "Name", "Surname"), required=True),
        Column("given_name", gettext_lazy("Given name"), readers.text(120), ("Vorname", "Vornamen", "Rufname", "First name")),
        Column("name_original", gettext_lazy("Name in original script"), readers.text(200),
               ("Name in Originalschrift", "Originalschrift", "Name original")),
        Column("birth", gettext_lazy("Date of birth"), birth,
               ("Geburtsdatum", "Geb.-Datum", "Geboren", "geb. am", "Geburtstag", "Geburtsjahr"),
               hint=gettext_lazy("As much as is known: 14.03.1994, 03.1994 or 1994")),
        Column("languages", gettext_lazy("Languages"), readers.several(kit.language_words), ("Sprachen", "Sprache", "Muttersprache")),
        Column("interpreter", gettext_lazy("Interpreter needed"), readers.choice(_yes_no),
               ("Dolmetschen", "Dolmetscher", "Sprachmittlung", "Dolmetschbedarf"), hint=gettext_lazy("yes or no")),
        Column("nationalities", gettext_lazy("Nationality"), readers.several(kit.nationality_words),
               ("Staatsangehörigkeit", "Staatsangehörigkeiten", "Nationalität", "Staatsangeh.", "Herkunftsland")),
        Column("municipality", gettext_lazy("Municipality"), readers.text(200),
               ("Gemeinde", "Kommune", "Wohnort", "Ort", "Stadt", "AGS", "Gemeindeschlüssel"), required=True,
               hint=gettext_lazy("Name, code or official key")),
        Column("phone", gettext_lazy("Telephone"), readers.text(60), ("Telefon", "Telefonnummer", "Tel.", "Handy", "Mobil", "Rufnummer")),
        Column("case_manager", gettext_lazy("Case manager"), readers.text(120),
               ("Case Manager", "Case Managerin", "Fallmanager", "zuständig", "Zuständige Person", "CM")),
        Column("opened_on", gettext_lazy("Opened on"), readers.day(past=True),
               ("Eröffnet am", "Fallbeginn", "Beginn", "Aufnahme", "Aufnahme am")),
        Column("note", gettext_lazy("Where the data come from"), readers.text(250),
               ("Herkunft", "Herkunft der Angaben", "Quelle", "Hinweis", "Bemerkung")),
    )  # fmt: skip

    def example(self, on: date) -> list[list[str]]:
        """Headings and three invented people of this county."""
        places = [place.name for place in Municipality.objects.all()[:3]] or ["Musterstadt"]
        rows = [
            ["Muster", "Amina", "", "14.03.1994", "Arabisch, Deutsch", "ja", "Syrien", places[0], "02181 0000", "", "", "Liste 2026"],
            ["Beispiel", "Olena", "Олена Бейспіль", "03.1988", "Ukrainisch", "nein", "Ukraine", places[-1], "", "", "", "Liste 2026"],
            ["Vorlage", "Yonas", "", "1979", "Tigrinya", "ja", "Eritrea", places[0], "", "", f"{on:%d.%m.%Y}", "Liste 2026"],
        ]  # fmt: skip
        return [[str(column.label) for column in self.columns], *rows]

    def check(self, rows: Sequence[kit.ImportRow], *, run: kit.ImportRun, by: User) -> None:
        """Find place and case manager, and whether the person is in the file twice or may have a case already."""
        staff = Staff(timezone.localdate(), before=run.done)
        for row in rows:
            staff.understand(row)
        sound = [row for row in rows if row.state != kit.RowState.FAULTY]
        _twice_in_the_file(run, sound)
        _may_have_a_case(sound)

    def apply(self, rows: Sequence[kit.ImportRow], *, run: kit.ImportRun, by: User) -> None:
        """Make persons and cases, out of one's own sight."""
        today = timezone.localdate()
        codes = dict(Municipality.objects.values_list("pk", "code"))
        county = County.objects.first()
        pattern = county.reference_pattern if county else "{code}-{yy}-{n}"
        written = [_as_stored(row, codes, pattern, today, run) for row in rows]
        with connection.cursor() as cursor:
            cursor.execute(
                "select number, case_id from kim_import_people(%s, %s::jsonb, %s)", [run.pk, json.dumps(written), today]
            )
            made = dict(cursor.fetchall())
        for row in rows:
            row.made_id = made[row.number]

    def undo(self, rows: Sequence[kit.ImportRow], *, run: kit.ImportRun, by: User, do: bool) -> kit.Undo:
        """Take back the cases that nobody has worked with since."""
        call = "select kim_undo_people(%s, %s)" if do else "select kim_untouched_imports(%s, %s)"
        with connection.cursor() as cursor:
            cursor.execute(call, [run.pk, [row.made_id for row in rows]])
            gone = set(cursor.fetchone()[0])
        undo = kit.Undo(back=[row for row in rows if row.made_id in gone])
        undo.kept = [
            kit.Kept(row.number, _("somebody has worked in this case since")) for row in rows if row.made_id not in gone
        ]
        return undo


def _twice_in_the_file(run: kit.ImportRun, rows: Sequence[kit.ImportRow]) -> None:
    if not rows:
        return
    keys = [row.values["key"] for row in rows]
    earlier = run.rows.filter(number__lt=rows[0].number, values__key__in=keys).values_list("values__key", "number")
    known: dict[str, int] = dict(earlier)
    for row in rows:
        key = row.values["key"]
        if key in known:
            kit.doubt(row, "family_name", _("Line %(line)s names the same person.") % {"line": known[key]})
        known.setdefault(key, row.number)


def _may_have_a_case(rows: Sequence[kit.ImportRow]) -> None:
    """One question for the whole batch: which rows may be about somebody who has a case."""
    asked = [
        {"number": row.number, "year": (row.values.get("birth") or {}).get("year"), "readings": readings}
        for row in rows
        if (readings := _readings(row.values))
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "select number, responsible_id, opened_on, is_open from kim_import_candidates(%s::jsonb)",
            [json.dumps(asked)],
        )
        found = defaultdict(list)
        for number, *candidate in cursor.fetchall():
            found[number].append(candidate)
    people = User.objects.in_bulk({candidate[0] for several in found.values() for candidate in several})
    for row in rows:
        for responsible, opened, is_open in found[row.number]:
            said = {"who": people[responsible], "day": f"{opened:%d.%m.%Y}"}
            text = _("May have a case already: open since %(day)s, %(who)s is responsible.") if is_open else _(
                "May have had a case: opened on %(day)s, closed by now, %(who)s was responsible.")  # fmt: skip
            kit.doubt(row, "family_name", text % said)


def _readings(values: dict[str, Any]) -> list[list[str]]:
    """The sounds of given and family name in each way they can be read; one word alone is no hint."""
    sets = [each for each in names.key_sets(f"{values.get('given_name', '')} {values['family_name']}") if each]
    return [list(keys) for keys in islice(product(*sets), MOST_READINGS)] if len(sets) > 1 else []


def _as_stored(
    row: kit.ImportRow, codes: dict[int, str], pattern: str, today: date, run: kit.ImportRun
) -> dict[str, Any]:
    """The row as the function in the database takes it."""
    values, born = row.values, row.values.get("birth") or {}
    person = Person(**{part: values.get(part, "") for part in ("given_name", "family_name", "name_original")})
    person.index_name()
    opened = date.fromisoformat(values.get("opened_on") or today.isoformat())
    code = codes[values["place"]]
    origin = (
        _("Imported from a list: %(note)s") % {"note": values["note"]}
        if values.get("note")
        else _("Imported from a list")
    )
    return {
        "number": row.number, "given_name": person.given_name, "family_name": person.family_name,
        "name_original": person.name_original, "sort_key": person.sort_key, "search_text": person.search_text,
        "search_keys": person.search_keys, "birth_given": Given.GIVEN if born else Given.NOT_ASKED,
        "birth_year": born.get("year"), "birth_month": born.get("month"), "birth_day": born.get("day"),
        "municipality": values["place"], "code": code, "user": values["user"], "unit": values["unit"],
        "opened_on": opened.isoformat(), "reason": origin,
        "reference": pattern.format(code=code, yy=f"{opened:%y}", yyyy=f"{opened:%Y}", n="{n}"),
        "languages": values.get("languages", []), "nationalities": values.get("nationalities", []),
        "interpreter": values.get("interpreter", YesNo.NOT_ASKED.value), "phone": values.get("phone", ""),
    }  # fmt: skip
