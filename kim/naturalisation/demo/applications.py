"""Invented applications: as many as make a worklist, each with days that follow each other."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from kim.naturalisation.models import (
    Applicant,
    Application,
    Authority,
    AuthorityEnquiry,
    Basis,
    DocumentKind,
    MissingDocument,
    StageEntry,
)
from kim.naturalisation.states import EndReason, Stage
from kim.organisation.public import Municipality, Unit, User

HOW_MANY = {"ebh-kreis": 54, "ebh-neuss": 44, "ebh-dormagen": 22}
WAY = (Stage.DOCUMENTS, Stage.SUBMITTED, Stage.RECEIPT, Stage.ENQUIRIES, Stage.DECISION, Stage.CERTIFICATE)
# How many of a hundred stand where; what is left has ended otherwise.
SHARES = (
    (Stage.ADVICE, 8), (Stage.DOCUMENTS, 14), (Stage.SUBMITTED, 10), (Stage.RECEIPT, 12), (Stage.ENQUIRIES, 26),
    (Stage.DECISION, 8), (Stage.CERTIFICATE, 16), (Stage.ENDED, 6),
)  # fmt: skip
# Days in a stage before the next, from and to.
DAYS = {
    Stage.ADVICE: (10, 60), Stage.DOCUMENTS: (20, 120), Stage.SUBMITTED: (3, 25), Stage.RECEIPT: (14, 70),
    Stage.ENQUIRIES: (50, 260), Stage.DECISION: (10, 60),
}  # fmt: skip
PEOPLE = (
    ("SYR", ("Yousef", "Rima", "Khaled", "Nour"), ("Darwish", "Kassab", "Sabbagh", "Najjar")),
    ("TUR", ("Elif", "Murat", "Zeynep", "Kemal"), ("Aslan", "Korkmaz", "Tekin", "Polat")),
    ("IRQ", ("Zainab", "Haidar", "Sara", "Amir"), ("Al-Jubouri", "Hamdan", "Rashid")),
    ("AFG", ("Farid", "Laila", "Omid", "Parwana"), ("Rahimi", "Nazari", "Ahmadi")),
    ("UKR", ("Oksana", "Andrij", "Iryna", "Maksym"), ("Kovalenko", "Bondar", "Marchenko")),
    ("XKX", ("Arben", "Vjosa", "Dardan", "Teuta"), ("Krasniqi", "Gashi")),
    ("IRN", ("Shirin", "Reza", "Navid", "Parisa"), ("Karimi", "Moradi")),
)  # fmt: skip


@dataclass
class Writer:
    """One office's applications, written one after the other from one seed."""

    unit: Unit
    by: User
    places: list[Municipality]
    today: date
    random: Random
    number: int = 0

    def one(self) -> None:
        """An application somewhere on its way."""
        end = self.random.choices([stage for stage, _n in SHARES], [n for _s, n in SHARES])[0]
        days = self._days(end)
        row = self._application(end, days)
        self._people(row)
        for stage, day in days.items():
            StageEntry.objects.create(application=row, unit=self.unit, stage=stage, entered_on=day, recorded_by=self.by)
        if end in (Stage.DOCUMENTS, Stage.SUBMITTED, Stage.RECEIPT, Stage.ENQUIRIES):
            self._documents(row, settled=end == Stage.ENQUIRIES)
        if Stage.ENQUIRIES in days:
            self._enquiries(row, days[Stage.ENQUIRIES], answered=end != Stage.ENQUIRIES)

    def _days(self, end: Stage) -> dict[Stage, date]:
        """Backwards from the stage it stands in, so that nothing lies in the future."""
        way = [Stage.ADVICE] if end == Stage.ADVICE else [*WAY[: WAY.index(end) + 1]] if end in WAY else [*WAY[:3], end]
        longest = DAYS.get(end, (20, 320))[1]
        day = self.today - timedelta(days=self.random.randint(1, longest))
        found = {end: day}
        for stage in reversed(way[:-1]):
            day -= timedelta(days=self.random.randint(*DAYS[stage]))
            found[stage] = day
        return dict(sorted(found.items(), key=lambda pair: pair[1]))

    def _application(self, end: Stage, days: dict[Stage, date]) -> Application:
        self.number += 1
        more: dict[str, Any] = {}
        if end == Stage.ENDED:
            more = {"ended_on": days[end], "end_reason": self.random.choice(EndReason.values)}
        basis = self.random.choices(Basis.values, [70, 8, 12, 8, 2])[0]
        return Application.objects.create(
            unit=self.unit, reference=f"EB-{days[min(days, key=lambda s: days[s])].year % 100:02d}-{self.number:04d}", basis=basis,
            stage=end, stage_since=days[end], submitted_on=days.get(Stage.SUBMITTED), decided_on=days.get(Stage.DECISION),
            certificate_on=days.get(Stage.CERTIFICATE), caretaker=self.by, synthetic=True, **more,
        )  # fmt: skip

    def _people(self, row: Application) -> None:
        country, given, family = self.random.choices(PEOPLE, [30, 20, 12, 12, 10, 8, 8])[0]
        name, place = self.random.choice(family), self.random.choice(self.places)
        names = self.random.sample(given, self.random.choices((1, 2, 3, 4), (66, 14, 12, 8))[0])
        for position, first in enumerate(names, start=1):
            age = self.random.randint(24, 55) if position < 3 else self.random.randint(3, 15)
            Applicant.objects.create(
                application=row, unit=self.unit, position=position, given_name=first, family_name=name,
                born_on=f"{self.today - timedelta(days=age * 365 + self.random.randint(0, 364))}", citizenships=[country],
                municipality=place, is_protected=self.random.random() < 0.03,
            )  # fmt: skip

    def _documents(self, row: Application, *, settled: bool) -> None:
        for kind in self.random.sample(DocumentKind.values, self.random.randint(1, 3)):
            asked = row.stage_since + timedelta(days=self.random.randint(0, 5))
            asked = min(asked, self.today)
            MissingDocument.objects.create(
                application=row, unit=self.unit, kind=kind, asked_on=asked, due_on=asked + timedelta(days=42),
                settled_on=min(asked + timedelta(days=20), self.today) if settled else None,
            )  # fmt: skip

    def _enquiries(self, row: Application, since: date, *, answered: bool) -> None:
        for authority in (Authority.REGISTER, Authority.POLICE, Authority.JOBCENTER, Authority.FOREIGNERS):
            answer = since + timedelta(days=self.random.randint(9, 60))
            came = answer <= self.today and (answered or self.random.random() < 0.75)
            AuthorityEnquiry.objects.create(
                application=row, unit=self.unit, authority=authority, asked_on=since, due_on=since + timedelta(days=42),
                answered_on=answer if came else since if answered else None,
            )  # fmt: skip


