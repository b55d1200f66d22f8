"""From advice to a naturalisation office and back: the one place that knows both rooms, and hands nothing on but what was shown."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kim.casework.public import Case, Consent, NaturalisationHandover, naturalisation_handovers
from kim.naturalisation.public import access, receiving, states
from kim.organisation.public import Unit

Passed = naturalisation_handovers.Passed


@dataclass(frozen=True)
class Standing:
    """A handover as the case sees it: the stage is known only while the consent holds.

    `gone`: the consent holds and the office has nothing any more, erased with another consent or after its time.
    """

    row: NaturalisationHandover
    stage: states.Stage | None
    since: date | None
    gone: bool = False

    @property
    def is_over(self) -> bool:
        """Whether the same people may be handed over anew."""
        return self.gone or self.stage == states.Stage.ENDED


def office_for(case: Case) -> Unit | None:
    """The office that decides for people of this municipality today."""
    area = access.responsible(case.municipality, timezone.localdate())
    return area.unit if area else None


def fingerprint(consent: Consent, people: list[Passed]) -> str:
    """What was shown, in short: another one means that something changed since."""
    shown = [consent.pk, consent.office_id, [[each.person.pk, each.fields] for each in people]]
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def hand_over(
    case: Case,
    consent: Consent,
    people: list[Passed],
    submission: UUID | None,
    to: NaturalisationHandover | None = None,
) -> None:
    """Keep it in the case and begin it at the office, both or neither; a second click does nothing. `to`: they join its application."""
    tokens = naturalisation_handovers.tokens_of(case)
    for each in standing_of(case):
        if each.is_over:
            naturalisation_handovers.over(each.row.pk)
    made = naturalisation_handovers.keep(case=case, consent=consent, people=people, submission=submission)
    if made is not None:
        receiving.receive(made, [each.fields for each in people], to=tokens[to.pk] if to else None)


@transaction.atomic
def call_back(consent: Consent) -> None:
    """Before a consent ends: what is no application yet is erased at the office, the rest stays there; the case knows which."""
    for handover, token in naturalisation_handovers.tokens_to_call_back(consent).items():
        naturalisation_handovers.called_back(handover, receiving.call_back(token))


def what_follows(consent: Consent) -> list[dict[str, Any]]:
    """What a withdrawal would do at the office, said before anybody confirms."""
    tokens = naturalisation_handovers.tokens_to_call_back(consent)
    found = receiving.stages(tokens.values())
    case, follows = consent.case, []
    rows = {row.pk: row for row in case.naturalisation_handovers.prefetch_related("people__person")}
    for pk, token in tokens.items():
        if token not in found:
            continue
        stage, people = found[token][0], [each.person for each in rows[pk].people.all()]
        erased = stage in states.BEFORE_SUBMITTING
        if erased and case.person in people:  # the application goes, and with it who joined it
            beside = [row for row in rows.values() if row.pk != pk and row.office_id == consent.office_id]
            open_ones = [row for row in beside if not row.withdrawn_on and not row.over_on]
            people += [each.person for row in open_ones for each in row.people.all()]
        names = ", ".join(dict.fromkeys(person.full_name for person in people))
        follows.append({"office": consent.recipient, "erased": erased, "names": names, "stage": stage.label})
    return follows


def standing_of(case: Case) -> list[Standing]:
    """The handovers of a case, the newest first: three queries."""
    rows = case.naturalisation_handovers.select_related("office", "handed_by").prefetch_related("people__person")
    tokens = naturalisation_handovers.tokens_of(case)
    found = receiving.stages(tokens.values()) if tokens else {}
    standing = []
    for row in rows:
        token = tokens.get(row.pk)
        stage, since = found.get(token, (None, None)) if token else (None, None)
        standing.append(Standing(row, stage, since, gone=token is not None and stage is None))
    return standing
