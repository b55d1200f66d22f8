"""Posts and people on pages: vacancy to the day, somebody begins, the search goes on, posts move with a preview."""

import io
import zipfile
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.casework.leaving import Leaving
from kim.casework.leaving import of as what_lies_with
from kim.organisation.models import Agency, Post, PostEmployer, PostHolder
from kim.organisation.public import case_managers_for
from kim.organisation.roles import Role
from kim.privacy.models import AuditEvent
from tests import factories
from tests.web.access.staffing_posts import holder, post

YEAR = factories.today().year


@pytest.fixture
def head(world, client):
    client.force_login(factories.user("vossbeck", role=Role.KI_HEAD))
    return client


def at(name, *args):
    return reverse(f"staffing:{name}", args=args)


def sent(page, **values):
    return {"submission": str(page.context["form"]["submission"].value())} | values


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_post_is_filled_with_sentences_at_the_fields_and_never_above_its_share(head, db):
    made = post(title="Personalstelle B3", valid_from=date(2021, 4, 1))
    somebody = factories.user("ruetten")
    seat = factories.user("seat", role=Role.BODY_MEMBER)
    offered = head.get(at("post_hold", made.pk)).context["form"].fields["user"].queryset
    assert somebody in offered and seat not in offered
    page = head.get(at("post_hold", made.pk))
    days = {"user": somebody.pk, "fte": "0,5", "start": f"15.01.{YEAR}", "end": f"14.01.{YEAR}"}

    backwards = head.post(at("post_hold", made.pk), sent(page, **days))
    assert backwards.status_code == 422
    assert "Der letzte Tag" in str(backwards.context["form"].errors["end"])
    assert head.post(at("post_hold", made.pk), sent(page, **days | {"end": f"14.07.{YEAR}"})).status_code == 302
    above = head.post(at("post_hold", made.pk), sent(page, **days | {"end": "", "start": f"14.07.{YEAR}"}))
    assert above.status_code == 422
    full = head.post(at("post_hold", made.pk), sent(page, **days | {"end": "", "fte": "1,5"}))
    assert "Geben Sie höchstens 1 ein." in str(full.context["form"].errors["fte"])
    assert f"Am 14.07.{YEAR} wären 1 Stellenanteile" in str(above.context["form"].errors["fte"])

    detail = text(head.get(at("post_detail", made.pk)))
    assert f"14.07.{YEAR}" in detail
    assert PostHolder.objects.get(post=made).fte == Decimal("0.5")
    # 0,75 × 12 months, less half a post from 15.01. to 14.07.: 17/31 + 5 + 14/31 = 6 months.
    assert "6,00" in text(head.get(at("post_list"), {"year": YEAR}))


def test_more_than_a_full_post_for_one_person_is_asked_about_and_not_forbidden(head, db):
    made = post(fte=Decimal("0.75"))
    person = factories.user("voll")
    full = Post.objects.create(key="b1-voll", title="Koordination", block=1, role="coordinator", fte=Decimal(1))
    PostHolder.objects.create(
        post=full, user=person, fte=Decimal(1), valid_from=date(YEAR, 1, 1), valid_to=date(YEAR, 6, 30)
    )
    page = head.get(at("post_hold", made.pk))
    said = {"user": person.pk, "fte": "0,75", "start": f"01.06.{YEAR}", "end": ""}
    asked = head.post(at("post_hold", made.pk), sent(page, **said))
    assert asked.status_code == 422 and list(asked.context["form"].errors) == ["more"]
    assert "1,75 einer vollen Stelle" in text(asked) and 'value="0,75"' in text(asked)
    assert head.post(at("post_hold", made.pk), sent(page, **said | {"start": f"01.07.{YEAR}"})).status_code == 302
    made.holders.all().delete()
    assert head.post(at("post_hold", made.pk), sent(page, **said | {"more": "on"})).status_code == 302
    assert made.holders.get().fte == Decimal("0.75")


def test_the_search_goes_on_step_by_step_and_the_vacant_times_are_taken_along(head, db):
    made = post()
    page = head.get(at("post_recruit", made.pk))
    values = {
        "version": "0",
        "state": "advertised",
        "since": "01.10.2026",
        "qualification": "Verwaltungsfachangestellte",
    }
    assert head.post(at("post_recruit", made.pk), sent(page, **values)).status_code == 302
    late = head.post(at("post_recruit", made.pk), sent(page, **values))
    assert late.status_code == 422
    page = head.get(at("post_recruit", made.pk))
    values |= {"version": "1", "state": "selection"}
    assert head.post(at("post_recruit", made.pk), sent(page, **values)).status_code == 302
    missing = head.post(at("post_recruit", made.pk), sent(page, **values | {"version": "2", "state": "filled"}))
    assert "besetzt ist" in str(missing.context["form"].errors["filled_from"])

    listed = text(head.get(at("vacancy_list")))
    assert "Auswahl läuft" in listed
    assert "9,00" in listed
    file = zipfile.ZipFile(io.BytesIO(head.get(at("vacancy_sheet", YEAR)).content))
    assert any("Personalstelle" in file.read(name).decode() for name in file.namelist() if name.endswith(".xml"))
    assert AuditEvent.objects.filter(kind="post.vacancy_sheet").exists()


