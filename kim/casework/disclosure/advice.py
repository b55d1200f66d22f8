"""What was talked about, found, agreed and done: first advice, assessments, goals, agreements, reviews, contacts."""

from collections.abc import Iterator
from typing import Any

from kim.casework.case_paper import Section
from kim.casework.disclosure.about import attempts, network
from kim.casework.disclosure.rows import areas, facts, listed, on, words
from kim.casework.models import Case, ContactVersion, MeasureState, Person


def sections(case: Case) -> Iterator[Section]:
    """All about advice and plan."""
    if first := getattr(case, "first_advice", None):
        yield _first_advice(first)
    for assessment in case.assessments.select_related("recorded_by").prefetch_related("items__life_area"):
        yield from _assessment(assessment)
    yield network(case)
    yield _goals(case)
    yield _steps(case)
    yield _agreements(case)
    yield _reviews(case)
    yield _contacts(case)
    yield from _earlier(case)
    yield attempts(case)
    yield _follow_ups(case)


def _first_advice(row: Any) -> Section:
    return facts("Erstberatung", [
        ("Tag", on(row.held_on)), ("Was gefragt wurde", row.question), ("Was geraten wurde", row.advice),
        ("Angesehene Papiere", row.papers), ("Was danach kommt", row.next_steps),
        ("Informationsblatt erhalten", row.get_sheet_given_display()), ("Mit der Beratung einverstanden", row.get_agreed_display()),
        ("Eingetragen von", row.recorded_by),
    ])  # fmt: skip


def _assessment(row: Any) -> Iterator[Section]:
    state = f"abgeschlossen am {on(row.completed_on)}" if row.completed_on else "noch nicht abgeschlossen"
    said = [f"{row.recorded_by}, {state}.", f"Stärken: {row.resources}" if row.resources else ""]
    if row.reopened_on:
        said.append(f"Am {on(row.reopened_on)} wieder geöffnet: {row.reopening_reason}")
    yield Section(f"Bestandsaufnahme {row.number} vom {on(row.held_on)}", text=words(*said, between="\n\n"))
    rows = [
        (item.life_area, item.get_need_display(), item.get_own_view_display(), item.get_pressing_display(),
         words(item.situation, f"Stärken: {item.resources}" if item.resources else "", between="\n"))
        for item in row.items.all()
    ]  # fmt: skip
    columns = {"Lebensbereich": 1.6, "Bedarf": 1.1, "Eigene Sicht": 1.1, "Wie eilig": 1.2, "Lage": 4}
    yield listed(f"Bestandsaufnahme {row.number}: Lebensbereiche", columns, rows, "Nichts eingetragen.")


def _goals(case: Case) -> Section:
    rows = [
        (f"»{goal.own_words}«", words(goal.life_area, goal.indicator), words(on(goal.agreed_on), on(goal.target_on), between=" bis "),
         words(goal.get_state_display(), on(goal.ended_on), goal.result))
        for goal in case.goals.select_related("life_area")
    ]  # fmt: skip
    columns = {"Ziel": 3, "Woran zu merken": 2, "Vereinbart, bis": 1.6, "Stand": 1.8}
    return listed("Ziele", columns, rows, "Kein Ziel eingetragen.")


def _steps(case: Case) -> Section:
    rows = [
        (step.text, step.agency or step.get_who_display(), on(step.due_on),
         words(MeasureState(step.state).label, on(step.ended_on)), f"»{goal.own_words}«")
        for goal in case.goals.prefetch_related("measures__agency")
        for step in goal.measures.all()
    ]  # fmt: skip
    columns = {"Schritt": 3, "Wer": 1.4, "Bis": 1.2, "Stand": 1.4, "Ziel": 2}
    return listed("Schritte", columns, rows, "Kein Schritt eingetragen.")


def _agreements(case: Case) -> Section:
    rows = []
    for row in case.agreements.select_related("recorded_by").prefetch_related("signatures").defer("snapshot"):
        signed = [f"{each.name} am {on(each.signed_on)}, {each.get_form_display()}" for each in row.signatures.all()]
        rows.append(
            (f"Fassung {row.version}", on(row.agreed_on), words(*signed) or "nicht unterschrieben", row.recorded_by)
        )
    columns = {"Fassung": 1, "Vereinbart": 1.2, "Unterschriften": 4, "Eingetragen von": 1.6}
    return listed("Zielvereinbarungen", columns, rows, "Keine Zielvereinbarung.")


def _reviews(case: Case) -> Section:
    rows = []
    for row in case.reviews.select_related("recorded_by").prefetch_related("goals__goal"):
        looked = [
            f"»{each.goal.own_words}«: {each.get_course_display()} {each.words}".strip() for each in row.goals.all()
        ]
        together = "gemeinsam" if row.with_person else "ohne Sie"
        rows.append((on(row.held_on or row.planned_on), words(row.get_state_display(), together, between=", "),
                     words(row.focus, row.summary, *looked, between="\n"), row.recorded_by))  # fmt: skip
    columns = {"Tag": 1.2, "Stand": 1.5, "Inhalt": 4, "Von": 1.4}
    return listed("Überprüfungen", columns, rows, "Keine Überprüfung.")


def _contacts(case: Case) -> Section:
    """Every contact in its words; confidential ones stand further down."""
    found = case.contacts.filter(confidential=False).select_related("recorded_by").order_by("held_on", "pk")
    people = {row.pk: row for row in Person.objects.filter(pk__in={pk for each in found for pk in each.present})}
    rows = [
        (on(row.held_on), words(row.get_kind_display(), f"{row.minutes} Minuten" if row.minutes else "", row.get_place_display(),
                                row.get_interpreter_display(), between=", "),
         words(row.text, _there(row, people), areas(row.life_areas), between="\n"), row.recorded_by)
        for row in found
    ]  # fmt: skip
    columns = {"Tag": 1.2, "Art": 1.8, "Inhalt": 4.4, "Von": 1.4}
    return listed("Kontakte", columns, rows, "Kein Kontakt eingetragen.")


def _there(row: Any, people: dict[int, Person]) -> str:
    """Who else was there, protected people as a word."""
    named = [people.get(pk) for pk in row.present]
    names = [str(each) if each and not each.is_protected else "eine weitere Person" for each in named]
    present = words(*names, row.present_note, between=", ")
    return f"Dabei: {present}" if present else ""


def _earlier(case: Case) -> Iterator[Section]:
    """What contacts said before they were corrected."""
    rows = [
        (on(row.held_on), f"Fassung {row.number}, {row.get_kind_display()}", row.text, row.written_by)
        for row in ContactVersion.objects.filter(case=case, confidential=False)
        .select_related("written_by")
        .order_by("pk")
    ]
    if rows:
        columns = {"Tag": 1.2, "Art": 1.8, "Inhalt": 4.4, "Von": 1.4}
        yield listed("Kontakte: was vor einer Berichtigung dort stand", columns, rows, "")


def _state(row: Any) -> str:
    if row.done_at is None:
        return "offen"
    return f"{'entfallen' if row.dropped else 'erledigt'} am {on(row.done_at)}"


def _follow_ups(case: Case) -> Section:
    rows = [
        (on(row.due_on), row.text, _state(row), row.recorded_by)
        for row in case.follow_ups.select_related("recorded_by")
    ]
    columns = {"Fällig": 1.2, "Was": 4, "Stand": 1.8, "Von": 1.4}
    return listed("Wiedervorlagen", columns, rows, "Keine.")
