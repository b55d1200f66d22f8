"""The county's own Word files for invitation, paper, minutes, decisions and extract; open points on all of them."""

from datetime import timedelta
from io import BytesIO

import pymupdf
import pytest
from django.urls import reverse
from docx import Document

from kim.organisation.models import Agency
from kim.privacy.models import AuditEvent
from kim.steering.demo.templates import ALL
from kim.steering.models import Attendance, OpenPoint
from kim.steering.papers import word
from kim.workbench.public import letter_fields
from tests import factories
from tests import factories_steering as rows
from tests.factories import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(world, browser_for):
    return browser_for(factories.user("kira", role="coordinator", in_unit=world.team_a))


@pytest.fixture
def held(world):
    """A meeting that was held, with a decision for an agency and a point that was settled in it."""
    agency = Agency.objects.create(key="vhs", name="Volkshochschule", kind="education")
    group = rows.body()
    rows.seat(group, "Ayşe D’Angelo")
    meeting = rows.meeting(group, state="minutes_out", minutes_out_on=today(), title="7. Sitzung")
    paper = rows.proposal(group, reasons="Zwölf Hinweise.")
    paper.agencies.add(agency)
    item = rows.item(meeting, proposal=paper, record="Alle Träger sind einverstanden.")
    decided = rows.decision(group, meeting=meeting, item=item, proposal=paper)
    rows.order(decided, agency=agency)
    Attendance.objects.create(meeting=meeting, name="Ayşe D’Angelo", presence="online")
    since = today() - timedelta(days=9)
    OpenPoint.objects.create(
        body=group, title="Formular abstimmen", opened_on=since, closed_on=today(), closed_in=meeting, agency=agency,
        result="Ein Formular für alle.",
    )  # fmt: skip
    OpenPoint.objects.create(body=group, title="Vertretung klären", opened_on=since, due_on=since, owner="Frau Yıldız")
    return meeting


def template(world, purpose):
    name, _purpose, lines = next(each for each in ALL if each[1] == purpose)
    return factories.letter_template(world.admin, name=name, purpose=purpose, text="\n".join(lines), active=True)


def words(answer) -> str:
    return "\n".join(each.text for each in Document(BytesIO(answer.content)).paragraphs)


def test_each_kind_of_paper_comes_as_the_countys_own_word_file(held, world, client):
    agency, paper = Agency.objects.get(key="vhs"), held.items.get().proposal
    ahead = rows.meeting(held.body, state="planned", held_on=today() + timedelta(days=20), title="8. Sitzung")
    rows.item(ahead, title="Wie es weitergeht")
    files = {purpose: template(world, purpose).pk for _name, purpose, _lines in ALL}
    extract = f"{reverse('steering:decision_extract')}?agency={agency.pk}&template={files['extract']}"

    told = {
        "invitation": words(client.get(reverse("steering:meeting_word", args=[ahead.pk, files["invitation"]]))),
        "minutes": words(client.get(reverse("steering:meeting_word", args=[held.pk, files["minutes"]]))),
        "paper": words(client.get(reverse("steering:proposal_word", args=[paper.pk, files["paper"]]))),
        "decisions": words(client.get(reverse("steering:year_word", args=[today().year, files["decisions"]]))),
        "extract": words(client.get(extract)),
    }

    assert "1 Wie es weitergeht (Beschluss)" in told["invitation"]
    assert "Vertretung klären – Frau Yıldız" in told["invitation"] and "Formular abstimmen" not in told["invitation"]
    assert "Stadt Dormagen: Ayşe D’Angelo" in told["invitation"]
    assert "Gast: Ayşe D’Angelo" in told["minutes"] and "Alle Träger sind einverstanden." in told["minutes"]
    assert "Formular abstimmen – Volkshochschule: erledigt: Ein Formular für alle." in told["minutes"]
    assert "Zwölf Hinweise." in told["paper"] and "Zuständig: Volkshochschule" in told["paper"]
    assert "Zwei Kurse werden eingerichtet. (angenommen)" in told["decisions"]
    assert "Auszug für: Volkshochschule" in told["extract"] and "Zwei Kurse ausschreiben, bis" in told["extract"]
    assert AuditEvent.objects.filter(kind="steering.paper_printed").count() == 5


def test_every_field_of_each_kind_has_a_value(held, world):
    agency, paper = Agency.objects.get(key="vhs"), held.items.get().proposal
    values = {
        "invitation": word.invitation_values(held, papers=[], invited=[]),
        "minutes": word.minutes_values(held),
        "paper": word.proposal_values(paper),
        "decisions": word.year_values([], 2026),
        "extract": word.extract_values([], agency, None),
    }

    for purpose, said in values.items():
        known = letter_fields.known(purpose)
        assert set(said) == set(known)
        assert {name for name, value in said.items() if isinstance(value, list)} == {
            n for n in known if known[n] == "list"
        }


def test_open_points_stand_on_the_page_the_agenda_and_in_the_minutes(held, client):
    ahead = rows.meeting(held.body, state="planned", held_on=today() + timedelta(days=20))

    page = client.get(reverse("steering:meeting_detail", args=[ahead.pk])).content.decode()
    agenda = pdf(client.get(reverse("steering:session_agenda", args=[ahead.pk])))
    minutes = pdf(client.get(reverse("steering:session_minutes", args=[held.pk])))

    assert "Vertretung klären" in page and "Formular abstimmen" not in page
    assert "Vertretung klären" in agenda and "Frau Yıldız" in agenda and "Formular abstimmen" not in agenda
    assert "erledigt: Ein Formular für alle." in minutes and "Vertretung klären" in minutes


def test_a_template_with_a_field_of_another_kind_names_the_nearest_one(world):
    made = factories.letter_template(world.admin, purpose="minutes", text="{{ anwesende }} {{ aktenzeichen }}")

    assert [each["name"] for each in made.unknown] == ["anwesende", "aktenzeichen"]
    assert made.unknown[0]["closest"] == "anwesend"


def test_letters_of_a_case_never_offer_papers_of_bodies(world, browser_for):
    template(world, "minutes")
    case = factories.case(world.anna)

    page = browser_for(world.anna).get(reverse("letters:case_letter_new", args=[case.pk])).content.decode()

    assert "Protokoll des Kreises" not in page


def pdf(answer) -> str:
    with pymupdf.open(stream=answer.content) as document:
        return " ".join("\n".join(page.get_text() for page in document).replace("­", "").replace("\u200b", "").split())
