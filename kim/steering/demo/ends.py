"""How other topics of the invented county went: decided, passed on, answered without a decision, merged, split, taken up again."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from kim.organisation.public import Agency, Body, BodyLevel, User
from kim.steering.actions import effects
from kim.steering.actions.shared import next_number
from kim.steering.demo.sittings import INVENTED, decide, invented, item, month_day, propose, there, workday
from kim.steering.models import (
    AgendaItem,
    Decision,
    EffectCheck,
    Feedback,
    ItemKind,
    Meeting,
    Observation,
    OrderReport,
    Presence,
    Topic,
    TopicStep,
    WorkOrder,
)
from kim.steering.states import MeetingState, OrderState, Outcome, ProposalState, TopicState

_S = TopicState
# Days from the fourth meeting to each step; what comes after it differs.
_BEFORE = {_S.COLLECTED: -110, _S.CASE_LEVEL: -95, _S.STRUCTURE_LEVEL: -70, _S.PROPOSED: -30, _S.DECIDED: 0}
_AFTER = {_S.ORDERED: 3, _S.IMPLEMENTED: 45, _S.CHECKED: 115, _S.AT_MINISTRY: 12}
# Place among the topics, what was decided, what is to be done, days until due, done?
_FOURTH = (
    (8, "Jobcenter und Sozialamt erkennen das Basiskonto an.", "Beide Stellen in einem Schreiben darauf hinweisen", 30, True),
    (7, "Die Kassenärztliche Vereinigung nennt Praxen mit freien Plätzen.", "Liste der Praxen anlegen und aktuell halten", 40, True),
    (6, "Sozialamt und Jobcenter schreiben ihre Briefe auch in einfacher Sprache.", "Fünf Musterbriefe in einfacher Sprache", 85, False),
)  # fmt: skip


def early(ids: dict[str, list[UUID]], today: date) -> None:
    """Topics whose observations belong to them before others look for theirs: answered without a decision, and split."""
    place = _new("Fahrkarte zum Schulplatz", "gap", month_day(today, 1, 12), ids["school-places"][1:])
    answered = workday(today - timedelta(days=5))
    Feedback.objects.create(
        topic=place, final=True, given_on=answered, given_by=place.keeper,
        text="Das Schulamt gibt die Fahrkarte jetzt zusammen mit dem Schulplatz aus. Ein Beschluss war nicht nötig.",
    )  # fmt: skip
    why = "Das Schulamt hat die Fahrkarte zugesagt. Ein Beschluss ist nicht nötig."
    _steps(place, ((_S.COLLECTED, place.opened_on), (_S.ANSWERED, answered)), reason=why)
    whole = _new("Anerkennung ausländischer Abschlüsse", "interface", month_day(today, 5, 15), ids["recognition"])
    _steps(whole, ((_S.COLLECTED, whole.opened_on), (_S.STRUCTURE_LEVEL, month_day(today, 4, 12))))
    part = _new(
        "Wer die Übersetzung der Zeugnisse bezahlt", "interface", month_day(today, 2, 12), ids["recognition"][1:2]
    )
    part.split_from = whole
    part.save(update_fields=["split_from"])
    _steps(part, ((_S.COLLECTED, part.opened_on),))


def merged(into: Topic, today: date) -> Topic:
    """A topic that turned out to be the same as another."""
    topic = _new("Sprachmittlung in der Facharztpraxis", "gap", into.opened_on - timedelta(days=9), ())
    topic.state, topic.merged_into, topic.state_since = _S.MERGED, into, workday(today - timedelta(days=30))
    topic.closed_on = topic.state_since
    topic.save()
    for before, state, day, why in (
        ("", _S.COLLECTED, topic.opened_on, ""), (_S.COLLECTED, _S.MERGED, topic.state_since, str(into)),
    ):  # fmt: skip
        TopicStep.objects.create(topic=topic, from_state=before, to_state=state, happened_on=day, reason=why)
    return topic


def recurring(ids: dict[str, list[UUID]], today: date) -> Topic:
    """A topic that was answered and comes again; its decision is taken in the third meeting."""
    topic = _new(
        "Termine zur Verlängerung des Aufenthaltstitels",
        "obstacle",
        month_day(today, 9, 10),
        ids["permit-appointments"],
    )
    back = workday(today - timedelta(days=20))
    _steps(
        topic,
        ((_S.COLLECTED, topic.opened_on), (_S.STRUCTURE_LEVEL, month_day(today, 9, 20)), (_S.PROPOSED, month_day(today, 8, 9)),
         (_S.DECIDED, month_day(today, 8, 24)), (_S.ORDERED, month_day(today, 8, 28)), (_S.IMPLEMENTED, month_day(today, 6, 15)),
         (_S.CHECKED, month_day(today, 4, 10)), (_S.ANSWERED, month_day(today, 4, 12)), (_S.STRUCTURE_LEVEL, back)),
        reason="Seit der Antwort kamen neue Hinweise dieser Art. Das Thema wird wieder aufgenommen.",
    )  # fmt: skip
    return topic


def reopened(third: Meeting, today: date) -> None:
    """What the third meeting decided on the topic that came again: done, looked at, answered."""
    topic = Topic.objects.get(title="Termine zur Verlängerung des Aufenthaltstitels")
    at = _on_agenda(third, 2, topic, "Die Ausländerbehörden vergeben Termine zur Verlängerung drei Monate vorher.")
    decision = decide(at, title=topic.title, wording=at.proposal.wording, outcome=Outcome.ACCEPTED, voices=8)  # type: ignore[union-attr]
    done = month_day(today, 6, 15)
    _order(decision, "Termine drei Monate vor Ablauf anbieten", done, done_on=done, house="abh-kreis")
    answered = month_day(today, 4, 12)
    _checked(topic, month_day(today, 4, 10), "Noch zu wenige Monate. (Erfunden.)")
    Feedback.objects.create(
        topic=topic, decision=decision, final=True, given_on=answered, given_by=topic.keeper,
        text="Die Ausländerbehörden bieten Termine zur Verlängerung jetzt drei Monate vorher an.",
    )  # fmt: skip
    decision.closed_on = answered
    decision.save(update_fields=["closed_on"])


def fourth_meeting(group: Body, topics: Sequence[Topic], today: date) -> Meeting:
    """Three decisions with orders, of which one is overdue; and one that the county may not take."""
    held = invented(group, 4, day := workday(today - timedelta(days=130)), MeetingState.APPROVED,
                    minutes_out_on=workday(day + timedelta(days=10)))  # fmt: skip
    voices = there(held, {3: Presence.ONLINE, 5: Presence.EXCUSED})
    for position, (place, wording, what, days, done) in enumerate(_FOURTH, start=1):
        topic = topics[place]
        _moved(topic, day)
        at = _on_agenda(held, position, topic, wording)
        decision = decide(at, title=topic.title, wording=wording, outcome=Outcome.ACCEPTED, voices=voices)
        due = workday(day + timedelta(days=days))
        _order(decision, what, due, done_on=due if done else None)
        if topic.state == _S.CHECKED:
            _checked(topic, topic.state_since, "Noch zu wenige Monate; wir sehen wieder hin. (Erfunden.)")
    _not_competent(held, topics[9], voices)
    return held


def _not_competent(held: Meeting, topic: Topic, voices: int) -> None:
    _moved(topic, held.held_on)
    topic.ministry_papers.update(sent_on=topic.state_since)
    at = _on_agenda(held, len(_FOURTH) + 1, topic, "Die Zustimmung zur Beschäftigung entfällt bei Duldung.")
    decide(at, title=topic.title, voices=voices, outcome=Outcome.NOT_COMPETENT,
           wording="Die Lenkungsgruppe ist nicht zuständig. Das Thema geht an das Ministerium.",
           reasons="Die Beschäftigungsverordnung ist Bundesrecht.")  # fmt: skip


def decided_last(held: Meeting, topics: Sequence[Topic], voices: int) -> None:
    """A decision of last month that nobody has an order for yet."""
    topic = topics[5]
    _moved(topic, held.held_on)
    at = _on_agenda(
        held, 4, topic, "Die Fahrerlaubnisbehörde nimmt Anträge auch ohne Termin an einem Tag in der Woche an."
    )
    decide(at, title=topic.title, wording=at.proposal.wording, outcome=Outcome.AMENDED, voices=voices)  # type: ignore[union-attr]


def _on_agenda(held: Meeting, position: int, topic: Topic, wording: str) -> AgendaItem:
    handed_in = workday(held.held_on - timedelta(days=30))
    proposal = propose(topic, held.body, handed_in, wording=wording, reasons=INVENTED, state=ProposalState.DECIDED)
    return item(held, position, ItemKind.DECISION, topic.title, minutes=20, topic=topic, proposal=proposal,
                record="Der Vorschlag wird vorgestellt und beraten. (Erfundene Niederschrift.)")  # fmt: skip


def _moved(topic: Topic, day: date) -> None:
    """The steps of a topic, laid around the meeting that decided on it."""
    for step in topic.steps.all():
        step.happened_on = workday(day + timedelta(days=(_BEFORE | _AFTER)[TopicState(step.to_state)]))
        step.save(update_fields=["happened_on"])
        topic.state_since = step.happened_on
    topic.opened_on = workday(day + timedelta(days=_BEFORE[_S.COLLECTED]))
    topic.target_on = topic.state_since + timedelta(days=120)
    topic.save(update_fields=["opened_on", "state_since", "target_on"])


def _order(decision: Decision, what: str, due: date, done_on: date | None, house: str = "sozialamt-kreis") -> None:
    """An order to an office of the county: done with proof, or begun and past its day."""
    agency = Agency.objects.filter(key=house).first()
    proof = f"Der Auftrag ist ausgeführt. {INVENTED}" if done_on else ""
    state, percent = (OrderState.DONE, 100) if done_on else (OrderState.IN_PROGRESS, 30)
    order = WorkOrder.objects.create(
        decision=decision, number=1, what=what, due_on=due, state=state, percent=percent, done_on=done_on, proof=proof,
        **({"agency": agency} if agency else {"body": decision.body}),
    )  # fmt: skip
    said = done_on or workday(due - timedelta(days=30))
    OrderReport.objects.create(
        order=order, reported_on=said, state=state, percent=percent, text=proof or "Zwei Briefe sind fertig."
    )


def _checked(topic: Topic, day: date, note: str) -> None:
    found = effects.look(topic, day)
    EffectCheck.objects.create(
        topic=topic, due_on=day, implemented_month=found.implemented, months=len(found.after), before=list(found.effect.before),
        after=list(found.effect.after), result=found.effect.result, checked_on=day, checked_by=topic.keeper, note=note,
    )  # fmt: skip


def _new(title: str, kind: str, opened: date, observations: Sequence[UUID]) -> Topic:
    topic = Topic.objects.create(
        number=next_number(Topic, f"T{opened.year}-", 3), title=title, kind=kind, opened_on=opened, state_since=opened,
        description=f"{title}: gebündelt aus Hinweisen des Case Managements. (Erfundenes Beispiel.)",
        keeper=User.objects.filter(username="kessenich").first(), target_on=opened + timedelta(days=180),
    )  # fmt: skip
    Observation.objects.filter(pk__in=observations).update(topic=topic)
    return topic


def _steps(topic: Topic, way: Sequence[tuple[TopicState, date]], reason: str = "") -> None:
    """This way, the last step with its reason; the topic stands where it ends."""
    bodies = {body.level: body for body in Body.objects.on(topic.opened_on)}
    before = ""
    for state, day in way:
        level = BodyLevel.STRUCTURE if state == _S.STRUCTURE_LEVEL else BodyLevel.STEERING
        topic.body = None if state == _S.COLLECTED else bodies.get(level)
        why = reason if (state, day) == way[-1] else ""
        TopicStep.objects.create(
            topic=topic,
            from_state=before,
            to_state=state,
            happened_on=day,
            body=topic.body,
            reason=why,
            taken_by=topic.keeper,
        )
        before = state
    topic.state, topic.state_since = way[-1]
    topic.closed_on = topic.state_since if topic.state == _S.ANSWERED else None
    topic.save()
