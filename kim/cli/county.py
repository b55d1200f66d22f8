"""`kim county`: check a profile without a database; load it whole or not at all."""

import hashlib
from pathlib import Path

from kim.cli.output import FAILED, OK, as_json, ask, fail, say


def check(file: Path, *, for_machines: bool) -> int:
    """Name every fault with file and line."""
    from kim.organisation.profile import check_report

    report = check_report(_existing(file), "en")
    if for_machines:
        as_json(report.data)
    else:
        say(report.text)
    return OK if report.ok else FAILED


def load(file: Path, *, sure: bool, only_show: bool, for_machines: bool) -> int:
    """Show what would change; ask when it takes back what was changed on screen; load in one transaction."""
    from kim.organisation.public import loading

    plan = plan_of(_existing(file))
    if for_machines:
        as_json(loading.as_dict(plan))
    else:
        for line in loading.describe(plan, "en"):
            say(line)
    if only_show or plan.is_empty:
        return OK
    if plan.reverts and not sure and not ask("Load all the same?"):
        say("Nothing was loaded. To load all the same: --yes")
        return FAILED
    apply(plan)
    if not for_machines:
        say("The profile is loaded.")
    return OK


def plan_of(file: Path):  # type: ignore[no-untyped-def]
    """What loading this file would change; a file with faults stops with all of them."""
    from kim.network.public import plan_county
    from kim.organisation.profile import ProfileErrors, check_report, read
    from kim.organisation.public import OrganisationError, logos

    try:
        profile = read(file)
    except ProfileErrors:
        fail(f"The profile has faults, nothing was loaded.\n{check_report(file, 'en').text}")
    try:
        logo = logos.beside(file, profile.county)
    except OrganisationError as error:
        fail(f"{profile.county.logo}: {error}")
    return plan_county(profile, hashlib.sha256(file.read_bytes()).hexdigest(), name=file.name, logo=logo)


def apply(plan) -> None:  # type: ignore[no-untyped-def]
    """Load a plan in one transaction, with its events in the trail."""
    from kim.organisation.public import loading

    loading.apply(plan, by_name="kim county load")


def _existing(file: Path) -> Path:
    if not file.is_file():
        fail(f"There is no file {file}.")
    return file
