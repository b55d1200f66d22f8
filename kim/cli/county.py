"""`kim county`: check a profile without a database; compare it, load it whole or not at all; write the county out."""

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


def diff(file: Path, *, for_machines: bool) -> int:
    """Say what loading this file would change; 0 nothing, 1 something. A fault makes the command end with 2."""
    from kim.organisation.public import loading

    plan = plan_of(_existing(file))
    if for_machines:
        as_json(loading.as_dict(plan))
    else:
        for line in loading.describe(plan, "en"):
            say(line)
    return FAILED if plan.steps or plan.logo_changes else OK


def export(file: Path | None) -> int:
    """Write the county as it stands in the database; without a file to the screen."""
    from kim.network.public import export_county
    from kim.organisation.public import County, logos

    if not County.objects.exists():
        fail("There is no county in the database yet. Load one with: kim county load FILE")
    text = export_county("Written by kim county export.")
    if file is None:
        say(text.rstrip("\n"))
        return OK
    _write(file, text.encode())
    logo = logos.county_logo()
    if logo is not None:
        _write(file.parent / logo.file_name, logo.content)
    say(f"The county is written to {file}.")
    return OK


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}.")


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
