"""Outreach of the demonstration, told by hand: where the team went, whom it reached, who came of it, whom it tried to reach."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from kim.casework.models import Attempt, Case, Contact, Enquiry, Outreach, TakenUpAgain, Triage
from kim.casework.target_group import check, finding_as_rows, rule_on
from kim.organisation.public import AccessChannel, Agency, LifeArea, Municipality, Unit, User, unit_of_case_manager

HERO = "brandes"


@dataclass(frozen=True)
class Going:
    """Whoever goes out, for which unit, and the county's lists as they are needed here."""

    today: date
    user: User
    unit: Unit
    place: Municipality | None
    channel: AccessChannel
    agencies: dict[str, Agency] = field(default_factory=dict)
    areas: dict[str, LifeArea] = field(default_factory=dict)

    def day(self, ago: int) -> date:
        """So many days ago or ahead, on a weekday."""
        day = self.today - timedelta(days=ago)
        return day - timedelta(days=max(0, day.weekday() - 4))

    def noon(self, day: date) -> datetime:
        return timezone.make_aware(datetime.combine(day, time(15, 20)))


def tell(today: date) -> int:
    """Four days of outreach of whom everybody meets, one of them ahead; gives how many rows. Nothing without that person."""
    going = _going(today)
    if going is None:
        return 0
    before = _rows()
    _accommodation(going)
    _meeting_place(going)
    _market(going)
    _planned(going)
    _taken_up_again(going)
    return _rows() - before


def _rows() -> int:
    return sum(model._default_manager.count() for model in (Outreach, Enquiry, Attempt, TakenUpAgain))


def _going(today: date) -> Going | None:
    user = User.objects.filter(username=HERO, synthetic=True).first()
    unit = unit_of_case_manager(user, today) if user else None
    channels = AccessChannel.objects.on(today)
    channel = channels.filter(key="outreach").first() or channels.first()
    if user is None or unit is None or channel is None:
        return None
    return Going(
        today, user, Unit.objects.get(pk=unit), Municipality.objects.filter(name="Grevenbroich").first(), channel,
        {agency.key: agency for agency in Agency.objects.on(today)}, {area.key: area for area in LifeArea.objects.on(today)},
    )  # fmt: skip


def _outreach(going: Going, ago: int, partners: tuple[str, ...] = (), **values: Any) -> Outreach:
    day = going.day(ago)
    made = Outreach.objects.create(
        unit=going.unit, held_on=day, municipality=going.place, recorded_by=going.user, **values
    )
    Outreach.objects.filter(pk=made.pk).update(recorded_at=going.noon(min(day, going.today)))
    made.partners.set([going.agencies[key] for key in partners if key in going.agencies])
    made.staff.set([going.user])
    return made


def _enquiry(going: Going, day: date, area: str, outreach: Outreach | None = None, **values: Any) -> Enquiry:
    made = Enquiry.objects.create(
        unit=going.unit, received_on=day, channel=going.channel, municipality=going.place, outreach=outreach,
        life_area=going.areas.get(area), recorded_by=going.user, proposed_for=going.user, **values,
    )  # fmt: skip
    Enquiry.objects.filter(pk=made.pk).update(recorded_at=going.noon(day))
    return made


def _counted(going: Going, outreach: Outreach, area: str, number_of: int, answer: str, minutes: int) -> Enquiry:
    answered = {"answered_on": outreach.held_on, "answered_by": going.user, "answer": answer, "minutes": minutes}
    return _enquiry(
        going, outreach.held_on, area, outreach, anonymous=True, number_of=number_of, state="advised_once", **answered
    )


def _accommodation(going: Going) -> None:
    """The day from which a case came: a first visit in an accommodation."""
    out = _outreach(
        going, 52, ("sozialamt-kreis",), place="Unterkunft Hemmerden", occasion="accommodation", minutes=150, women=6,
        men=11, young=9,
        result="Sprechzeit im Gemeinschaftsraum. Viele Fragen zu Post und Fristen; drei Familien suchen Schulplätze.",
    )  # fmt: skip
    _counted(going, out, "authorities", 6, "Schreiben erklärt, Fristen angestrichen.", 60)
    _counted(going, out, "school_childcare", 3, "Anmeldung beim Schulamt erklärt.", 30)
    came = Case.objects.filter(person__family_name="Gebremedhin", assigned_to=going.user).first()
    if came is not None and came.enquiry_id is not None:
        Enquiry.objects.filter(pk=came.enquiry_id).update(
            outreach=out, channel=going.channel, referrer=None, received_on=out.held_on
        )
        _tried(going, None, out, 3, "visit", "not_reached", "Zimmer 14, Nachbar richtet es aus.", case=came)


