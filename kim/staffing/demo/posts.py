"""The demo county's posts as they are told: one is searched for, those of block 3 move to another office step by step."""

from datetime import date, timedelta

from django.utils import timezone

from kim.organisation.public import Post, PostSupervision, Unit
from kim.staffing.models import Recruitment
from kim.staffing.posts_states import RecruitingState

NOTE = "Für die Vorführung angenommen: Folie 17 nennt keinen Tag."
QUALIFICATIONS = {
    "case_manager": "Bachelor Soziale Arbeit oder vergleichbar; eine Weiterbildung im Case Management ist erwünscht",
    "coordinator": "Hochschulabschluss, Erfahrung in der Netzwerkarbeit",
    "foreigners_office": "Verwaltungsfachangestellte oder vergleichbar",
    "naturalisation_office": "Verwaltungsfachangestellte oder Bachelor Verwaltung",
}


def posts(today: date) -> None:
    """What is asked of the posts, how far the search for the vacant one is, and the move of block 3."""
    for post in Post.objects.filter(role__in=QUALIFICATIONS, recruitment=None):
        _search(post, today)
    _step_by_step(today)


def _search(post: Post, today: date) -> None:
    searched = post.block == 3 and not post.holders.exists()
    Recruitment.objects.create(
        post=post, qualification=QUALIFICATIONS[post.role], synthetic=True, changed_at=timezone.now(),
        state=RecruitingState.ADVERTISED if searched else RecruitingState.VACANT,
        since=today - timedelta(days=24) if searched else None,
    )  # fmt: skip


def _step_by_step(today: date) -> None:
    """The first post has moved to the office for security and order, the others follow by the quarter."""
    ki = Unit.objects.filter(kind="ki").first()
    rows = PostSupervision.objects.filter(unit__key="sicherheit-ordnung", professional=False, valid_from=None)
    for row, day in zip(rows.order_by("post__key"), _quarters(today), strict=False):
        if ki is None:
            return
        PostSupervision.objects.create(
            post=row.post, unit=ki, professional=False, valid_to=day - timedelta(days=1), synthetic=True, note=NOTE
        )
        row.valid_from, row.note = day, NOTE
        row.save(update_fields=["valid_from", "note"])


def _quarters(today: date) -> list[date]:
    """The first days of this quarter, the next one and the one after."""
    first = (today.month - 1) // 3 * 3
    return [date(today.year + (first + step) // 12, (first + step) % 12 + 1, 1) for step in (0, 3, 6)]
