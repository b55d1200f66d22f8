"""Where casework and steering meet: observations go from one to the other together, feedback goes the way back."""

from collections.abc import Iterable
from dataclasses import asdict
from uuid import UUID

from kim.casework.public import observations
from kim.privacy.public import Scope, open_scope
from kim.steering.public import intake


def deliver(*, everything: bool) -> int:
    """Hand on what waits, in one transaction; gives how many. Before the night only once three people wrote."""
    with open_scope(Scope(name="observations")):
        parcels = observations.hand_on(everything=everything)
        intake.take_in([intake.Incoming(**asdict(parcel)) for parcel in parcels])
    return len(parcels)


def tell_reporters(ids: Iterable[UUID]) -> None:
    """Tell whoever reported these observations that there is feedback; belongs into the transaction of the feedback."""
    observations.tell_reporters(ids)
