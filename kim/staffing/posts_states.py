"""How a vacant post finds somebody: one table of states; docs/states is generated from here."""

from django.db import models
from django.utils.translation import pgettext_lazy


class RecruitingState(models.TextChoices):
    """Where the search for somebody stands."""

    VACANT = "vacant", pgettext_lazy("recruiting", "vacant")
    ADVERTISED = "advertised", pgettext_lazy("recruiting", "advertised")
    SELECTION = "selection", pgettext_lazy("recruiting", "selection under way")
    FILLED = "filled", pgettext_lazy("recruiting", "filled from a day on")


_S = RecruitingState
RECRUITING_STEPS: dict[RecruitingState, tuple[RecruitingState, ...]] = {
    _S.VACANT: (_S.ADVERTISED, _S.SELECTION, _S.FILLED),
    _S.ADVERTISED: (_S.SELECTION, _S.VACANT),
    _S.SELECTION: (_S.FILLED, _S.ADVERTISED, _S.VACANT),
    _S.FILLED: (_S.VACANT, _S.ADVERTISED),
}


def next_states(state: str) -> tuple[RecruitingState, ...]:
    """The state itself, for what is only corrected, and where it may go from here."""
    return (RecruitingState(state), *RECRUITING_STEPS[RecruitingState(state)])
