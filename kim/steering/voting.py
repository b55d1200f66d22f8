"""Whether a body may decide and whether a vote carries: counting only, no rows."""

from dataclasses import dataclass

from kim.steering.models import Majority


@dataclass(frozen=True)
class Quorum:
    """The voting seats of a body, how many of them are taken in the room, and the share that must be exceeded."""

    seats: int
    present: int
    percent: int

    @property
    def needed(self) -> int:
        """How many voting seats must be taken; a share of the whole means all of them."""
        return min(self.seats, self.seats * self.percent // 100 + 1) if self.percent else 0

    @property
    def is_met(self) -> bool:
        """Whether the body may decide now."""
        return self.present >= self.needed and (self.present > 0 or not self.percent)


@dataclass(frozen=True)
class Votes:
    """What was counted."""

    in_favour: int
    against: int
    abstained: int

    @property
    def cast(self) -> int:
        """All voices that were raised."""
        return self.in_favour + self.against + self.abstained


def carries(votes: Votes, majority: str) -> bool:
    """Whether these votes carry under the body's rule; who abstains is not counted on either side."""
    if majority == Majority.CONSENSUS:
        return votes.in_favour > 0 and votes.against == 0
    if majority == Majority.TWO_THIRDS:
        return votes.in_favour > 0 and votes.in_favour >= 2 * votes.against
    return votes.in_favour > votes.against
