"""Papers for a meeting or a proposal as they are handed in: filed, given a newer version, withdrawn. Earlier versions stay."""

from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from kim.organisation.public import User
from kim.privacy.public import audit
from kim.steering.access import reach_of
from kim.steering.actions import invitations
from kim.steering.actions.proposals import may_write
from kim.steering.exceptions import MeetingIsClosed, PaperIsWithdrawn, PaperTooLarge, SamePaper
from kim.steering.models import AgendaItem, Meeting, Paper, PaperVersion, Proposal
from kim.steering.states import MeetingState

SHUT = (MeetingState.APPROVED, MeetingState.CLOSED, MeetingState.CANCELLED)


@dataclass(frozen=True)
class Handed:
    """A file as it came in; what it is was found from its content before."""

    name: str
    media_type: str
    content: bytes
    pages: int | None = None


@dataclass(frozen=True)
class Shown:
    """A paper with its newest version first, and what happened to it since the invitation: "" | "late" | "changed"."""

    paper: Paper
    versions: list[PaperVersion]
    since: str

    @property
    def newest(self) -> PaperVersion:
        return self.versions[0]


def papers_of(meeting: Meeting, *, inside: bool) -> list[Shown]:
    """The papers of a meeting and of the proposals on its agenda; what is not public only for those inside."""
    proposals = meeting.items.exclude(proposal=None).values("proposal")
    rows = Paper.objects.filter(Q(meeting=meeting) | Q(proposal__in=proposals), withdrawn_on=None)
    return [_shown(each, meeting) for each in _listed(rows if inside else rows.filter(internal=False))]


def papers_of_proposal(proposal: Proposal, *, inside: bool) -> list[Shown]:
    """The papers of one proposal."""
    rows = Paper.objects.filter(proposal=proposal, withdrawn_on=None)
    return [_shown(each, None) for each in _listed(rows if inside else rows.filter(internal=False))]


def shown(paper: Paper) -> Shown:
    """This paper with all its versions."""
    return _shown(_listed(Paper.objects.filter(pk=paper.pk)).get(), paper.meeting)


def may_file(user: User, paper_for: Meeting | Proposal) -> bool:
    """Whether they may hand in papers for it: for a meeting whoever prepares it, for a proposal whoever writes it."""
    if isinstance(paper_for, Meeting):
        return reach_of(user).manages(paper_for.body_id) and paper_for.state not in SHUT
    return may_write(user, paper_for)


@transaction.atomic
def file_for(
    *,
    target: Meeting | Proposal,
    by: User,
    title: str,
    handed: Handed,
    item: AgendaItem | None = None,
    internal: bool = False,
) -> Paper:
    """File a paper; whoever was invited before hears that it came later."""
    _allowed(target, by)
    belongs = {"meeting": target} if isinstance(target, Meeting) else {"proposal": target}
    paper = Paper.objects.create(title=title[:200], item=item, internal=internal, **belongs)
    _store(paper, handed, by, 1)
    _tell(paper, by)
    return paper


@transaction.atomic
def replace(*, paper: Paper, by: User, handed: Handed) -> PaperVersion:
    """A newer version; it replaces the one before, which stays to be read."""
    _allowed(paper.meeting or paper.proposal, by)
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if paper.withdrawn_on:
        raise PaperIsWithdrawn
    last = paper.versions.defer("content").order_by("-number").first()
    if last is not None and last.sha256 == sha256(handed.content).hexdigest():
        raise SamePaper
    version = _store(paper, handed, by, (last.number if last else 0) + 1)
    _tell(paper, by)
    return version


@transaction.atomic
def withdraw(*, paper: Paper, by: User) -> Paper:
    """It is not read for the meeting any more; that it was there stays."""
    _allowed(paper.meeting or paper.proposal, by)
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if paper.withdrawn_on is None:
        paper.withdrawn_on = timezone.localdate()
        paper.save(update_fields=["withdrawn_on"])
        audit.record("paper.withdrawn", target=paper)
    return paper


@transaction.atomic
def bring_back(*, paper: Paper, by: User) -> Paper:
    """It was withdrawn by mistake, or is needed after all: it is read for the meeting again."""
    _allowed(paper.meeting or paper.proposal, by)
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if paper.withdrawn_on is not None:
        paper.withdrawn_on = None
        paper.save(update_fields=["withdrawn_on"])
        audit.record("paper.brought_back", target=paper)
        _tell(paper, by)
    return paper


def withdrawn_from(target: Meeting | Proposal) -> QuerySet[Paper]:
    """What was withdrawn there, for those who may bring it back."""
    own: QuerySet[Paper] = target.papers.exclude(withdrawn_on=None)
    return own.order_by("-withdrawn_on", "-pk")


def _store(paper: Paper, handed: Handed, by: User, number: int) -> PaperVersion:
    if len(handed.content) > settings.KIM_DOCUMENT_BYTES:
        raise PaperTooLarge(most=settings.KIM_DOCUMENT_BYTES // 1024**2)
    version = PaperVersion.objects.create(
        paper=paper, number=number, file_name=handed.name[:200], media_type=handed.media_type, size=len(handed.content),
        sha256=sha256(handed.content).hexdigest(), pages=handed.pages, content=handed.content, added_by=by,
    )  # fmt: skip
    audit.record("paper.filed", target=paper, number=number, media_type=handed.media_type, size=version.size)
    return version


def _tell(paper: Paper, by: User) -> None:
    """Whoever was invited to a meeting that deals with it."""
    meetings = Meeting.objects.filter(
        Q(pk=paper.meeting_id) | Q(items__proposal__in=[paper.proposal_id] if paper.proposal_id else [])
    )
    for meeting in meetings.filter(state=MeetingState.INVITED).distinct():
        if reach_of(by).manages(meeting.body_id):
            invitations.tell_papers(meeting, by)


def _listed(rows: QuerySet[Paper]) -> QuerySet[Paper]:
    versions = PaperVersion.objects.defer("content").select_related("added_by").order_by("-number")
    return rows.select_related("meeting", "item", "proposal").prefetch_related(Prefetch("versions", versions))


def _shown(paper: Paper, meeting: Meeting | None) -> Shown:
    versions = list(paper.versions.all())
    out = meeting.invited_at if meeting else None
    since = ""
    if out and versions and versions[0].added_at > out:
        since = "late" if versions[-1].added_at > out else "changed"
    return Shown(paper, versions, since)


def _allowed(target: Meeting | Proposal | None, by: User) -> None:
    if isinstance(target, Meeting) and reach_of(by).manages(target.body_id) and target.state in SHUT:
        raise MeetingIsClosed
    if target is None or not may_file(by, target):
        raise PermissionDenied