def test_several_posts_move_from_a_day_on_after_a_preview_and_both_employers_are_shown(head, db):
    posts = [post(title=f"Personalstelle {number}") for number in (1, 2)]
    old, new = (
        Agency.objects.create(key=key, name=name, kind="authority") for key, name in (("k", "Kreis"), ("s", "Stadt"))
    )
    for each in posts:
        PostEmployer.objects.create(post=each, agency=old)
    page = head.get(at("post_relocate"))
    day = date(YEAR + 1, 7, 1)
    values = {"posts": [each.pk for each in posts], "on": f"{day:%d.%m.%Y}", "employer": new.pk}

    preview = head.post(at("post_relocate"), sent(page, **values))
    assert [(row["post"].pk, row["after"]) for row in preview.context["preview"]] == [
        (each.pk, "Stadt") for each in posts
    ]
    assert PostEmployer.objects.count() == 2
    nothing = head.post(at("post_relocate"), sent(page, **values | {"employer": ""}))
    assert list(nothing.context["form"].errors) == ["employer"]
    there = head.post(at("post_relocate"), sent(page, **values | {"employer": old.pk}))
    assert there.status_code == 422 and "schon" in str(there.context["form"].errors["employer"])
    assert nothing.status_code == 422
    assert head.post(at("post_relocate"), sent(page, confirm="1", **values)).status_code == 302
    earlier = sent(page, **values | {"on": f"01.06.{YEAR + 1}", "employer": old.pk})
    assert head.post(at("post_relocate"), earlier).status_code == 422, (
        "said with the first look and not only at the end"
    )

    listed = text(head.get(f"{at('post_list')}?year={YEAR + 1}"))
    assert f"Kreis (bis 30.06.{YEAR + 1})" in listed
    assert "Änderung geplant" in listed
    row = PostEmployer.objects.get(post=posts[0], agency=new)
    assert head.post(at("post_take_back", "employer", row.pk)).status_code == 302
    assert PostEmployer.objects.get(post=posts[0]).valid_to is None


def test_twenty_more_posts_cost_no_further_query(head, db):
    def queries(address):
        with CaptureQueriesContext(connection) as caught:
            assert head.get(address).status_code == 200
        return len(caught)

    holder()
    pages = [at("post_list"), at("vacancy_list")]
    before = [queries(page) for page in pages]
    for _number in range(20):
        holder(valid_from=factories.today() + timedelta(days=5))
    assert [queries(page) for page in pages] == before


def test_who_leaves_hands_over_cases_appointments_and_area_and_what_stays_is_named(world, browser_for, scope_as, db):
    neuss = factories.municipality("Neuss", "NE", "05162024")
    leaving = PostHolder.objects.get(user=world.anna)
    factories.post_for(world.ben, neuss)
    case, closed = factories.case(world.anna), factories.case(world.anna, phase="closed")
    moving = factories.appointment(case, owner=world.anna)
    factories.appointment(owner=world.anna)
    lead = browser_for(world.lea)
    address = at("post_handover", leaving.pk)
    page = lead.get(address)
    values = {"to": world.ben.pk, "on": f"{factories.today():%d.%m.%Y}", "reason": "Elternzeit"}

    looked = lead.post(address, sent(page, **values))
    goes, stays = (
        {row["what"]: row["n"] for row in getattr(looked.context["preview"], name)} for name in ("goes", "stays")
    )
    assert (goes["Laufende Fälle"], goes["Termine"], goes["Gebiet"]) == (1, 1, "Grevenbroich")
    assert (stays["Termine ohne Fall"], stays["Abgeschlossene Fälle"]) == (1, 1)
    assert "Stelle" in stays
    with scope_as(world.ben):
        assert what_lies_with(world.anna.pk) == Leaving()  # figures are for the lead alone
    factories.case(world.anna)
    stale = lead.post(address, sent(page, confirm="1", seen=looked.context["preview"].seen, **values))
    assert stale.status_code == 422
    again = lead.post(address, sent(page, **values))
    done = lead.post(address, sent(page, confirm="1", seen=again.context["preview"].seen, **values))

    assert done.status_code == 302
    for row in (case, moving, closed):
        row.refresh_from_db()
    assert (case.assigned_to, moving.owner, closed.assigned_to) == (world.ben, world.ben, world.anna)
    assert {
        each.username for each in case_managers_for(leaving.post.catchments.first().municipality, factories.today())
    } == {"ben"}


def test_whoever_left_with_running_cases_still_hands_over_and_the_last_day_can_be_corrected(world, browser_for):
    gone = PostHolder.objects.get(user=world.anna)
    yesterday = factories.today() - timedelta(days=1)
    PostHolder.objects.filter(pk=gone.pk).update(valid_from=yesterday, valid_to=yesterday)
    there, lead = at("post_detail", gone.post_id), browser_for(world.lea)
    head = browser_for(factories.user(role=Role.KI_HEAD, in_unit=factories.unit("ki")))
    assert head.get(there).status_code == 200
    link = at("post_handover", gone.pk)
    assert link not in text(lead.get(there))
    factories.case(world.anna)
    assert link in text(lead.get(there)) and "hat noch laufende Fälle" in text(lead.get(there))
    assert "hat noch laufende Fälle" not in text(head.get(there))  # whoever leads the cases is told, nobody else
    assert "Letzten Tag berichtigen" in text(head.get(there))
    page = head.get(at("post_leave", gone.pk))
    head.post(at("post_leave", gone.pk), sent(page, end=f"{factories.today():%d.%m.%Y}"))
    gone.refresh_from_db()
    assert gone.valid_to == factories.today()
