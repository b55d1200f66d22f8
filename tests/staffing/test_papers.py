"""Papers of a funding file: sealed in the store, seen by whoever reads funding files, kept in every version."""

from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction

from kim.casework import filed
from kim.organisation.roles import Permission, Role
from kim.privacy.vault import files
from kim.staffing import papers_kept
from kim.staffing.actions import papers
from kim.staffing.exceptions import PaperIsCited, PaperIsTheSame, PaperNeedsReason, PaperOfAnotherFile
from kim.staffing.models import GrantPaper, GrantPaperVersion, GrantStep
from tests import factories

pytestmark = pytest.mark.django_db


def handed(content: bytes = b"%PDF-1.4 Bescheid", name: str = "Bescheid.pdf") -> papers.Handed:
    return papers.Handed(name, "application/pdf", BytesIO(content))


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.KIM_FILES = str(tmp_path / "files")


@pytest.fixture
def head():
    return factories.user(role="ki_head", in_unit=factories.unit("ki"))


def test_a_paper_is_sealed_gets_a_newer_file_and_goes_with_a_reason(head):
    grant = factories.make_grant()
    paper = papers.add(grant=grant, handed=handed(), kind="approval", by=head)
    first = paper.versions.get()
    assert paper.title == "Bescheid" and b"".join(papers_kept.open_version(first)) == b"%PDF-1.4 Bescheid"
    assert b"Bescheid" not in files.place_of(first.stored).read_bytes()
    with pytest.raises(PaperIsTheSame), transaction.atomic():
        papers.add_version(paper=paper, handed=handed(), by=head)
    papers.add_version(paper=paper, handed=handed(b"%PDF-1.4 neu"), by=head)
    assert [row.number for row in paper.versions.all()] == [2, 1]
    names = [(files.place_of(row.stored), row.stored) for row in paper.versions.all()]
    assert filed._unknown(names, remove=False) == 0  # the clean-up of the store knows them
    with pytest.raises(PaperNeedsReason):
        papers.take_out(paper=paper, by=head, reason="")
    papers.take_out(paper=paper, by=head, reason="gehört nach 2022")
    assert filed._unknown(names, remove=False) == 2


def test_what_an_amount_rests_on_stays_and_is_of_the_same_file(head):
    grant, other = factories.make_grant(), factories.make_grant(year=2022)
    data = {"kind": "approved", "amount": 55000, "on": grant.period_from, "by": head}
    row = papers.add_amount(grant=grant, handed=handed(), paper="Bescheid vom Mai", **data)
    assert (row.document.title, row.document.kind) == ("Bescheid vom Mai", "approval")
    with pytest.raises(PaperIsCited):
        papers.take_out(paper=row.document, by=head, reason="falsch")
    with pytest.raises(PaperOfAnotherFile):
        papers.add_amount(grant=other, document=row.document, **data)
    step = GrantStep.objects.create(grant=other, kind="apply")
    with pytest.raises(PaperOfAnotherFile):
        papers.describe(paper=row.document, by=head, version=None, step=step)
    with pytest.raises(IntegrityError), transaction.atomic():
        GrantPaper.objects.filter(pk=row.document_id).update(step=step)


def test_the_database_knows_the_same_roles_as_the_program():
    """kim_keeps_grants, kim_reads_grants and kim_takes_figures name roles; permissions say which."""
    keeps = {role.value for role in Role if Permission.GRANTS_MANAGE in role.permissions}
    wide = (Permission.COORDINATE, Permission.COUNTY_MANAGE, Permission.COUNTY_IMPORT, Permission.CASE_HAND_OVER)
    reads = {role.value for role in Role if any(each in role.permissions for each in wide)}
    both = {Permission.COUNTY_MANAGE, Permission.COUNTY_IMPORT}
    takes = {role.value for role in Role if Permission.COORDINATE in role.permissions or both <= role.permissions}
    told = {"kim_keeps_grants": keeps, "kim_reads_grants": reads, "kim_takes_figures": takes}
    with connection.cursor() as cursor:
        cursor.execute("select proname, prosrc from pg_proc where proname = any(%s)", [list(told)])
        said = dict(cursor.fetchall())
    for name, roles in told.items():
        assert set(said[name].split("'")[1::2]) == roles


@pytest.mark.parametrize(("role", "sees"), [("case_manager", 0), ("assistant", 1), ("administrator", 1)])
def test_the_database_shows_papers_only_to_readers_of_funding_files(head, scope_as, role, sees):
    papers.add(grant=factories.make_grant(), handed=handed(), kind="approval", by=head)
    reader = factories.user(role=role, in_unit=factories.unit("team"))
    with scope_as(reader):
        assert GrantPaper.objects.count() == GrantPaperVersion.objects.count() == sees
