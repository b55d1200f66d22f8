"""The paper itself: what the law wants said, the file from beginning to end, and what is not in it."""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from django.utils import translation

from kim.casework import case_paper
from kim.casework.case_paper import Section
from kim.casework.conference_paper import strike
from kim.casework.disclosure import about, advice, outside, restricted
from kim.casework.disclosure.rows import on
from kim.casework.models import Case, HouseholdMember, Person
from kim.documents import Report
from kim.organisation.public import County, User


def disclosure(case: Case, *, by: User, on: date, opened: Collection[str] = ()) -> Report:
    """What is stored in this file about its person; `opened` names restricted entries whose words may be told."""
    with translation.override("de"):
        held = restricted.held_back(case)
        sections = [
            _law(case), *about.sections(case), *advice.sections(case), *outside.sections(case),
            restricted.section(held, opened), _left_out(),
        ]  # fmt: skip
        told = tuple(_without(sections, _protected_names(case)))
    return case_paper.report_of(case, told, title="Auskunft über Ihre Daten", by=str(by), on=on, summary=_summary())


def _summary() -> str:
    return "Diese Auskunft nach Art. 15 DSGVO nennt, was in Ihrer Akte über Sie gespeichert ist. Sie ist kostenlos."


def _law(case: Case) -> Section:
    """Art. 15 (1) GDPR: what for, who receives, how long, which rights, from where."""
    county = County.objects.first()
    kept = case.closings.filter(reopened_on=None).values_list("keep_until", flat=True).last()
    paragraphs = (
        f"Verantwortlich: {county.name if county else 'der Kreis'}, {case.unit}. Ihre Daten werden verarbeitet, um Sie zu beraten "
        "und zu begleiten (Kommunales Integrationsmanagement).",
        "Woher die Daten kommen: von Ihnen selbst; was andere Stellen mitgeteilt haben, steht bei den Kontakten, Dokumenten und "
        "Vermittlungen.",
        "Wer sie liest: wer für Sie zuständig ist, bei Abwesenheit die Vertretung. Leitung und Team sehen nur den Kopf der Akte "
        "(Name, Aktenzeichen, Stand). Wer sonst gelesen und was wer erhalten hat, steht weiter hinten. Ausländerbehörde und "
        "Einbürgerungsbehörde lesen nie in dieser Akte.",
        f"Wie lange: bis {on(kept)}." if kept else "Wie lange: Die Frist beginnt mit dem Abschluss des Falls.",
        "Keine Entscheidung über Sie fällt automatisch.",
        "Ihre Rechte: Falsches berichtigen, Daten löschen oder ihre Verarbeitung einschränken lassen, widersprechen, eine "
        "Einwilligung jederzeit widerrufen. Sie können sich bei der Landesbeauftragten für Datenschutz und Informationsfreiheit "
        "Nordrhein-Westfalen beschweren.",
    )  # fmt: skip
    return Section("Zu dieser Auskunft", text="\n\n".join(paragraphs))


def _left_out() -> Section:
    """Art. 15 (4) GDPR: what belongs to others, said openly."""
    text = (
        "Nicht enthalten ist, was in erster Linie andere Menschen betrifft (Art. 15 Abs. 4 DSGVO): Namen geschützter "
        "Haushaltsmitglieder, Notizen über Haushaltsmitglieder und Helfende und der Wortlaut vertraulicher Einträge, soweit er "
        f"andere betrifft oder gefährdet. Wo ein Name gestrichen wurde, steht {_STRUCK}.\n\n"
        "Sind Sie als Haushaltsmitglied in einer weiteren Akte genannt, gibt die dort zuständige Person Auskunft. Eine Kopie Ihrer "
        "abgelegten Dokumente und Briefe erhalten Sie auf Wunsch."
    )
    return Section("Was nicht in dieser Auskunft steht", text=text)


_STRUCK = "[…]"


def _protected_names(case: Case) -> set[str]:
    """Names of protected members of the household, without those the person bears too."""
    members = HouseholdMember.objects.filter(case=case, person__is_protected=True).select_related("person")
    own = {name.casefold() for name in _names(case.person)}
    return {name for row in members for name in _names(row.person) if name.casefold() not in own}


def _names(person: Person) -> set[str]:
    whole = [person.given_name, person.family_name, person.name_original]
    return {part for name in whole for part in [name, *re.split(r"[\s\-]+", name)] if len(part) > 1}


def _without(sections: Iterable[Section], names: set[str]) -> Iterable[Section]:
    """The sections with these names struck out of whatever was written."""
    for section in sections:
        if not names:
            yield section
            continue
        rows = tuple(tuple(strike(cell, names) for cell in row) for row in section.rows)
        yield replace(section, text=strike(section.text, names), rows=rows)
