"""The plan of a change of legal sphere as an accessible PDF, in German."""

from collections.abc import Iterable

from django.utils import timezone, translation

from kim.documents import Column, Head, Heading, Paragraph, Report, Table, render_report
from kim.law.transitions import CourseAccess
from kim.organisation.public import County, logos
from kim.web.casework.transitions import Plan
from kim.web.wording import day

GERMAN = "de"
NOTICE = "Dies ist ein Plan für die Beratung und keine Entscheidung. Es entscheiden die genannten Stellen."
Part = Heading | Paragraph | Table


def made(plans: list[Plan], course: CourseAccess | None, name: str) -> bytes:
    """The paper."""
    with translation.override(GERMAN):
        county, logo = County.objects.first(), logos.county_logo()
        head = Head(
            county=county.name if county else "", colour=county.brand_colour if county else "",
            logo=logo.content if logo else None, logo_alt=logo.alt if logo else "",
        )  # fmt: skip
        parts = [part for plan in plans for part in _of_plan(plan)]
        parts += list(_of_course(course))
        return render_report(
            Report(
                head=head,
                title="Wechsel des Rechtskreises",
                subtitle=name,
                on=timezone.localdate(),
                parts=tuple(parts),
                summary=NOTICE,
            )
        )


def _of_plan(plan: Plan) -> Iterable[Part]:
    found, rule = plan.found, plan.rule
    yield Heading(plan.title)
    yield Paragraph(f"{rule.texts['explanation_de']} ({rule.citation}, Sicherheit: {plan.certainty})")
    days = [
        ("Letzter Tag der bisherigen Leistung", found.ends_on),
        ("Erster Tag der neuen Leistung", found.begins_on),
        ("Antrag spätestens", found.apply_by),
    ]
    rows = [(name, day(on)) for name, on in days if on]
    rows += [("Tage ohne Leistung", str(found.gap_days))] if found.gap else []
    if rows:
        yield Table("", (Column("Was", width=3), Column("Wann", width=2)), tuple(rows))
    if plan.steps:
        yield Heading("Wer bis wann handelt")
        columns = (Column("Wer", width=2), Column("Was", width=5), Column("Bis", width=2))
        texts = [
            (step.who, act.what[GERMAN], day(step.until)) for step, act in zip(plan.steps, found.acts, strict=True)
        ]
        yield Table("", columns, tuple(texts))
    yield Heading("Mitbringen")
    yield Paragraph("\n".join(f"- {paper}" for paper in rule.texts["papers_de"]))


def _of_course(course: CourseAccess | None) -> Iterable[Part]:
    if course is None:
        return
    yield Heading("Integrationskurs")
    until = f" Das Recht besteht bis {day(course.until)}." if course.until else ""
    yield Paragraph(f"{course.texts[GERMAN]}{until} ({course.citation})")
