"""Papers of a funding file as pages list them."""

from typing import Any

from kim.casework.public import file_types
from kim.staffing.public import FundingGrant, GrantPaper, GrantPaperVersion

Words = dict[str, Any]


def files_of(paper: GrantPaper) -> list[Words]:
    """Its files with the words for their kind, the newest first."""
    return [{"row": row, "kind": _of(row).words, "is_shown": bool(_of(row).preview)} for row in paper.versions.all()]


def _of(row: GrantPaperVersion) -> file_types.FileType:
    return file_types.BY_MEDIA[row.media_type]


def papers_of(grant: FundingGrant) -> list[Words]:
    """The papers of a funding file as its page lists them; three queries, however many there are."""
    rows = GrantPaper.objects.for_list().filter(grant=grant)
    return [
        {
            "row": row,
            "file": None if row.is_removed else files_of(row)[0],
            "of": [str(each) for each in (row.agreement, row.step) if each],
        }
        for row in rows
    ]
