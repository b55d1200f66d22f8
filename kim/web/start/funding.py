"""What is due in funding files, for whoever keeps them: one query each for steps and proofs."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from kim.organisation.public import User
from kim.staffing.public import GrantStep, access, grants
from kim.web.templatetags.kim import near_day

ROWS = 5


@dataclass(frozen=True)
class Due:
    """A step that is late or due within two weeks."""

    title: str
    about: str
    url: str
    when: str
    tone: str


def funding_of(user: User, today: date) -> list[Due]:
    """The steps of all funding files that are late or near, the most pressing first."""
    if not access.manages_grants(user):
        return []
    near = GrantStep.objects.filter(done_on=None, due_on__lte=today + grants.SOON).select_related("grant")
    return [_due(step, today) for step in near.order_by("due_on", "pk")[:ROWS]]


def _due(step: GrantStep, today: date) -> Due:
    day = step.due_on or today
    url = reverse("grants:detail", args=[step.grant_id])
    return Due(str(step), step.grant.title, url, near_day(day, today), "bad" if day < today else "")
