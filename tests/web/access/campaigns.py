"""Who may open campaigns. The campaign is of team A, its list of Anna."""

from datetime import time, timedelta

from django.urls import reverse

from kim.casework.models import Campaign, CampaignCandidate, CampaignDate
from tests import factories

READ = dict.fromkeys(("administrator", "stranger", "assistant", "data_protection_officer"), 403)
TEAM = READ | {"case_manager": 200, "colleague": 200, "lead": 200, "foreign": 404, "coordinator": 403, "ki_head": 403}
OWN = TEAM | {"case_manager": 302, "colleague": 302, "lead": 403}
LEADS = TEAM | {"case_manager": 403, "colleague": 403, "foreign": 404}


def campaign(world):
    day = factories.today() + timedelta(days=20)
    return Campaign.objects.create(
        unit=world.team_a,
        name="Abend im Kreishaus",
        held_on=day,
        held_at=time(17),
        place="Kreishaus",
        created_by=world.lea,
    )


def _of(name):
    return lambda world: reverse(f"casework:{name}", args=[campaign(world).pk])


def _answer(world):
    case = factories.case(world.anna)
    row = CampaignCandidate.objects.create(
        case=case, campaign=campaign(world), standing="now", listed_by=world.anna, letter=factories.letter(case)
    )
    return reverse("casework:campaign_answer", args=[row.campaign_id, row.pk])


def _date(world):
    made = campaign(world)
    row = CampaignDate.objects.create(
        campaign=made, kind="course", on=made.held_on, place="VHS Grevenbroich", added_by=world.lea
    )
    return reverse("casework:campaign_date_drop", args=[made.pk, row.pk])


WHO_MAY = {
    "casework:campaign_list": (
        "get", lambda world: reverse("casework:campaign_list"),
        TEAM | {"foreign": 200, "coordinator": 200, "ki_head": 200},
    ),
    "casework:campaign_new": (
        "get", lambda world: reverse("casework:campaign_new"), dict.fromkeys(TEAM, 403) | {"lead": 200}
    ),
    "casework:campaign_detail": ("get", _of("campaign_detail"), TEAM),
    "casework:campaign_make_list": ("post", _of("campaign_make_list"), OWN),
    "casework:campaign_invite": ("post", _of("campaign_invite"), OWN),
    "casework:campaign_answer": ("post", _answer, OWN | {"colleague": 404}),
    "casework:campaign_date_new": ("post", _of("campaign_date_new"), LEADS | {"lead": 422}),
    "casework:campaign_date_drop": ("post", _date, LEADS | {"lead": 302}),
}  # fmt: skip
