"""Letters in the invented county: two in the case of Samar Haddad, and a Word template of the county in force."""

from datetime import date, timedelta
from io import BytesIO

from docx import Document

from kim.casework import letters
from kim.casework.models import Case, Letter
from kim.casework.paper_texts import wordings
from kim.organisation.public import Permission, User
from kim.workbench.public import letter_templates

_WRITTEN = (
    ("invitation", 240, {"time": "10", "place": "Kreishaus Grevenbroich, Zimmer 1.12"}, "ar"),
    ("confirmation", 30, {}, ""),
)
_TEMPLATE = (
    "{{ kreis }} · {{ einheit }}", "{{ empfaenger }}", "{{ datum }}, Zeichen {{ aktenzeichen }}", "{{ betreff }}",
    "{{ anrede }}", "{{ text }}", "Ihre Ziele, wie wir sie vereinbart haben:", "{%p for ziel in ziele %}", "– {{ ziel }}",
    "{%p endfor %}", "{{ gruss }}", "{{ fachkraft }}",
)  # fmt: skip


def write(today: date) -> int:
    """Gives how many letters were written; none in a county without her."""
    case = Case.objects.filter(person__given_name="Samar", person__family_name="Haddad").order_by("id").first()
    if case is None:
        return 0
    rows = [
        _letter(case, kind, today - timedelta(days=ago), known, language) for kind, ago, known, language in _WRITTEN
    ]
    _template(today)
    return len(Letter.objects.bulk_create(rows))


def _letter(case: Case, kind: str, on: date, known: dict[str, str], language: str) -> Letter:
    by, texts = case.assigned_to, wordings(letters.PAPER)
    day = letters.german_day(on + timedelta(days=9))
    said = letters.propose(case, kind, language, by=by, texts=texts, day=day, **known)
    snapshot = letters.snapshot_of(
        case, by=by, sent_on=on, recipient=letters.recipient_of(case, None), german=said.german, other=said.other,
        language=language, texts=texts,
    )  # fmt: skip
    return Letter(
        case=case,
        kind=kind,
        language=language,
        subject=said.german.subject,
        sent_on=on,
        snapshot=snapshot,
        recorded_by=by,
    )


def _template(today: date) -> None:
    """Uploaded and activated by an administrator, as on the page."""
    by = next((user for user in User.objects.order_by("id") if user.has(Permission.COUNTY_MANAGE)), None)
    if by is None:
        return
    document, file = Document(), BytesIO()
    for line in _TEMPLATE:
        document.add_paragraph(line)
    document.save(file)
    template = letter_templates.upload(
        name="Zwischenstand der Ziele", file_name="zwischenstand.docx", content=file.getvalue(), by=by
    )
    letter_templates.activate(template=template, by=by, from_on=today)
