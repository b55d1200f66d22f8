"""Final report and handover sheet: what stands on them, for whom, and that everybody can read them."""

from datetime import UTC, datetime
from io import BytesIO

import pdfua
import pikepdf
import pymupdf
import pytest

from kim.casework import final_report, handover_sheet
from kim.casework.actions import cases, closings, contacts, handover_sheets, late_entries, reviews
from kim.casework.exceptions import CaseIsClosed
from kim.casework.models import Case, HandoverSheet
from kim.documents import render_report
from tests import factories
from tests.factories import today


def words_of(paper: bytes) -> str:
    with pymupdf.open(stream=paper) as opened:
        return " ".join("\n".join(page.get_text() for page in opened).replace("\xad", "").split())


@pytest.fixture
def told(world, scope_as):
    """A case of Anna's with everything in it, closed, with a late entry."""
    case = factories.case(
        world.anna,
        phase="monitoring",
        person=factories.person(given_name="Samar", family_name="Haddad", name_original="سمر حداد"),
    )
    goal = factories.goal(case, own_words="Wir wollen eine Wohnung ohne Schimmel.")
    factories.measure(goal, text="Antrag stellen")
    factories.referral(case, state="declined", decline_reason="no_place", note="Erst im Herbst")
    factories.contact(case, text="GEHEIM", confidential=True)
    with scope_as(world.anna) as anna:
        check = contacts.plan_follow_up(case=case, by=anna, due_on=today(), text="Bescheid prüfen")
        reviews.hold(case=case, by=anna, held_on=today(), looked=[reviews.Looked(goal, "on_course")])
        closings.close(
            case=case, by=anna, reason=factories.closing_reason(), result="Umzug geschafft", handover="Jobcenter begleitet",
            handover_agency=factories.agency(), informed="spoken", informed_on=today(),
            goals=[closings.GoalEnd(goal.pk, "reached", "zweites Angebot")],
            settled=[closings.Settlement(f"follow_up_{check.pk}", "dropped")],
        )  # fmt: skip
        late_entries.add(
            case=case, by=anna, reason="Post kam später",
            act=lambda now: contacts.record(case=now, by=anna, kind="letter", text="Bescheid über Wohngeld"),
        )  # fmt: skip
    return Case.objects.get(pk=case.pk)


def report(case, reader):
    return final_report.final_report(case, case.closings.last(), by=reader, on=today())


def test_the_final_report_tells_person_course_results_referrals_and_what_came_late(told, world, scope_as):
    with scope_as(world.anna) as anna:
        paper = words_of(render_report(report(told, anna)))

    for words in (
        "Abschlussbericht", "Samar Haddad", "Umzug geschafft", "Jobcenter begleitet", "Ziele erreicht", "Überprüfung",
        "»Wir wollen eine Wohnung ohne Schimmel.«", "erreicht: zweites Angebot", "kein Platz frei", "Erst im Herbst",
        "entfallen: Bescheid prüfen", "Post kam später", "Bescheid über Wohngeld", "im Gespräch",
    ):  # fmt: skip
        assert words in paper, words


def test_the_report_says_that_a_case_was_reopened(told, world, scope_as):
    with scope_as(world.anna) as anna:
        cases.reopen(case=told, by=anna, reason="Wohnung gekündigt")
        paper = words_of(render_report(report(Case.objects.get(pk=told.pk), anna)))
    assert "Wieder aufgenommen" in paper and "Wohnung gekündigt" in paper


def test_the_report_holds_what_its_reader_may_see(told, world, scope_as):
    from kim.casework.models import AccessGrant

    AccessGrant.objects.create(
        case=told, grantee=world.ben, sections=["plan"], basis="supervision", reason="Beratung", valid_from=today(),
        valid_to=today(), given_by=world.anna,
    )  # fmt: skip
    with scope_as(world.ben) as ben:
        paper = words_of(render_report(report(Case.objects.get(pk=told.pk), ben)))
    assert "Umzug geschafft" in paper
    assert "Bescheid über Wohngeld" not in paper and "Bescheid prüfen" not in paper  # contacts are not granted
    assert "GEHEIM" not in paper


@pytest.mark.parametrize("which", ["report", "sheet"])
def test_both_papers_are_readable_for_everybody(told, world, scope_as, tmp_path, which):
    with scope_as(world.anna) as anna:
        case = Case.objects.get(pk=told.pk)
        made = report(case, anna) if which == "report" else handover_sheet.sheet_paper(
            case, handover_sheet.sheet_of(case), words="Bitte **langsam** #sprechen\n\nzweiter Absatz", by=str(anna), on=today()
        )  # fmt: skip
        paper = render_report(made)

    file = tmp_path / "paper.pdf"
    file.write_bytes(paper)
    assert [f for f in pdfua.validate(str(file)).findings if f.severity is pdfua.Severity.ERROR] == []
    with pikepdf.open(BytesIO(paper)) as opened:
        assert str(opened.Root.Lang) == "de"


def test_the_sheet_keeps_where_the_case_stood_when_it_changed_hands(world, scope_as):
    case = factories.case(world.anna, phase="service_steering")
    goal = factories.goal(case, own_words="Ich will B1 schaffen.")
    factories.measure(goal, text="Kurs suchen")
    factories.appointment(case, about="Hausbesuch vereinbart")
    factories.appointment(case, about="Längst gewesen", in_hours=-48)
    factories.appointment(case, about="Fiel aus", state="cancelled", called_off_by="person")
    with scope_as(world.anna) as anna:
        handover_sheets.write(case=case, by=anna, words="Bitte nur nachmittags anrufen.")
        cases.hand_over(case=case, by=anna, to=world.ben, reason="Umzug")
        assert not HandoverSheet.objects.exists()  # it went with the case
    goal.own_words = "Etwas anderes."
    goal.save()

    with scope_as(world.ben):
        sheet = handover_sheet.latest(Case.objects.get(pk=case.pk))
        told = str(handover_sheet.kept(sheet))
    assert sheet.words == "Bitte nur nachmittags anrufen." and sheet.written_by == world.anna
    assert "Ich will B1 schaffen." in told and "Kurs suchen" in told and "Etwas anderes." not in told
    assert "Uhr: Hausbesuch vereinbart" in told and "Längst gewesen" not in told and "Fiel aus" not in told


def test_the_lead_sees_no_sheet_and_nobody_writes_one_in_a_closed_case(told, world, scope_as):
    with scope_as(world.anna) as anna, pytest.raises(CaseIsClosed):
        handover_sheets.write(case=told, by=anna)
    factories_sheet = HandoverSheet.objects.create(case=told, written_on=today(), snapshot=[], written_by=world.anna)
    with scope_as(world.lea):
        assert not HandoverSheet.objects.filter(pk=factories_sheet.pk).exists()


def test_a_late_entry_of_just_after_midnight_carries_the_day_of_here(told, world, scope_as):
    moment = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)  # half past midnight of the first of July in Germany
    told.late_entries.update(recorded_at=moment)
    with scope_as(world.anna) as anna:
        assert "01.07.2026" in str(report(told, anna))
