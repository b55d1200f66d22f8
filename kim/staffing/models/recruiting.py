from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import Versioned
from kim.staffing.posts_states import RecruitingState


class Recruitment(Versioned):
    """What a post asks of whoever takes it, and how far the search for somebody is. Names of applicants stay outside."""

    post = models.OneToOneField("organisation.Post", on_delete=models.CASCADE, related_name="recruitment")
    qualification = models.CharField(_("qualification asked for"), max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=RecruitingState, default=RecruitingState.VACANT)
    since = models.DateField(_("since"), null=True, blank=True)
    filled_from = models.DateField(_("filled from"), null=True, blank=True)
    synthetic = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="recruitment_filled_has_its_day",
                condition=(Q(state="filled") & Q(filled_from__isnull=False))
                | (~Q(state="filled") & Q(filled_from=None)),
            )
        ]

    class Privacy:
        clear = {"id", "post", "qualification", "state", "since", "filled_from", "synthetic", "version", "changed_at"}
        pseudonymise = {"changed_by"}

    def __str__(self) -> str:
        return f"{self.post}: {self.get_state_display()}"


__all__ = ["Recruitment"]
