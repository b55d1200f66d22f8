"""Word files of the invented county for papers of its bodies, one for each kind, in force."""

from datetime import date
from io import BytesIO

from docx import Document

from kim.organisation.public import Permission, User
from kim.workbench.public import Purpose, letter_templates

_HEAD = ("{{ kreis }}", "{{ gremium }}")
_POINTS = (
    "{%p if offene_punkte %}", "Offene Punkte", "{%p for punkt in offene_punkte %}", "– {{ punkt }}", "{%p endfor %}",
    "{%p endif %}",
)  # fmt: skip
INVITATION = (
    *_HEAD, "Einladung: {{ sitzung }}", "{{ tag }}, {{ beginn }}{% if ende %} bis {{ ende }}{% endif %}, {{ ort }}",
    "{{ begruessung }}", "Tagesordnung", "{%p for punkt in tagesordnung %}", "{{ punkt }}", "{%p endfor %}", *_POINTS,
    "Eingeladen sind:", "{%p for sitz in sitze %}", "{{ sitz }}", "{%p endfor %}", "{{ datum }}",
)  # fmt: skip
MINUTES = (
    *_HEAD, "Niederschrift: {{ sitzung }}, {{ tag }}", "{{ stand }}", "Anwesend:", "{%p for wer in anwesend %}", "{{ wer }}",
    "{%p endfor %}", "{{ beschlussfaehigkeit }}", "{%p for punkt in niederschrift %}", "{{ punkt }}", "{%p endfor %}",
    *_POINTS, "Niederschrift: {{ protokoll }}",
)  # fmt: skip
PAPER = (
    *_HEAD, "Vorlage {{ nummer }}: {{ titel }}", "Beschlussvorschlag", "{{ beschlussvorschlag }}",
    "{%p if begruendung %}", "Begründung: {{ begruendung }}", "{%p endif %}", "{%p if kosten %}", "Kosten: {{ kosten }}",
    "{%p endif %}", "{%p for stelle in zustaendig %}", "Zuständig: {{ stelle }}", "{%p endfor %}",
)  # fmt: skip
_DECISIONS = ("{%p for beschluss in beschluesse %}", "{{ beschluss }}", "{%p endfor %}")
YEAR = ("{{ kreis }}", "Beschlüsse {{ jahr }}", *_DECISIONS)
EXTRACT = (
    "{{ kreis }}", "Auszug für: {{ stelle }}", *_DECISIONS, "Aufträge", "{%p for auftrag in auftraege %}",
    "{{ auftrag }}", "{%p endfor %}",
)  # fmt: skip
ALL = (
    ("Einladung des Kreises", Purpose.INVITATION, INVITATION),
    ("Niederschrift des Kreises", Purpose.MINUTES, MINUTES),
    ("Vorlage des Kreises", Purpose.PAPER, PAPER),
    ("Beschlussliste des Kreises", Purpose.DECISIONS, YEAR),
    ("Auszug des Kreises", Purpose.EXTRACT, EXTRACT),
)


def demo_templates(today: date) -> None:
    """Uploaded and activated by an administrator, as on the page."""
    by = next((user for user in User.objects.order_by("id") if user.has(Permission.COUNTY_MANAGE)), None)
    if by is None:
        return
    for name, purpose, lines in ALL:
        made = letter_templates.upload(
            name=name, purpose=purpose, file_name=f"{purpose}.docx", content=word_file(lines), by=by
        )
        letter_templates.activate(template=made, by=by, from_on=today)


def word_file(lines: tuple[str, ...]) -> bytes:
    """A plain Word file, one paragraph a line."""
    document, file = Document(), BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()
