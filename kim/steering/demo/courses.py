"""Rows of steps of the invented topics: how an invented case went, how the offices work together, and how they should."""

from collections.abc import Mapping

from kim.organisation.public import Agency
from kim.steering.models import Course, CourseStep, Topic

Step = tuple[str, str, int | None, str]  # who, what, days until the next step, what stands in the way
Rows = Mapping[Course, tuple[Step, ...]]
_CASE, _IS, _SHOULD = Course.RECONSTRUCTION, Course.AS_IS, Course.AS_IT_SHOULD_BE
COURSES: Mapping[str, Rows] = {
    "sphere-change": {
        _CASE: (
            ("abh-kreis", "Die Anerkennung wird mitgeteilt", 3, ""),
            ("jobcenter", "Antrag, die Unterlagen werden zum zweiten Mal verlangt", 14, "Unterlagen liegen schon beim Sozialamt"),
            ("sozialamt-kreis", "Die Leistung endet zum Monatsende", 21, "Stichtag ist nicht abgestimmt"),
            ("jobcenter", "Erste Zahlung", None, ""),
        ),
        _IS: (
            ("abh-kreis", "Bescheid über die Anerkennung", 3, ""),
            ("jobcenter", "Antrag", 14, "Unterlagen werden zweimal verlangt"),
            ("sozialamt-kreis", "Leistung wird eingestellt", 21, "Stichtag ist nicht abgestimmt"),
            ("jobcenter", "Erste Zahlung", None, ""),
        ),
        _SHOULD: (
            ("abh-kreis", "Meldet Jobcenter und Sozialamt den Tag der Anerkennung", 1, ""),
            ("jobcenter", "Gemeinsamer Termin mit Antrag, Unterlagen kommen vom Sozialamt", 9, ""),
            ("sozialamt-kreis", "Zahlt bis zur ersten Zahlung des Jobcenters", None, ""),
        ),
    },
    "school-in-the-year": {
        _CASE: (
            ("schulamt", "Die Eltern melden zwei Kinder an", 12, ""),
            ("gesundheitsamt", "Termin für die Untersuchung vor der Aufnahme", 54, "Nächster Termin in zwei Monaten"),
            ("schulamt", "Zuweisung an zwei Schulen in verschiedenen Orten", 9, "Geschwister werden getrennt verplant"),
            ("", "Erster Schultag", None, ""),
        ),
        _IS: (
            ("schulamt", "Anmeldung", 12, ""),
            ("gesundheitsamt", "Untersuchung vor der Aufnahme", 54, "Ohne Untersuchung kein Schulplatz"),
            ("schulamt", "Zuweisung", 9, ""),
            ("", "Erster Schultag", None, ""),
        ),
        _SHOULD: (
            ("schulamt", "Anmeldung mit vorläufigem Schulplatz für alle Geschwister", 5, ""),
            ("", "Erster Schultag", 20, ""),
            ("gesundheitsamt", "Untersuchung in der Schule", None, ""),
        ),
    },
    "b1-childcare": {
        _CASE: (
            ("mbe", "Beratung, ein B1-Kurs soll begonnen werden", 6, ""),
            ("vhs-neuss", "Platz in Neuss angeboten, am Nachmittag", 30, "Kita schließt vor dem Ende des Kurses"),
            ("jugendamt-kreis", "Suche nach einer Tagespflege am Kursort", 75, "Kein Raum neben dem Kursraum"),
            ("vhs-neuss", "Der Platz ist vergeben, neue Warteliste", None, ""),
        ),
        _IS: (
            ("jobcenter", "Verpflichtung zum Kurs", 14, ""),
            ("vhs-neuss", "Einstufung und Warteliste", 120, "Kein Kurs mit Kinderbetreuung"),
            ("jugendamt-kreis", "Betreuung wird einzeln gesucht", 60, "Keine Plätze zur Kurszeit"),
            ("vhs-neuss", "Kursbeginn", None, ""),
        ),
        _SHOULD: (
            ("jobcenter", "Verpflichtung zum Kurs, Bedarf an Betreuung wird gleich gemeldet", 7, ""),
            ("vhs-neuss", "Platz im Kurs mit Betreuung in Kaarst", 28, ""),
            ("vhs-neuss", "Kursbeginn", None, ""),
        ),
    },
}  # fmt: skip


def demo_courses(topic: Topic, story: str) -> None:
    """Write the rows of this story; an office the county does not name leaves the step without one."""
    agencies = {agency.key: agency for agency in Agency.objects.all()}
    CourseStep.objects.bulk_create(
        CourseStep(
            topic=topic,
            course=course,
            position=place,
            agency=agencies.get(who),
            what=what,
            days=days,
            obstacle=obstacle,
        )
        for course, steps in COURSES[story].items()
        for place, (who, what, days, obstacle) in enumerate(steps, 1)
    )
