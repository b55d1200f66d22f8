"""Reading the papers of a funding file: the door to one, its content, and how long they are kept."""

from collections.abc import Iterator
from datetime import date

from django.http import Http404

from kim.organisation.public import RetentionClass, User
from kim.privacy.public import vault
from kim.staffing import access
from kim.staffing.grants_states import StepKind
from kim.staffing.models import FundingGrant, GrantPaper, GrantPaperVersion

FUNDING_FILES = "grant"  # the retention class of funding files


def key_owner(grant_id: int) -> vault.Owner:
    """Whose key seals the papers of a funding file."""
    return vault.Owner("grant", grant_id)


def paper_for(user: User, pk: int, *, to_manage: bool = False) -> GrantPaper:
    """A paper: 403 for whoever has no page here, 404 where there is none."""
    found = GrantPaper.objects.for_list().filter(pk=pk).first() if access.reads_grants(user) else None
    grant = access.grant_for(user, found.grant_id if found else 0, to_manage=to_manage)
    if found is None:
        raise Http404
    found.grant = grant
    return found


def version_of(paper: GrantPaper, number: int) -> GrantPaperVersion:
    """One of its files (else 404): none any more once the paper was taken out."""
    for version in paper.versions.all():
        if version.number == number and not paper.is_removed:
            return version
    raise Http404


def open_version(version: GrantPaperVersion) -> Iterator[bytes]:
    """The file in clear, chunk by chunk, checked whole before; the chunks need no database."""
    key = vault.key_of(key_owner(version.grant_id))
    vault.files.check(version.stored, key=key)
    return vault.files.read(version.stored, key=key)


def kept_years() -> int | None:
    """How many years after its end a funding file is kept, as the county states it; None while it states nothing."""
    years: int | None = RetentionClass.objects.filter(key=FUNDING_FILES).values_list("years", flat=True).first()
    return years


def kept_until(grant: FundingGrant, years: int | None) -> date | None:
    """The last day: the end of the year, so many years after the final proof of use; None while either is not known."""
    handed_in = [step.done_on for step in grant.steps.all() if step.kind == StepKind.FINAL_PROOF and step.done_on]
    return date(max(handed_in).year + years, 12, 31) if handed_in and years is not None else None


__all__ = ["kept_until", "kept_years", "key_owner", "open_version", "paper_for", "version_of"]
