"""Small real rows for tests, written as the owner: a county with two teams, staff and cases."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from itertools import count

from django.db import connection
from django.utils import timezone

from kim.casework.actions import documents
from kim.casework.models import (
    Assignment,
    Case,
    ClientProfile,
    Contact,
    Document,
    Enquiry,
    Person,
    PhaseChange,
)
from kim.casework.states import Phase
from kim.network.models import Offer
from kim.organisation.models import (
    AccessChannel,
    Agency,
    ClosingReason,
    County,
    LegalSphere,
    LifeArea,
    Membership,
    Municipality,
    Post,
    PostCatchment,
    PostHolder,
    TargetGroupRule,
    Unit,
    User,
)
from kim.organisation.roles import Role
from kim.staffing.models import ForwardingAgreement, FundingGrant, GrantAmount

_numbers = count(1)


def today() -> date:
    return timezone.localdate()


def county() -> County:
    return County.objects.get_or_create(
        id=1,
        defaults={
            "ags": "05162", "name": "Testkreis", "short_name": "Testkreis", "kind": "county",
            "profile_name": "test", "profile_digest": "0" * 64, "loaded_at": timezone.now(),
        },
    )[0]  # fmt: skip


def municipality(name: str = "Grevenbroich", code: str = "GV", ags: str = "05162008") -> Municipality:
    return Municipality.objects.get_or_create(ags=ags, defaults={"name": name, "code": code, "sort_key": name.lower()})[
        0
    ]


def unit(key: str = "team-a") -> Unit:
    return Unit.objects.get_or_create(key=key, defaults={"name": key, "kind": "case_management"})[0]


def user(username: str = "", *, role: Role | None = Role.CASE_MANAGER, in_unit: Unit | None = None, **values) -> User:
    number = next(_numbers)
    username = username or f"user{number}"
    person = User(
        username=username, first_name="Kim", last_name=username.capitalize(), email=f"{username}@example.org", **values
    )
    person.set_password("correct horse battery")
    person.save()
    if role:
        Membership.objects.create(user=person, unit=in_unit or unit(), role=role)
    return person


def post_for(person: User, place: Municipality, *, valid_from: date | None = None) -> Post:
    post = Post.objects.create(key=f"post-{next(_numbers)}", title="Case Management", block=2, fte=1)
    PostHolder.objects.create(post=post, user=person, fte=1, valid_from=valid_from)
    PostCatchment.objects.create(post=post, municipality=place, valid_from=valid_from)
    return post


@contextmanager
def before_shares_were_kept() -> Iterator[None]:
    """Rows as they may stand from before the database refused more holders than a post has."""
    for act in ("disable", "enable"):
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")
            cursor.execute(f"alter table organisation_postholder {act} trigger holders_within_post")
        if act == "disable":
            yield


def person(**values) -> Person:
    made = Person.objects.create(**{"given_name": "Samar", "family_name": f"Haddad{next(_numbers)}"} | values)
    with connection.cursor() as cursor:  # as if an earlier transaction had registered them
        cursor.execute("update casework_person set registered_in = '3' where id = %s", [made.pk])
    return made


def case(assigned_to: User, *, in_unit: Unit | None = None, phase: str = Phase.ACCESS, **values) -> Case:
    number = next(_numbers)
    place = values.pop("municipality", None) or municipality()
    client = values.pop("person", None) or person(municipality=place)
    opened = values.pop("opened_on", today() - timedelta(days=30))
    made = Case.objects.create(
        reference=f"T-{number}", person=client, unit=in_unit or assigned_to.memberships.get().unit,
        assigned_to=assigned_to, municipality=place, phase=phase, phase_since=opened, opened_on=opened,
        closed_on=opened if phase == Phase.CLOSED else None, **values,
    )  # fmt: skip
    ClientProfile.objects.create(case=made)
    Assignment.objects.create(case=made, user=assigned_to, unit=made.unit, from_on=opened, decided_by=assigned_to)
    PhaseChange.objects.create(case=made, to_phase=phase, changed_on=opened, changed_by=assigned_to)
    return made


def contact(of: Case, *, by: User | None = None, **values) -> Contact:
    defaults = {"kind": "talk", "held_on": today(), "text": "Gespräch über den Sprachkurs."}
    return Contact.objects.create(case=of, recorded_by=by or of.assigned_to, **(defaults | values))


def channel() -> AccessChannel:
    return AccessChannel.objects.get_or_create(key="self", defaults={"name_de": "Selbst", "name_en": "Self"})[0]


def enquiry(recorded_by: User, **values) -> Enquiry:
    defaults = {
        "unit": recorded_by.memberships.get().unit, "received_on": today(), "channel": channel(),
        "description": "Frau, 27, mit zwei Kindern", "municipality": municipality(),
    }  # fmt: skip
    return Enquiry.objects.create(recorded_by=recorded_by, **(defaults | values))


def agency(key: str = "vhs") -> Agency:
    return Agency.objects.get_or_create(key=key, defaults={"name": "VHS Grevenbroich", "kind": "course_provider"})[0]


def offer(key: str = "b1", **values) -> Offer:
    defaults = {"agency": agency(), "title": "B1-Kurs mit Kinderbetreuung", "answer_days": 10}
    return Offer.objects.get_or_create(key=key, defaults=defaults | values)[0]


def life_area(key: str = "language", position: int = 1) -> LifeArea:
    names = {"language": ("Sprache", "Language"), "housing": ("Wohnen", "Housing"), "work": ("Arbeit", "Work")}
    german, english = names.get(key, (key, key))
    return LifeArea.objects.get_or_create(
        key=key, defaults={"name_de": german, "name_en": english, "position": position}
    )[0]


def closing_reason() -> ClosingReason:
    return ClosingReason.objects.get_or_create(
        key="goals_reached", defaults={"name_de": "Ziele erreicht", "name_en": "Goals reached", "successful": True}
    )[0]


def sphere(key: str = "sgb2") -> LegalSphere:
    return LegalSphere.objects.get_or_create(key=key, defaults={"name_de": "SGB II", "name_en": "SGB II"})[0]


def target_group(stages: list | None = None) -> TargetGroupRule:
    return TargetGroupRule.objects.get_or_create(version=1, defaults={"stages": stages or []})[0]


def assessment(of: Case, ratings: dict[str, tuple[str, str]] | None = None, *, completed: bool = True, **values):
    """An assessment of these life areas, by key: (need, own view)."""
    from kim.casework.models import Assessment, AssessmentItem

    defaults = {
        "number": of.assessments.count() + 1, "held_on": today(), "recorded_by": of.assigned_to,
        "completed_on": today() if completed else None,
    }  # fmt: skip
    held = Assessment.objects.create(case=of, **(defaults | values))
    for position, (key, (need, own)) in enumerate((ratings or {"language": ("3", "4")}).items(), start=1):
        AssessmentItem.objects.create(
            assessment=held, case=of, life_area=life_area(key, position), need=need, own_view=own
        )
    return held


def goal(of: Case, **values):
    from kim.casework.models import Goal

    defaults = {"own_words": "Ich will B1 schaffen.", "agreed_on": today(), "recorded_by": of.assigned_to}
    return Goal.objects.create(case=of, **(defaults | values))


def measure(towards, **values):
    from kim.casework.models import Measure

    defaults = {"text": "Anmeldung zum Kurs", "who": "client"}
    return Measure.objects.create(goal=towards, case_id=towards.case_id, **(defaults | values))


def agreement(of: Case, **values):
    """A version of the agreement about what is open now."""
    from kim.casework.models import GoalAgreement
    from kim.casework.snapshots import agreement_snapshot

    settled = {
        "version": of.agreements.count() + 1,
        "agreed_on": today(),
        "language": "",
        "interpreted": False,
    } | values
    goals = list(of.goals.filter(state="open").prefetch_related("measures"))
    snapshot = agreement_snapshot(
        of, goals, of.assigned_to, settled["agreed_on"], settled["version"], settled["language"],
        settled["interpreted"], settled.get("review_on"),
    )  # fmt: skip
    return GoalAgreement.objects.create(case=of, snapshot=snapshot, recorded_by=of.assigned_to, **settled)


def referral(of: Case, **values):
    from kim.casework.models import Referral, ReferralStep

    sent = values.pop("sent_on", today())
    defaults = {
        "offer": offer(), "state_since": sent, "answer_due_on": sent + timedelta(days=10), "basis": "by_themselves",
        "recorded_by": of.assigned_to,
    }  # fmt: skip
    if values.get("state") in ("declined", "broken_off", "withdrawn"):
        defaults["decline_reason"] = "other"
    made = Referral.objects.create(case=of, sent_on=sent, **(defaults | values))
    if made.state != "requested":
        ReferralStep.objects.create(
            referral=made, case=of, from_state="requested", to_state=made.state, happened_on=made.state_since,
            reason=made.decline_reason, recorded_by=made.recorded_by,
        )  # fmt: skip
    return made


def figure(what: str, value: int, **values):
    from kim.organisation.models import PopulationFigure

    day = values.pop("reference_date", today())
    return PopulationFigure.objects.create(what=what, value=value, reference_date=day, source="Zählung", **values)


def import_run(by: User, **values):
    from kim.workbench.models import ImportRun

    defaults = {"target": "people", "file_name": "liste.csv", "digest": "0" * 64, "uploaded_by": by}
    return ImportRun.objects.create(**(defaults | values))


def planned_handover(of: Case, *, to: User, on, **values):
    from kim.casework.models import PlannedHandover

    defaults = {"held_by": of.assigned_to, "planned_by": of.assigned_to, "reason": "Das Gebiet wechselt."}
    return PlannedHandover.objects.create(case=of, to=to, on=on, **(defaults | values))


def saved_view(owner: User, name: str = "Stille Fälle", list_key: str = "faelle", **values):
    from kim.workbench.models import SavedView

    filters = values.pop("filters", {"quiet": "on"})
    query = {"view": "", "filters": filters, "sort": "", "columns": []} | values.pop("query", {})
    return SavedView.objects.create(owner=owner, name=name, list_key=list_key, query=query, **values)


def letter_template(by: User, *, text: str = "Guten Tag {{ name }},\n{{ text }}", active: bool = False, **values):
    """A template of the county, checked as an upload is; in force since yesterday if active."""
    from kim.workbench.public import letter_templates

    made = letter_templates.upload(
        name=values.pop("name", "Einladung des Kreises"),
        file_name="einladung.docx",
        content=word_file(text),
        by=by,
        **values,
    )
    if active:
        made = letter_templates.activate(template=made, by=by, from_on=today() - timedelta(days=1))
    return made


def word_file(text: str) -> bytes:
    """A Word document, one paragraph a line."""
    from io import BytesIO

    from docx import Document

    document, file = Document(), BytesIO()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()


def document(
    of: Case, *, by: User | None = None, name: str = "Mietvertrag.pdf", content: bytes = b"", **values
) -> Document:
    """A document filed in a case; a small PDF unless something else is given."""
    content = content or b"%PDF-1.7\n% " + name.encode() + b"\n%%EOF\n"
    return documents.add(case=of, by=by or of.assigned_to, name=name, content=content, **values)


def letter(of: Case, *, subject: str = "Ihr nächster Termin", **values):
    """A letter to the person as somebody kept it."""
    from kim.casework import letters
    from kim.casework.models import Letter

    by, sent_on = of.assigned_to, values.pop("sent_on", today())
    words = letters.Words(
        subject, "Guten Tag,", values.pop("body", "wir sehen uns am Montag."), "Mit freundlichen Grüßen"
    )
    snapshot = letters.snapshot_of(of, by=by, sent_on=sent_on, recipient=("Samar Haddad",), german=words)
    defaults = {"kind": "free", "subject": subject, "sent_on": sent_on, "snapshot": snapshot, "recorded_by": by}
    return Letter.objects.create(case=of, **(defaults | values))


def appointment(of: Case | None = None, *, owner: User | None = None, in_hours: float = 24, hours: float = 1, **values):
    """An appointment of a case, or free of one in the calendar of its owner; planned for tomorrow unless said otherwise."""
    from kim.casework.models import Appointment

    starts = values.pop("starts_at", timezone.now() + timedelta(hours=in_hours))
    keeper = owner or of.assigned_to
    defaults = {"ends_at": starts + timedelta(hours=hours), "recorded_by": keeper, "place": "Kreishaus, Zimmer 1.07"}
    return Appointment.objects.create(case=of, owner=keeper, starts_at=starts, **(defaults | values))


def residence(of: Case, **values):
    """The paper somebody stays with, as a coarse group with its last day."""
    from kim.casework.models import ResidenceDocument

    return ResidenceDocument.objects.create(
        case=of, **{"group": "permit", "valid_until": today() + timedelta(days=400)} | values
    )


def way(of: Case, **values):
    """A way to reach the client."""
    from kim.casework.models import ContactWay

    return ContactWay.objects.create(case=of, **({"kind": "phone", "value": "+49 2181 4711"} | values))


def address(of: Case, **values):
    """Where the client lives."""
    from kim.casework.models import HomeAddress

    defaults = {"street": "Bahnstraße 12", "postcode": "41515", "municipality": of.municipality}
    return HomeAddress.objects.create(case=of, **(defaults | values))


def member(of: Case, **values):
    """Somebody of the household of a case."""
    from kim.casework.models import HouseholdMember

    values.setdefault("person", person())
    return HouseholdMember.objects.create(case=of, **({"relation": "child"} | values))


def residence_document(of: Case, **values):
    """The residence document of the client."""
    from kim.casework.models import ResidenceDocument

    return ResidenceDocument.objects.create(case=of, **({"group": "permit"} | values))


def sphere_change(of: Case, **values):
    """A change of legal sphere; into SGB II today if nothing else is said."""
    from kim.casework.models import SphereChange

    defaults = {"to_sphere": sphere(), "happened_on": today()}
    return SphereChange.objects.create(case=of, **(defaults | values))


def protection_need(of: Case, **values):
    """Why the client needs protection, written by whoever is responsible."""
    from kim.casework.models import ProtectionNeed

    defaults = {"kind": "threat", "reason": "Drohungen", "recorded_by": of.assigned_to}
    return ProtectionNeed.objects.create(case=of, **(defaults | values))


def helper(of: Case, name: str = "Schwester Hiba", **values):
    from kim.casework.models import Helper

    defaults = {"recorded_on": today(), "recorded_by": of.assigned_to, "tie": "strong"}
    return Helper.objects.create(case=of, name=name, **(defaults | values))


def signature(of, signatory: str = "client", **values):
    """A signature on paper under a version of the agreement."""
    from kim.casework.models import AgreementSignature

    defaults = {
        "name": "Samar Haddad", "form": "paper", "signed_on": of.agreed_on, "recorded_by": of.case.assigned_to,
    }  # fmt: skip
    return AgreementSignature.objects.create(
        agreement=of, case_id=of.case_id, signatory=signatory, **(defaults | values)
    )


def closing(of: Case, **values):
    from kim.casework.models import Closing

    defaults = {
        "closed_on": today(),
        "reason": closing_reason(),
        "result": "Arbeit gefunden",
        "closed_by": of.assigned_to,
    }
    return Closing.objects.create(case=of, **(defaults | values))


def confirmation(of: Case, *, asked: User, **values):
    """Something of the case that waits for this person."""
    from kim.casework.models import Confirmation

    defaults = {"what": "agreement", "shown": "Fassung 1 mit zwei Zielen", "proposed_by": of.assigned_to}
    return Confirmation.objects.create(case=of, asked=asked, **(defaults | values))


def consent(of: Case, *, offer_of=None, **values):
    """A consent of yesterday to the agency of an offer, for a year, on paper."""
    from kim.casework.models import Consent

    given = values.pop("given_on", today() - timedelta(days=1))
    defaults = {
        "agency": (offer_of or offer()).agency, "purpose": "Kursplatz", "data_categories": ["identity", "contact"],
        "text_key": "consent.declaration", "text_version": 1, "language": "ar", "explained_by": of.assigned_to,
        "given_on": given, "valid_until": given + timedelta(days=365), "form": "paper", "kept_at": "Handakte, Blatt 2",
        "recorded_by": of.assigned_to,
    }  # fmt: skip
    return Consent.objects.create(case=of, **(defaults | values))


def grant(of: Case, to: User, **values):
    """The right of a colleague to read the plan from today on, for the supervision of the case."""
    from kim.casework.models import AccessGrant

    defaults = {
        "sections": ["plan"], "basis": "supervision", "legal_basis": "Dienstanweisung", "reason": "Fallberatung",
        "valid_from": today(), "valid_to": today() + timedelta(days=14), "given_by": of.assigned_to,
    }  # fmt: skip
    return AccessGrant.objects.create(case=of, grantee=to, **(defaults | values))


def conference(of: Case, **values):
    """A conference about a case with one agency at the table, which has no basis yet."""
    from kim.casework.models import CaseConference, ConferenceParticipant

    basis = values.pop("basis", {})
    held_at = appointment(of, in_hours=values.pop("in_hours", 24), about="Fallkonferenz", meets="others")
    defaults = {"topics": "Kurs für Samar und Betreuung von Lina", "recorded_by": of.assigned_to}
    made = CaseConference.objects.create(case=of, appointment=held_at, **(defaults | values))
    ConferenceParticipant.objects.create(conference=made, case=of, agency=agency(), **basis)
    return made


def make_grant(**values) -> FundingGrant:
    """A funding file of 2021; `approved` and `applied` are amounts of its papers."""
    amounts = {kind: values.pop(kind) for kind in ("applied", "approved", "amended") if kind in values}
    year = values.get("year", 2021)
    defaults = {
        "title": f"Baustein 2, {year}", "block": 2, "year": year, "period_from": date(year, 1, 1), "period_to": date(year, 12, 31),
    }  # fmt: skip
    made = FundingGrant.objects.create(**defaults | values)
    for kind, amount in amounts.items():
        GrantAmount.objects.create(grant=made, kind=kind, amount=amount, on=date(year, 2, 15))
    return made


def make_agreement(grant: FundingGrant, recipient: str, **values) -> ForwardingAgreement:
    """An agreement of a grant: from the county, or from whoever received the one above, to an agency by its name."""

    def named(name: str) -> Agency:
        return Agency.objects.get_or_create(key=name.lower(), defaults={"name": name, "kind": "municipality"})[0]

    above = values.get("parent")
    defaults = {
        "giver": above.recipient if above else named("Kreis"), "recipient": named(recipient), "fte": Decimal(1),
        "period_from": grant.period_from, "period_to": grant.period_to,
    }  # fmt: skip
    return ForwardingAgreement.objects.create(grant=grant, **defaults | values)
