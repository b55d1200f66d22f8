"""Documents in the invented county: what Samar Haddad brought along, made by KIM's own printer, and some confidential notes."""

from datetime import date, datetime, timedelta
from io import BytesIO

from django.conf import settings
from django.utils import timezone

from kim import documents as printer
from kim.casework import consent_papers, snapshots
from kim.casework.actions import documents, scans
from kim.casework.documents import ConsentData, render_consent, render_goal_agreement
from kim.casework.models import Case, Consent, Contact, ContactKind, Document, DocumentVersion, HowGiven, SignedOn
from kim.documents import Head, Letter, LetterText

CERTIFICATE = (
    "Sprachprüfung Deutsch, Niveau A2",
    "Frau Samar Haddad hat die Prüfung am Ende des Kurses bestanden.\n\nHören und Lesen: 41 von 50 Punkten\n\n"
    "Schreiben: 12 von 15 Punkten\n\nSprechen: 27 von 35 Punkten",
    "Sprachschule am Markt (erfunden)",
)
NOTICE = (
    "Kindergeld für Yazan und Lina",
    "für Ihre beiden Kinder ist Kindergeld bewilligt. Die Zahlung beginnt mit dem nächsten Monat.\n\n"
    "Bitte teilen Sie Änderungen sofort mit, zum Beispiel einen Umzug.",
    "Familienkasse (erfunden)",
)
TRANSLATION = (
    "Übersetzung des Diploms",
    "Universität Aleppo, Fakultät für Pharmazie\n\nDiplom der pharmazeutischen Wissenschaften, verliehen an Samar Haddad\n\n"
    "Übersetzt aus dem Arabischen; die Urkunde lag im Original vor.",
    "Übersetzungsbüro (erfunden)",
)
# How many notes of the large county are confidential; sealing is dearer than copying.
CONFIDENTIAL_NOTES = 40
CONFIDENTIAL = (
    "Sie erzählt, dass die Schwiegerfamilie Druck macht, die Ausbildung zu lassen. Möchte nicht, dass das sonst jemand erfährt. "
    "Nummer der Beratungsstelle für Frauen mitgegeben."
)


def file(today: date) -> int:
    """Gives how many documents were filed; none in a county without her, or where no place for documents is set."""
    case = Case.objects.filter(person__given_name="Samar", person__family_name="Haddad").order_by("id").first()
    if not (settings.KIM_KEYS and settings.KIM_FILES):
        return 0
    _seal_some()
    if case is None:
        return 0
    _note(case, today - timedelta(days=40))
    _file(
        case, "Zertifikat_A2.png", _picture(CERTIFICATE, today, 120), "certificate", "Zertifikat Deutsch A2", today, 120
    )
    _file(case, "Bescheid Kindergeld.pdf", _pdf(NOTICE, today, 60), "notice", "Bescheid über Kindergeld", today, 60)
    draft = _pdf((TRANSLATION[0], TRANSLATION[1] + "\n\nEntwurf, noch ohne Stempel.", TRANSLATION[2]), today, 45)
    diploma = _file(case, "Diplom_Entwurf.pdf", draft, "certificate", "Übersetzung des Diploms", today, 45)
    newer = documents.add_version(
        document=diploma, by=case.assigned_to, name="Diplom_beglaubigt.pdf", content=_pdf(TRANSLATION, today, 31)
    )
    DocumentVersion.objects.filter(pk=newer.pk).update(recorded_at=_moment(today, 30))
    return 3 + _scans(case)


def _scans(case: Case) -> int:
    """What was signed on paper, as it came back from the scanner: her newest consent, the agreement in force."""
    filed = 0
    if consent := case.consents.filter(form=HowGiven.PAPER, withdrawn_on=None).select_related("agency").first():
        _proven(consent, consent.given_on, render_consent(_consent_paper(case, consent)))
        filed += 1
    signed = case.agreements.filter(signatures__form=SignedOn.PAPER).distinct().last()
    if signed is not None:
        lines = snapshots.signature_lines(signed)
        made = render_goal_agreement(
            snapshots.agreement_data(signed.snapshot), language=signed.language or None, signatures=lines
        )
        _proven(signed, signed.agreed_on, made)
        filed += 1
    return filed


def _consent_paper(case: Case, consent: Consent) -> ConsentData:
    return consent_papers.paper_of(
        case, by=consent.explained_by, recipient=consent.recipient, purpose=consent.purpose, direction=consent.direction,
        data=consent.data, valid_until=consent.valid_until, language=consent.language, data_detail=consent.data_detail,
        interpreted=consent.interpreted, given_on=consent.given_on,
    )  # fmt: skip


def _proven(of: scans.Proven, on: date, content: bytes) -> None:
    """Filed on the day it was signed."""
    scan = scans.file(of=of, by=of.case.assigned_to, name="Scan.pdf", content=BytesIO(content), dated_on=on)
    at = timezone.make_aware(datetime(on.year, on.month, on.day, 15, 10))
    Document.objects.filter(pk=scan.pk).update(recorded_at=at)
    DocumentVersion.objects.filter(document=scan).update(recorded_at=at)


def _seal_some() -> None:
    """Every thirty-third talk from the beginning, until there are enough."""
    talks = Contact.objects.filter(kind=ContactKind.TALK, is_first_advice=False).order_by("id")
    for pk in list(talks.values_list("pk", flat=True)[: CONFIDENTIAL_NOTES * 33 : 33]):
        note = talks.get(pk=pk)
        note.confidential = True
        note.save()


def _file(case: Case, name: str, content: bytes, kind: str, title: str, today: date, ago: int) -> Document:
    """Filed the day after it was written."""
    document = documents.add(case=case, by=case.assigned_to, name=name, content=content, kind=kind, title=title)
    filed = {"recorded_at": _moment(today, ago - 1)}
    Document.objects.filter(pk=document.pk).update(dated_on=today - timedelta(days=ago), **filed)
    DocumentVersion.objects.filter(document=document).update(**filed)
    return document


def _note(case: Case, day: date) -> None:
    noted = Contact.objects.create(
        case=case, kind=ContactKind.TALK, held_on=day, minutes=35, text=CONFIDENTIAL, confidential=True,
        recorded_by=case.assigned_to,
    )  # fmt: skip
    Contact.objects.filter(pk=noted.pk).update(
        recorded_at=timezone.make_aware(datetime(day.year, day.month, day.day, 11, 20))
    )


def _moment(today: date, ago: int) -> datetime:
    day = today - timedelta(days=ago)
    return timezone.make_aware(datetime(day.year, day.month, day.day, 9, 40))


def _paper(words: tuple[str, str, str], today: date, ago: int) -> Letter:
    subject, body, sender = words
    head = Head(county=sender, unit="", return_address=sender, contact=(sender,))
    text = LetterText(subject, "Guten Tag Frau Haddad,", body, "Mit freundlichen Grüßen", "de")
    return Letter(
        head=head, recipient=("Samar Haddad", "Beispielweg 4", "41515 Grevenbroich"), text=text,
        on=today - timedelta(days=ago), signed_by=sender, signed_as="",
    )  # fmt: skip


def _pdf(words: tuple[str, str, str], today: date, ago: int) -> bytes:
    return printer.render_letter(_paper(words, today, ago))


def _picture(words: tuple[str, str, str], today: date, ago: int) -> bytes:
    return printer.picture_letter(_paper(words, today, ago), dots_per_inch=84)[0]