def _meeting_place(going: Going) -> None:
    """Somebody came without a name, gave it some days later, and is now to be reached."""
    out = _outreach(
        going, 12, ("frauentreff", "mbe"), place="Frauentreff, offenes Café", occasion="meeting_place", minutes=120,
        women=14, young=5, result="Zwei Frauen möchten wiederkommen. Gefragt waren Sprachkurse mit Kinderbetreuung.",
        next_step="Merkblatt zu Sprachkursen auf Tigrinya mitbringen", next_on=going.day(-3),
    )  # fmt: skip
    _counted(going, out, "language", 4, "Kurse mit Kinderbetreuung genannt.", 40)
    named = _enquiry(
        going, out.held_on, "school_childcare", out, given_name="Hiwot", family_name="Tekle", language="ti",
        interpreter="yes", description="Frau, 31, mit einem Kind", named_on=going.day(8), birth_given="not_asked",
        matter="Kita-Platz und Deutschkurs; war zuerst ohne Namen im Café.", urgency="soon",
    )  # fmt: skip
    _tried(going, named, None, 6, "phone", "left", "Auf die Mailbox gesprochen, um Rückruf gebeten.")
    _tried(going, named, None, 2, "phone", "not_reached", "")


def _market(going: Going) -> None:
    """A busy day with contacts of one kind, and one that stays anonymous and open."""
    out = _outreach(
        going, 5, ("vhs-grevenbroich", "jobcenter"), place="Marktplatz Grevenbroich, Infostand", occasion="event",
        minutes=240, unspecified=35, result="Infostand am Weltkindertag der Stadt. Viel Laufkundschaft, wenige Gespräche.",
    )  # fmt: skip
    _counted(going, out, "participation", 12, "Flyer und Öffnungszeiten mitgegeben.", 40)
    _enquiry(
        going, out.held_on, "residence", out, anonymous=True, language="ar",
        matter="Mann mit Duldung, möchte seinen Namen noch nicht nennen. Will am Donnerstag ins Büro kommen.",
    )  # fmt: skip


def _planned(going: Going) -> None:
    _outreach(going, -8, ("vhs-grevenbroich",), place="Integrationskurs der VHS, Raum 12", occasion="course")


def _taken_up_again(going: Going) -> None:
    """Declined some weeks ago, taken up again because things have changed; the earlier decision stays."""
    again = _enquiry(
        going, going.day(44), "housing", description="Paar, 41 und 39, mit drei Kindern", language="fa", interpreter="yes",
        matter="Wohnung zu klein, Räumung angedroht.", urgency="urgent",
    )  # fmt: skip
    answers = {"refugee_or_newcomer": "yes", "child_of_target_group": "not_asked", "other_case_management": "no"}
    rule = rule_on(going.today)
    finding = check(rule, again, on=going.day(41), **answers) if rule else None
    Triage.objects.create(
        enquiry=again, result="declined", decided_by=going.user, decided_on=going.day(41),
        reason="Wünschen keine Begleitung, wollen es selbst versuchen.", rule_version=rule.version if rule else None,
        rule_result=finding.value.value if finding else "unknown", findings=finding_as_rows(finding) if finding else [],
        **answers,
    )  # fmt: skip
    taken_up = TakenUpAgain.objects.create(
        enquiry=again, before="declined", taken_up_by=going.user,
        reason="Das Schreiben zur Räumung ist da; die Familie bittet jetzt um Begleitung.",
    )  # fmt: skip
    TakenUpAgain.objects.filter(pk=taken_up.pk).update(taken_up_at=going.noon(going.day(1)))


def _tried(
    going: Going, enquiry: Enquiry | None, outreach: Outreach | None, ago: int, way: str, result: str, note: str,
    case: Case | None = None,
) -> None:  # fmt: skip
    day = going.day(ago)
    made = Attempt(
        enquiry=enquiry,
        case=case,
        outreach=outreach,
        made_on=day,
        way=way,
        result=result,
        note=note,
        recorded_by=going.user,
    )
    if case is not None:
        text = f"hingegangen: nicht erreicht. {note}"
        made.contact = Contact.objects.create(case=case, kind="attempt", held_on=day, text=text, recorded_by=going.user)
        Contact.objects.filter(pk=made.contact.pk).update(recorded_at=going.noon(day))
    made.save()
    Attempt.objects.filter(pk=made.pk).update(recorded_at=going.noon(day))
