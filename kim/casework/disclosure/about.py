"""Who the person is, as the file says it: head, languages, ways, homes, household, papers, spheres, the enquiry."""

from collections.abc import Iterator
from typing import Any

from babel import Locale
from django.db.models import Q

from kim.casework.case_paper import Section, person
from kim.casework.disclosure.rows import areas, facts, listed, on, span, words
from kim.casework.models import Attempt, Case, Enquiry, Given, HouseholdMember, Triage


def sections(case: Case) -> Iterator[Section]:
    """All about the person themselves."""
    yield _head(case)
    yield _profile(case)
    yield _ways(case)
    yield _homes(case)
    yield _household(case)
    yield _papers(case)
    yield _spheres(case)
    yield from _enquiry(case)


def _head(case: Case) -> Section:
    known = person(case)
    protected = "ja" if case.person.is_protected else "nein"
    more = (
        ("Geschlecht", case.person.get_sex_display()), ("Name und Anschrift geschützt", protected),
        ("In KIM seit", on(case.person.registered_at)),
    )  # fmt: skip
    return facts("Person", [*((row[0], row[1]) for row in known.rows), *more])


def _profile(case: Case) -> Section:
    """Languages, reading, where from."""
    profile = getattr(case, "profile", None)
    if profile is None:
        return facts("Sprache und Herkunft", [])
    levels = [f"{_language(code)} ({dict(profile._meta.get_field('language_levels').base_field.choices)[level]})"
              for code, level in profile.spoken]  # fmt: skip
    countries = ", ".join(_country(code) for code in profile.nationalities)
    return facts("Sprache und Herkunft", [
        ("Sprachen", ", ".join(levels) or profile.get_languages_given_display()),
        ("Lesen", profile.get_reading_display()),
        ("Schriften", ", ".join(str(label) for key, label in _scripts(profile) if key in profile.scripts)),
        ("Deutsch", profile.get_german_level_display()),
        ("Dolmetschen nötig", words(profile.get_interpreter_display(), _language(profile.interpreter_language), between=", ")),
        ("Wer dolmetschen soll", profile.get_interpreter_sex_display()),
        ("Staatsangehörigkeit", countries or profile.get_nationalities_given_display()),
        ("Eingereist am", on(profile.entered_on) or Given(profile.entered_given).label),
        ("Sicher zu erreichen", profile.safe_contact),
    ])  # fmt: skip


def _scripts(profile: Any) -> list[tuple[str, Any]]:
    return list(profile._meta.get_field("scripts").base_field.choices)


def _language(code: str) -> str:
    names = Locale.parse("de").languages
    return str(names.get(code) or {"kmr": "Kurmandschi"}.get(code, code)) if code else ""


def _country(code: str) -> str:
    from babel.core import get_global  # noqa: PLC0415

    special = {"XXA": "staatenlos", "XXX": "ungeklärt"}
    alias = get_global("territory_aliases").get(code, [code])
    return special.get(code) or str(Locale.parse("de").territories.get(alias[0], code))


def _ways(case: Case) -> Section:
    rows = [
        (way.get_kind_display(), way.value, words("zuerst so" if way.is_preferred else "", way.at, way.note),
         f"sicher: {way.get_safe_display()}")
        for way in case.ways.all()
    ]  # fmt: skip
    columns = {"Weg": 1.2, "Nummer oder Anschrift": 2, "Hinweis": 2, "Sicherheit": 1.3}
    return listed("Wie Sie zu erreichen sind", columns, rows, "Nichts eingetragen.")


def _homes(case: Case) -> Section:
    rows = [
        (words(home.street, home.town, between=", "), home.get_accommodation_display(),
         words("heute" if home.is_current else "früher", span(home.from_on, home.to_on), between=", "),
         "geschützt" if home.is_protected else "")
        for home in case.addresses.select_related("municipality")
    ]  # fmt: skip
    columns = {"Anschrift": 3, "Unterkunft": 2, "Zeit": 2, "Schutz": 1}
    return listed("Wo Sie wohnen und wohnten", columns, rows, "Nichts eingetragen.")


def _household(case: Case) -> Section:
    """The others by name and relation; a protected one is not named, and what was noted about them stays theirs."""
    members = HouseholdMember.objects.filter(case=case).select_related("person")
    rows = [
        (str(row.person) if not row.person.is_protected else "nicht genannt (geschützt)", row.get_relation_display(),
         row.get_lives_display())
        for row in members
    ]  # fmt: skip
    return listed("Haushalt und Familie", {"Name": 2, "Beziehung": 1.5, "Lebt": 1.5}, rows, "Niemand eingetragen.")


