"""The fields of templates for papers of bodies: invitation, paper, minutes, list of decisions, extract."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.workbench.models import Purpose
from kim.workbench.template_field import FieldGroup, LetterField

_ITEMS = ("1 Protokoll genehmigen", "2 Kurse mit Kinderbetreuung (Beschluss, 20 Min.)")
_POINTS = ("Formular abstimmen – Stadt Musterstadt, bis 04.12.2026: offen", "Vertretung klären – offen")
_DECIDED = ("LG 2026/07 vom 23.11.2026: Zwei Kurse werden eingerichtet. Angenommen",)
_RECORD = (
    "1 Protokoll genehmigen\nDas Protokoll wird genehmigt.",
    "2 Kurse\nAngenommen mit 9 Ja, 1 Nein, 0 Enthaltungen.",
)
_ADVICE = ("AG Strukturebene, 02.11.2026: empfiehlt „annehmen“",)

_COUNTY = FieldGroup(
    _("County and body"),
    (
        LetterField("kreis", _("name of the county"), "Musterkreis"),
        LetterField("gremium", _("name of the body"), "Lenkungsgruppe"),
        LetterField("datum", _("day on which the paper is made"), "23.11.2026"),
    ),
)
_MEETING = FieldGroup(
    _("Meeting"),
    (
        LetterField("sitzung", _("title of the meeting"), "7. Sitzung der Lenkungsgruppe"),
        LetterField("nummer", _("running number of the meeting within the body"), "7"),
        LetterField("tag", _("day of the meeting"), "04.12.2026"),
        LetterField("beginn", _("beginning of the meeting"), "14.00 Uhr"),
        LetterField("ende", _("end of the meeting"), "16.00 Uhr"),
        LetterField("ort", _("place of the meeting"), "Kreishaus, Zimmer 1.12"),
        LetterField("video", _("address of the video meeting"), "https://video.example.org/lg"),
        LetterField("vorsitz", _("who chairs"), "Petra Muster"),
        LetterField("protokoll", _("who takes the minutes"), "Jonas Beispiel"),
    ),
)
_INVITATION = FieldGroup(
    _("Invitation"),
    (
        LetterField("begruessung", _("opening remarks of the invitation"), "Ich lade Sie herzlich ein."),
        LetterField("tagesordnung", _("list: items with their numbers"), _ITEMS),
        LetterField(
            "erlaeuterungen", _("list: what is said about items, and proposals"), ("Zu 2: Vorschlag V2026-004",)
        ),
        LetterField("offene_punkte", _("list: open points with owner, day and state"), _POINTS),
        LetterField("unterlagen", _("list: papers of the meeting"), ("Bericht zu den Kursen",)),
        LetterField("sitze", _("list: who is invited, with the seat"), ("Stadt Musterstadt: Petra Muster",)),
    ),
)
_PAPER = FieldGroup(
    _("Proposal"),
    (
        LetterField("nummer", _("number of the proposal"), "V2026-004"),
        LetterField("titel", _("title of the proposal"), "Kurse mit Kinderbetreuung"),
        LetterField("von", _("who hands it in"), "AG Strukturebene"),
        LetterField("eingereicht_am", _("day on which it was handed in"), "02.11.2026"),
        LetterField("thema", _("topic it comes from"), "T2026-011 Kurse mit Kinderbetreuung"),
        LetterField("beschlussvorschlag", _("what shall be decided"), "Die Träger richten zwei Kurse ein."),
        LetterField("begruendung", _("reasons"), "Zwölf Hinweise aus vier Kommunen."),
        LetterField("alternativen", _("other options"), "Gutscheine für Tagespflege."),
        LetterField("kosten", _("cost"), "24.000 Euro im Jahr"),
        LetterField("zustaendig", _("list: who must act"), ("Volkshochschule", "Jugendamt")),
        LetterField("empfehlungen", _("list: what bodies recommend"), _ADVICE),
    ),
)
_MINUTES = FieldGroup(
    pgettext_lazy("template", "Minutes"),
    (
        LetterField("stand", _("whether the minutes are a draft, sent or approved"), "Genehmigt am 04.12.2026."),
        LetterField("begruessung", _("opening remarks of the minutes"), "Die Vorsitzende eröffnet die Sitzung."),
        LetterField("anwesend", _("list: who was there, with the seat"), ("Stadt Musterstadt: Petra Muster",)),
        LetterField("abwesend", _("list: who was excused or absent"), ("Jobcenter: Jonas Beispiel, entschuldigt",)),
        LetterField(
            "beschlussfaehigkeit", _("from when on the body could not decide any more"), "Ab 15.40 Uhr nicht mehr."
        ),
        LetterField(
            "niederschrift", _("list: each item with its minutes, votes and decisions, several lines"), _RECORD
        ),
        LetterField("beschluesse", _("list: decisions of the meeting"), _DECIDED),
        LetterField("offene_punkte", _("list: open points with owner, day and state"), _POINTS),
    ),
)
_DECISIONS = FieldGroup(
    _("Decisions of a year"),
    (
        LetterField("jahr", _("year of the decisions"), "2026"),
        LetterField("beschluesse", _("list: decisions of the year"), _DECIDED),
    ),
)
_EXTRACT = FieldGroup(
    _("Extract for an agency"),
    (
        LetterField("stelle", _("agency that gets the extract"), "Volkshochschule"),
        LetterField("seit", _("day from which decisions are listed"), "01.01.2026"),
        LetterField("beschluesse", _("list: decisions that concern the agency"), _DECIDED),
        LetterField("auftraege", _("list: work orders of the agency"), ("Zwei Kurse ausschreiben, bis 01.02.2027: erteilt",)),
    ),
)  # fmt: skip

PAPERS: dict[str, tuple[FieldGroup, ...]] = {
    Purpose.INVITATION: (_COUNTY, _MEETING, _INVITATION),
    Purpose.PAPER: (_COUNTY, _PAPER),
    Purpose.MINUTES: (_COUNTY, _MEETING, _MINUTES),
    Purpose.DECISIONS: (_COUNTY, _DECISIONS),
    Purpose.EXTRACT: (_COUNTY, _EXTRACT),
}
