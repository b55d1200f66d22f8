"""`kim audit`: verify and seal."""

from dataclasses import asdict

from kim.cli.output import FAILED, OK, as_json, say


def verify(*, head: str, for_machines: bool) -> int:
    """Exit code 0 only for an intact trail."""
    from kim.privacy.public import audit

    result = audit.verify(head)
    if for_machines:
        as_json(asdict(result) | {"intact": result.intact})
        return OK if result.intact else FAILED
    say(f"{result.events} events, {result.blocks} sealed blocks, {result.unsealed} events not sealed yet")
    for fault in result.faults:
        say(f"! {fault.text}")
    if result.intact:
        say(f"The audit trail is intact. Head: {result.head or 'none yet'}")
        return OK
    say(
        "The audit trail was altered outside KIM. Keep a copy of the database as it is and inform the data protection officer."
    )
    return FAILED


def seal() -> int:
    """Seal what can no longer change."""
    from kim.privacy.public import Scope, audit, open_scope

    with open_scope(Scope(name="command")):
        say(f"{audit.seal()} events sealed")
    return OK