def _papers(case: Case) -> Section:
    rows = [
        (words(row.get_group_display(), row.title, between=": "), span(row.valid_from, row.valid_until),
         words(row.title_reason, f"zugestimmt am {on(row.title_agreed_on)}" if row.title_agreed_on else ""),
         words("heute" if row.is_current else "früher",
               f"Verlängerung beantragt am {on(row.extension_applied_on)}" if row.extension_applied_on else "",
               f"Fiktionsbescheinigung bis {on(row.fiction_until)}" if row.fiction_until else ""))
        for row in case.documents_of_residence.all()
    ]  # fmt: skip
    columns = {"Aufenthalt": 3, "Gültig": 2, "Warum genau eingetragen": 2.4, "Stand": 1}
    return listed("Aufenthalt", columns, rows, "Nichts eingetragen.")


def _spheres(case: Case) -> Section:
    rows = [
        (str(row.from_sphere or "–"), str(row.to_sphere or "–"), _days_of(row), row.note)
        for row in case.sphere_changes.select_related("from_sphere", "to_sphere")
    ]  # fmt: skip
    columns = {"Von": 2, "Nach": 2, "Tage": 2.2, "Notiz": 2}
    return listed("Rechtskreise", columns, rows, "Kein Wechsel eingetragen.")


def _days_of(row: Any) -> str:
    """What of the change is planned or known."""
    days = (("geplant für den", row.planned_on), ("dort bis", row.ended_on), ("hier seit", row.happened_on))
    return words(*(f"{what} {on(day)}" for what, day in days if day), between=", ")


def _enquiry(case: Case) -> Iterator[Section]:
    """How the person came here and what was decided about it."""
    row = Enquiry.objects.filter(case=case).select_related("channel", "referrer", "municipality", "life_area").first()
    if row is None:
        return
    yield facts("Anfrage", [
        ("Eingegangen am", on(row.received_on)), ("Weg", row.channel), ("Kam über", words(row.referrer, row.referrer_note)),
        ("Name", f"{row.given_name} {row.family_name}".strip()), ("Sprache", _language(row.language)),
        ("Anliegen", words(row.matter, row.description)), ("Lebensbereich", row.life_area),
        ("Dringlichkeit", row.get_urgency_display()), ("Gemeinde", row.municipality), ("Antwort", row.answer), *row.told,
    ])  # fmt: skip
    for triage in Triage.objects.filter(enquiry=row).select_related("decided_by", "referred_to", "other_agency"):
        yield _triage(triage)
    for again in row.taken_up.select_related("taken_up_by"):
        yield facts(f"Anfrage wieder aufgenommen am {on(again.taken_up_at)}", [
            ("Grund", again.reason), ("Frühere Antwort", again.answer), ("Von", again.taken_up_by),
        ])  # fmt: skip


def _triage(row: Triage) -> Section:
    """What the target-group rule was asked, and what a person decided."""
    return facts(f"Entscheidung über die Anfrage vom {on(row.decided_on)}", [
        ("Ergebnis", row.get_result_display()), ("Grund", row.reason), ("Entschieden von", row.decided_by),
        ("Geflüchtet oder neu zugewandert", row.get_refugee_or_newcomer_display()),
        ("Kind von jemandem aus der Zielgruppe", row.get_child_of_target_group_display()),
        ("Gruppe", row.get_status_group_display()), ("Jahre in Deutschland", row.years_in_germany),
        ("Jahre im Kreis", row.years_in_county),
        ("Andere Stelle führt den Fall", words(row.get_other_case_management_display(), row.other_agency, on(row.other_since))),
        ("Weiterverwiesen an", row.referred_to),
    ])  # fmt: skip


def attempts(case: Case) -> Section:
    """Who tried to reach the person, before and in the case."""
    about_them = Q(case=case) | Q(enquiry__isnull=False, enquiry=case.enquiry_id)
    found = Attempt.objects.filter(about_them).select_related("recorded_by").order_by("made_on", "pk")
    rows = [
        (on(row.made_on), row.get_way_display(), words(row.get_result_display(), row.note), row.recorded_by)
        for row in found
    ]
    columns = {"Tag": 1.2, "Weg": 1.8, "Was daraus wurde": 4, "Von": 1.6}
    return listed("Versuche, Sie zu erreichen", columns, rows, "Keine.")


def network(case: Case) -> Section:
    """Who helps; what was noted about a helper stays out."""
    rows = [
        (row.name, row.get_kind_display(), row.get_tie_display(), areas(row.life_areas), span(row.recorded_on, row.ended_on))
        for row in case.helpers.all()
    ]  # fmt: skip
    columns = {"Wer": 2, "Art": 1.6, "Beziehung": 1.6, "Wobei": 2, "Eingetragen": 1.6}
    return listed("Wer hilft", columns, rows, "Niemand eingetragen.")
