"""The observations of the invented county: twelve that became one topic, some on the way, some that nobody has sorted yet."""

from collections.abc import Iterator
from datetime import date
from random import Random
from uuid import UUID

from kim.organisation.public import LegalSphere, LifeArea, Municipality
from kim.steering.demo import reports
from kim.steering.demo.stories import Story
from kim.steering.models import Observation

Known = tuple[dict[str, int], dict[str, int], dict[str, int]]  # ids of life areas, legal spheres and municipalities
KAARST = Story(
    "b1-childcare", "missing_offer", "language",
    (
        (9, "Es gibt in Kaarst keinen B1-Kurs mit Kinderbetreuung, der einen Platz frei hat."),
        (9, "Eine Mutter kann keinen B1-Kurs besuchen, weil es dort keine Betreuung für Kleinkinder gibt."),
        (9, "Der B1-Kurs liegt am Nachmittag, wenn die Kita schon geschlossen ist."),
        (10, "Für einen B1-Kurs mit Kinderbetreuung muss man von Kaarst bis nach Neuss fahren."),
        (10, "Kurse auf Stufe B1 haben keine Betreuung; auf Stufe A2 gab es sie noch."),
        (10, "Wer kleine Kinder hat, bricht den B1-Kurs ab, weil die Betreuung fehlt."),
        (11, "Die Warteliste für den einzigen B1-Kurs mit Kinderbetreuung ist seit Monaten geschlossen."),
        (11, "Kein B1-Kurs mit Kinderbetreuung in Kaarst: die Eltern lernen abwechselnd zu Hause."),
        (12, "Der Träger würde betreuen, hat aber keinen Raum neben dem Kursraum."),
        (12, "Alleinerziehende finden in Kaarst keinen B1-Kurs, zu dem sie die Kinder mitbringen können."),
        (13, "Ein Platz im B1-Kurs wurde frei, aber ohne Kinderbetreuung war er nicht anzunehmen."),
        (13, "Die Kinderbetreuung zum B1-Kurs wurde in Kaarst eingestellt und nicht ersetzt."),
    ),
    places=("Kaarst",), idea="Betreuung am Kursort, mit dem Jugendamt abgestimmt.",
)  # fmt: skip
STORIES = (
    KAARST,
    Story(
        "sphere-change", "gap", "income",
        (
            (2, "Nach dem Wechsel ins SGB II fließt wochenlang kein Geld, weil jede Stelle auf die andere wartet."),
            (3, "Die Abmeldung beim Sozialamt kommt beim Jobcenter erst nach dem ersten Zahltag an."),
            (3, "Zwischen der letzten und der ersten Zahlung liegt mehr als ein Monat."),
            (4, "Das Jobcenter verlangt einen Bescheid, den das Sozialamt erst nach dem Wechsel ausstellt."),
            (5, "Die Krankenversicherung ruht während des Wechsels; Rezepte werden nicht eingelöst."),
            (6, "Niemand sagt vorher, welche Unterlagen für den Wechsel gebraucht werden."),
        ),
        spheres=("asylblg", "sgb-ii"), idea="Eine gemeinsame Liste der Unterlagen und ein fester Tag für den Wechsel.", bad=4,
    ),
    Story(
        "permit-appointments", "obstacle", "residence",
        (
            (1, "Die Verlängerung wird erst nach Ablauf der Karte bearbeitet; Arbeitgeber kündigen deshalb."),
            (2, "Auf einen Termin zur Verlängerung wartet man länger, als das Papier noch gilt."),
            (2, "Die Bescheinigung für die Zwischenzeit kennt der Arbeitgeber nicht."),
            (4, "Anfragen nach dem Stand bleiben ohne Antwort."),
            (9, "Termine zur Verlängerung werden erst vergeben, wenn der Aufenthaltstitel abgelaufen ist."),
            (10, "Wegen der abgelaufenen Karte verlieren Menschen ihre Arbeit, obwohl der Antrag rechtzeitig gestellt war."),
            (10, "Die Stelle für Verlängerungen ist telefonisch nicht zu erreichen."),
        ),
        places=("Dormagen",),
    ),
    Story(
        "recognition", "interface", "training",
        (
            (1, "Für die Anerkennung schickt jede Stelle zur nächsten; am Ende prüft niemand."),
            (3, "Wer die Übersetzung der Zeugnisse bezahlt, ist zwischen den Stellen strittig."),
            (5, "Ausländische Pflegekräfte arbeiten als Hilfskräfte, weil die Anerkennung stockt."),
        ),
        spheres=("sgb-ii", "sgb-iii"), bad=2,
    ),
    Story(
        "school-places", "gap", "school_childcare",
        ((0, "Kinder warten nach dem Zuzug wochenlang auf einen Platz in der Schule."),
         (1, "Seiteneinsteiger bekommen einen Schulplatz, aber keine Fahrkarte dorthin.")),
        places=("Grevenbroich",),
    ),
    Story(
        "good-practice", "good_practice", "work",
        ((0, "Die gemeinsame Sprechstunde von Jobcenter und Migrationsberatung erspart drei Termine."),
         (2, "Betriebe nehmen Praktikanten eher, wenn jemand in der ersten Woche ansprechbar ist.")),
        places=("Neuss",), bad=1,
    ),
    *reports.UNSORTED, *reports.TOPICS,
)  # fmt: skip


def demo_observations(today: date, *, seed: int = 52) -> dict[str, list[UUID]]:
    """Write all stories; gives the ids of each in the order of its reports, for topics and for receipts. As owner."""
    chance = Random(seed)
    known: Known = (
        {row.key: row.pk for row in LifeArea.objects.all()},
        {row.key: row.pk for row in LegalSphere.objects.all()},
        {row.name.split(",")[0]: row.pk for row in Municipality.objects.all()},
    )
    made = {story.key: list(_rows(story, chance, known, today)) for story in STORIES}
    rows = [row for each in made.values() for row in each]
    Observation.objects.bulk_create(chance.sample(rows, len(rows)))
    return {key: [row.pk for row in each] for key, each in made.items()}


def _rows(story: Story, chance: Random, known: Known, today: date) -> Iterator[Observation]:
    areas, spheres, places = known
    for number, (ago, text) in enumerate(story.reports):
        yield Observation(
            id=UUID(int=chance.getrandbits(128), version=4),
            month=_month(today, ago),
            kind=story.kind,
            text=text,
            idea=story.idea if number == 0 else "",
            life_area_id=areas.get(story.area),
            municipality_id=places.get(story.places[number % len(story.places)]) if story.places else None,
            sphere_from_id=spheres.get(story.spheres[0]),
            sphere_to_id=spheres.get(story.spheres[1]),
            process_step="service_steering",
            reason="childcare" if story is KAARST else "",
            how_often=chance.choice(["sometimes", "often", "always"]),
            how_bad=story.bad,
            since=chance.choice(["", "seit einigen Monaten", "seit über einem Jahr"]),
        )


def _month(today: date, ago: int) -> date:
    whole = today.year * 12 + today.month - 1 - ago
    return date(whole // 12, whole % 12 + 1, 1)
