"""An invented campaign: an evening on naturalisation, to which two case managers have made their lists and begun to invite."""

from datetime import date, time, timedelta

from kim.casework import campaigns, consent_papers, letters, paper_texts
from kim.casework.models import (
    Campaign,
    CampaignCandidate,
    CampaignDate,
    Case,
    Consent,
    Letter,
    ResidenceDocument,
    ResidenceGroup,
)
from kim.law.naturalisation.dates import add_years
from kim.organisation.public import County, Membership, Role, Unit, User

FIRST = ("brandes", "yildiz")
EACH = 9
_DATES = (
    (9, "citizen_test", "Volkshochschule, Prüfungszentrum"),
    (23, "language_test", "Volkshochschule, Prüfungszentrum"),
    (44, "course", "Sprachkurs B1 am Abend, Volkshochschule"),
    (30, "event", "Stadtbücherei, Erfahrungen von Eingebürgerten"),
)
_ANSWERS = ("coming", "", "later", "coming")


def tell(today: date) -> int:
    """As owner, after everything else: consents, the campaign with its dates, candidates and letters. Gives how many are listed."""
    managers = [user for name in FIRST if (user := User.objects.filter(username=name).first())]
    leads = Membership.objects.filter(role=Role.LEAD).select_related("user", "unit").order_by("pk")
    lead = next((each for each in leads if managers and _unit_of(managers[0]) == each.unit), None)
    if lead is None:
        return 0
    campaign = _campaign(lead.unit, lead.user, today)
    return sum(_list_of(campaign, manager, today) for manager in managers)


def _unit_of(user: User) -> Unit | None:
    found = Membership.objects.filter(user=user, role=Role.CASE_MANAGER).select_related("unit").first()
    return found.unit if found else None


def _campaign(unit: Unit, by: User, today: date) -> Campaign:
    campaign = Campaign.objects.create(
        unit=unit, name="Informationsabend Einbürgerung", months=6, held_on=today + timedelta(days=16),
        held_at=time(17, 30), place="Kreishaus Grevenbroich, Auf der Schanze 4, Saal 2", created_by=by,
    )  # fmt: skip
    CampaignDate.objects.bulk_create(
        CampaignDate(campaign=campaign, kind=kind, on=today + timedelta(days=ahead), place=place, added_by=by)
        for ahead, kind, place in _DATES
    )
    return campaign


def _list_of(campaign: Campaign, manager: User, today: date) -> int:
    """Everybody who agreed and may have the years; every second one of them is invited, some have answered."""
    listed = 0
    for number, case in enumerate(_agreeing(manager)):
        _consent(case, manager, today)
        _paper(case, number, today)
        finding = campaigns.screen(case, on=today, months=campaign.months)
        if finding is None:
            continue
        letter = _letter(case, campaign, manager, today) if number % 2 else None
        answer = _ANSWERS[number // 2 % len(_ANSWERS)] if letter else ""
        CampaignCandidate.objects.create(
            case=case, campaign=campaign, standing=finding.standing, reached_on=finding.reached_on, listed_by=manager,
            letter=letter, answer=answer, answered_on=today - timedelta(days=1) if answer else None,
        )  # fmt: skip
        listed += 1
    return listed


def _agreeing(manager: User) -> list[Case]:
    papers = ResidenceDocument.objects.filter(is_current=True, group=ResidenceGroup.PERMIT)
    mine = Case.objects.filter(assigned_to=manager, person__is_protected=False, pk__in=papers.values("case"))
    found = mine.exclude(phase="closed").select_related("person", "profile", "municipality", "unit")
    return list(found.prefetch_related("documents_of_residence").order_by("pk")[:EACH])


def _consent(case: Case, by: User, today: date) -> None:
    county = County.objects.first()
    key, version = consent_papers.explained_text("de")
    Consent.objects.create(
        case=case, recipient_name=county.name if county else "Kreis", purpose=campaigns.PURPOSE,
        data_categories=list(campaigns.DATA), text_key=key, text_version=version, language="de", explained_by=by,
        given_on=today - timedelta(days=20), valid_until=today + timedelta(days=345), kept_at="Handakte, Fach Einwilligungen",
        recorded_by=by,
    )  # fmt: skip


def _paper(case: Case, number: int, today: date) -> None:
    """Of some, the earlier paper has been brought along: five years ago, or almost."""
    if number % 3 == 2 or case.documents_of_residence.filter(is_current=False).exists():
        return
    current = case.documents_of_residence.all()[0]
    first = current.valid_from or today - timedelta(days=200)
    start = min(add_years(today, -5) + timedelta(days=(-40, 75)[number % 2]), first - timedelta(days=1))
    ResidenceDocument.objects.filter(pk=current.pk).update(valid_from=first)
    ResidenceDocument.objects.create(
        case=case,
        group=ResidenceGroup.PERMIT,
        valid_from=start,
        valid_until=first - timedelta(days=1),
        is_current=False,
    )
    case.documents_of_residence._remove_prefetched_objects()  # type: ignore[attr-defined]


def _letter(case: Case, campaign: Campaign, by: User, today: date) -> Letter:
    texts = paper_texts.wordings(letters.PAPER)
    language = paper_texts.own_language(case, letters.PAPER) or ""
    proposal = letters.propose(
        case, "naturalisation", language, by=by, texts=texts, day=letters.german_day(campaign.held_on),
        time=campaign.held_at.strftime("%H:%M"), place=campaign.place,
    )  # fmt: skip
    sent = today - timedelta(days=4)
    snapshot = letters.snapshot_of(
        case, by=by, sent_on=sent, recipient=letters.recipient_of(case, None), german=proposal.german,
        other=proposal.other, language=language, approved=proposal.approved, texts=texts,
    )  # fmt: skip
    return Letter.objects.create(
        case=case, kind="naturalisation", language=language, subject=proposal.german.subject, sent_on=sent,
        snapshot=snapshot, recorded_by=by,
    )  # fmt: skip
