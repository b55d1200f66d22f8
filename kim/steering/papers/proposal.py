"""A proposal as the paper that a body decides on."""

from collections.abc import Iterator

from django.utils import translation

from kim.documents import Heading, Paragraph, Report
from kim.steering.models import Proposal
from kim.steering.papers.shared import Part, german_day, report


def proposal_paper(proposal: Proposal) -> Report:
    """What shall be decided, why, what else could be done, what it costs, who recommends what."""
    return report(
        proposal.to_body, f"Vorlage {proposal.number}", tuple(_parts(proposal)), subtitle=proposal.title
    )  # fmt: skip


def from_whom(proposal: Proposal) -> str:
    """Which body hands it in; without one the coordinating office."""
    return proposal.from_body.name if proposal.from_body else "Koordinierungsstelle"


def advice_lines(proposal: Proposal) -> list[str]:
    """What preparing bodies recommend, with their own wording."""
    with translation.override("de"):
        return [
            " ".join(part for part in (
                f"{each.body}, {german_day(each.given_on)}: empfiehlt „{each.get_advice_display()}“.",
                each.wording and f"Geänderter Wortlaut: {each.wording}", each.reasons,
            ) if part)
            for each in proposal.recommendations.select_related("body")
        ]  # fmt: skip


def _parts(proposal: Proposal) -> Iterator[Part]:
    day = f", eingereicht am {german_day(proposal.submitted_on)}" if proposal.submitted_on else ", Entwurf"
    yield Paragraph(f"Von: {from_whom(proposal)}. An: {proposal.to_body}{day}.")
    if proposal.topic:
        yield Paragraph(f"Thema {proposal.topic.number}: {proposal.topic.title}")
    yield from _said("Beschlussvorschlag", proposal.wording)
    yield from _said("Begründung", proposal.reasons)
    yield from _said("Alternativen", proposal.options)
    yield from _said("Kosten", proposal.cost)
    yield from _said("Zuständig", ", ".join(str(each) for each in proposal.agencies.all()))
    yield from _said("Empfehlungen", *advice_lines(proposal))


def _said(heading: str, *texts: str) -> Iterator[Part]:
    """A heading with its paragraphs; nothing where nothing was said."""
    if any(texts):
        yield Heading(heading)
        yield from (Paragraph(text) for text in texts)
