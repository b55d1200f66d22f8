"""Papers in the invented county's funding files: made by KIM's own printer, each marked as a copy without the content of the real one."""

from datetime import date, datetime, time
from io import BytesIO

from django.conf import settings
from django.utils import timezone

from kim.documents import Head, Letter, LetterText, render_letter
from kim.organisation.public import Role, User
from kim.staffing.actions import papers as acts
from kim.staffing.grants_states import StepKind
from kim.staffing.models import FundingGrant, GrantPaper, GrantPaperVersion, PaperKind

MARK = "Dieses Blatt ist für die Vorführung gemacht. Den Wortlaut des Originals enthält es nicht."
HOUSE, AUTHORITY = "Rhein-Kreis Neuss", "Bezirksregierung"


def papers() -> None:
    """None where no place for files is set or nobody keeps funding files."""
    keeper = User.objects.filter(memberships__role=Role.ASSISTANT).order_by("pk").first()
    if keeper is None or not (settings.KIM_KEYS and settings.KIM_FILES) or GrantPaper.objects.exists():
        return
    for grant in FundingGrant.objects.filter(block=1, year=2021):
        _of_step(grant, StepKind.APPLY, PaperKind.APPLICATION, "Antrag auf Zuwendung, Baustein 1, 2021", HOUSE, keeper)
        _of_step(grant, StepKind.CONCEPT, PaperKind.CONCEPT, "Handlungskonzept, kreisweit abgestimmt", HOUSE, keeper)
    for grant in FundingGrant.objects.filter(amounts__kind="approved").distinct().order_by("year"):
        for amount in grant.amounts.filter(kind="approved"):
            title = f"Zuwendungsbescheid {grant.year}"
            amount.document = _file(grant, PaperKind.APPROVAL, title, AUTHORITY, amount.on, keeper)
            amount.save(update_fields=["document"])


def _of_step(grant: FundingGrant, step: StepKind, kind: PaperKind, title: str, sender: str, keeper: User) -> None:
    done = grant.steps.filter(kind=step, done_on__isnull=False).first()
    if done is not None and done.done_on is not None:
        paper = _file(grant, kind, title, sender, done.done_on, keeper)
        GrantPaper.objects.filter(pk=paper.pk).update(step=done)


def _file(grant: FundingGrant, kind: PaperKind, title: str, sender: str, on: date, keeper: User) -> GrantPaper:
    """Filed on its own day."""
    made = render_letter(
        Letter(
            head=Head(county=sender, unit="", return_address=sender, contact=(sender,)),
            recipient=(AUTHORITY if sender == HOUSE else HOUSE,),
            text=LetterText(title, "Guten Tag,", f"{MARK}\n\n{grant.title}", "Mit freundlichen Grüßen", "de"),
            on=on, signed_by=sender,
        )
    )  # fmt: skip
    handed = acts.Handed(f"{title}.pdf", "application/pdf", BytesIO(made))
    paper = acts.add(grant=grant, handed=handed, kind=kind, title=title, dated_on=on, by=keeper)
    at = timezone.make_aware(datetime.combine(on, time(10, 20)))
    GrantPaper.objects.filter(pk=paper.pk).update(synthetic=True, recorded_at=at)
    GrantPaperVersion.objects.filter(paper=paper).update(recorded_at=at)
    return paper


__all__ = ["papers"]