def write(unit: Unit, by: User, places: list[Municipality], today: date) -> None:
    """The applications of one office; the same day gives the same ones."""
    writer = Writer(unit, by, places, today, Random(f"naturalisation-{unit.key}"))
    for _number in range(HOW_MANY[unit.key]):
        writer.one()
    if unit.key == "ebh-kreis" and places:
        _family(writer)


def _family(writer: Writer) -> None:
    """A family known from advice, here as the office sees it: what they wrote in their own application, nothing of the case."""
    row = writer._application(Stage.DOCUMENTS, {Stage.DOCUMENTS: writer.today - timedelta(days=12)})
    for position, (given, years) in enumerate((("Samar", 34), ("Yazan", 7), ("Lina", 4)), start=1):
        Applicant.objects.create(
            application=row, unit=writer.unit, position=position, given_name=given, family_name="Haddad",
            born_on=f"{writer.today - timedelta(days=years * 365 + 40)}", citizenships=["SYR"], municipality=writer.places[0],
        )  # fmt: skip
    StageEntry.objects.create(
        application=row, unit=writer.unit, stage=Stage.DOCUMENTS, entered_on=row.stage_since, recorded_by=writer.by
    )
    for kind in (DocumentKind.D04, DocumentKind.D08):
        MissingDocument.objects.create(
            application=row, unit=writer.unit, kind=kind, asked_on=row.stage_since, due_on=row.stage_since + timedelta(days=42)
        )  # fmt: skip
