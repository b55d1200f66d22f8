"""The county on screen: every kind opens, saves, keeps its history; two administrators; the file and back."""

import hashlib
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kim.network.public import KINDS, Offer, export_county, plan_county
from kim.organisation.models import (
    Agency,
    County,
    CountyChange,
    Membership,
    Municipality,
    Post,
    PostHolder,
    TargetGroupRule,
    Term,
    User,
)
from kim.organisation.public import loading, profile
from kim.privacy.models import AuditEvent
from kim.web.office.county_fields import EDITED, NOT_ADDED
from kim.web.office.county_words import told
from kim.web.office.views.county_edit import GROUPS

NEUSS = Path(__file__).parents[2] / "counties" / "rhein-kreis-neuss.toml"
PLAIN = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>'
OWN = {"membership": Membership, "holder": PostHolder}  # given by others
pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db, browser_for):
    content = NEUSS.read_bytes()
    loading.apply(
        plan_county(profile.read(content), hashlib.sha256(content).hexdigest(), name=NEUSS.name), by_name="Test"
    )
    return browser_for(User.objects.get(username="kueppers"))


def at(name: str, *arguments) -> str:
    return reverse(f"office:{name}", args=arguments)


def sent_by(page) -> dict:
    """What a browser would send back of the form on this page, unchanged."""
    form = page.context["form"]
    found = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, bool):
            found |= {bound.html_name: "on"} if value else {}
        elif value is not None:
            prepared = (
                bound.field.prepare_value(value)
                if not isinstance(value, list) or hasattr(bound.field, "max_length")
                else value
            )
            found[bound.html_name] = prepared
    return found


def unchanged_when_loaded() -> bool:
    return plan_county(profile.read(export_county().encode()), "x").steps == ()


@pytest.mark.parametrize("kind", EDITED, ids=lambda kind: kind.name)
def test_every_kind_opens_and_saved_as_it_is_changes_nothing(office, kind):
    pk = kind.model._default_manager.order_by("pk").last().pk
    before = CountyChange.objects.count()
    assert office.get(at("county_entries", kind.name)).status_code == 200
    page = office.get(at("county_entry", kind.name, pk))
    assert page.status_code == 200

    response = office.post(at("county_entry", kind.name, pk), sent_by(page))

    faults = response.context["form"].errors if response.status_code == 422 else ""
    own_role = kind.name in OWN and OWN[kind.name].objects.get(pk=pk).user.username == "kueppers"
    assert response.status_code == 302 or own_role, faults
    assert CountyChange.objects.count() == before
    assert unchanged_when_loaded()


@pytest.mark.parametrize("kind", [kind for kind in EDITED if kind.name not in NOT_ADDED], ids=lambda kind: kind.name)
def test_an_empty_new_entry_says_at_its_fields_what_is_missing(office, kind):
    assert office.get(at("county_entry_new", kind.name)).status_code == 200
    response = office.post(at("county_entry_new", kind.name), {})
    assert response.status_code == 422 or kind.name == "term"


def test_places_cost_and_target_groups_of_an_offer_are_edited_with_their_history(office):
    offer = Offer.objects.get(key="b1-kurs-kinderbetreuung")
    address = at("county_entry", "offer", offer.pk)
    said = {"target_groups": ["women", "families"], "is_free": "True", "cost": "", "seats": "20", "seats_free": "4",
            "seats_on": "02.11.2026"}  # fmt: skip

    refused = office.post(address, sent_by(office.get(address)) | said | {"seats_free": "21"})
    saved = office.post(address, sent_by(office.get(address)) | said)

    assert (refused.status_code, list(refused.context["form"].errors), saved.status_code) == (422, ["seats_free"], 302)
    offer.refresh_from_db()
    assert (offer.target_groups, offer.is_free, offer.seats_free) == (["women", "families"], True, 4)
    [change] = told(CountyChange.objects.filter(kind="offer", row=offer.pk, act="update"))
    assert {each["label"]: (each["before"], each["after"]) for each in change["fields"]} == {
        "Zielgruppen": ("Familien mit Kindern", "Frauen, Familien mit Kindern"), "Kostenfrei": ("nein", "ja"),
        "Kosten": ("2,29 € je Stunde, Befreiung möglich", "–"), "Plätze": ("18", "20"), "Freie Plätze": ("–", "4"),
        "Stand der freien Plätze": ("–", "02.11.2026"),
    }  # fmt: skip
    assert unchanged_when_loaded()


def test_every_kind_stands_in_a_group():
    assert sorted(name for _label, names in GROUPS for name in names) == sorted(kind.name for kind in EDITED)


def test_an_agency_is_added_with_a_key_made_of_its_name(office):
    sent = {"name": "Bürgerhaus Süd", "kind": "other", "source": "Beschluss", "valid_from": "01.01.2026"}

    assert office.post(at("county_entry_new", "agency"), sent).status_code == 302

    agency = Agency.objects.get(name="Bürgerhaus Süd")
    assert agency.key == "burgerhaus-sud"
    assert unchanged_when_loaded()


def test_what_the_profile_forbids_is_said_at_the_field_and_stays_typed(office):
    place = Municipality.objects.get(name="Dormagen")
    sent = sent_by(office.get(at("county_entry", "municipality", place.pk))) | {"code": "NE", "name": "Anders"}

    response = office.post(at("county_entry", "municipality", place.pk), sent)

    assert response.status_code == 422
    assert "schon vergeben" in str(response.context["form"].errors["code"])
    assert 'value="Anders"' in response.content.decode()


def test_two_administrators_on_one_record_see_both_and_choose(office, browser_for):
    place = Municipality.objects.get(name="Dormagen")
    address = at("county_entry", "municipality", place.pk)
    mine = sent_by(office.get(address)) | {"note": "Meine Bemerkung"}
    office.post(address, sent_by(office.get(address)) | {"note": "Deine Bemerkung"})

    both = office.post(address, mine)

    shown = both.content.decode()
    assert both.status_code == 422
    assert "Meine Bemerkung" in shown
    assert "Deine Bemerkung" in shown
    again = sent_by(both) | {"take-note": "stored", "stored-note": "Deine Bemerkung"}
    assert office.post(address, again).status_code == 302
    place.refresh_from_db()
    assert place.note == "Deine Bemerkung"


def test_nobody_holds_a_post_above_its_share_for_one_day_and_the_day_is_named_at_the_field(office):
    post = Post.objects.filter(holders__fte=1, holders__valid_to=None).first()
    today = timezone.localdate()
    sent = {
        "post": post.key,
        "user": "aksoy",
        "fte": "1,0",
        "valid_from": f"{today:%d.%m.%Y}",
        "valid_to": f"{today:%d.%m.%Y}",
    }

    response = office.post(at("county_entry_new", "holder"), sent, follow=True)

    assert response.status_code == 422
    assert f"Am {today:%d.%m.%Y} wären 2 Stellenanteile" in str(response.context["form"].errors["fte"])
    assert not PostHolder.objects.filter(post=post, user__username="aksoy").exists()


def test_a_change_from_a_day_on_keeps_what_was_before(office):
    holder = PostHolder.objects.filter(valid_to=None).first()
    day = timezone.localdate() + timedelta(days=9)
    address = at("county_entry", "holder", holder.pk)
    sent = sent_by(office.get(address)) | {"fte": "0,25", "how": "from", "day": f"{day:%d.%m.%Y}"}

    assert office.post(address, sent).status_code == 302

    holder.refresh_from_db()
    assert holder.valid_to == day - timedelta(days=1)
    assert PostHolder.objects.get(post=holder.post, user=holder.user, valid_from=day).fte == pytest.approx(
        0.25, abs=0.001
    )


def test_a_gap_in_the_areas_is_said_with_the_place(office):
    area = Post.objects.get(catchments__municipality__name="Jüchen", role="case_manager").catchments.get(
        municipality__name="Jüchen"
    )
    page = office.get(at("county_entry_end", "catchment", area.pk))
    day = timezone.localdate() - timedelta(days=1)
    sent = sent_by(page) | {"last_day": f"{day:%d.%m.%Y}"}

    response = office.post(at("county_entry_end", "catchment", area.pk), sent, follow=True)

    assert "niemand zuständig" in " ".join(str(message) for message in response.context["messages"])


def test_the_history_says_who_changed_what_from_what_to_what(office):
    place = Municipality.objects.get(name="Dormagen")
    address = at("county_entry", "municipality", place.pk)
    office.post(address, sent_by(office.get(address)) | {"note": "Geprüft"})

    for page in (at("county_entry_history", "municipality", place.pk), at("county_history") + "?art=municipality"):
        shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", office.get(page).content.decode()))
        assert "Jan Küppers" in shown
        assert "Bemerkung: – → Geprüft" in shown
        assert "rhein-kreis-neuss.toml" in shown


def test_whoever_takes_the_county_out_as_a_file_is_in_the_trail(office):
    assert office.get(at("county_profile_download")).status_code == 200
    assert AuditEvent.objects.filter(kind="county.exported").count() == 1


def test_twenty_more_entries_cost_no_further_query(office):
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert office.get(address).status_code == 200
        return len(caught)

    pages = [at("county_entries", "agency"), at("county_entries", "holder"), at("county_history") + "?art=agency"]
    address = at("county_entry", "agency", Agency.objects.first().pk)
    office.post(address, sent_by(office.get(address)) | {"note": "x"})
    before = [queries(page) for page in pages]
    users = list(User.objects.all()[:2])
    post = Post.objects.create(key="geteilt", title="Geteilte Stelle", block=2, fte=1)
    for number in range(20):
        Agency.objects.create(key=f"more-{number}", name=f"Stelle {number}", kind="other")
        PostHolder.objects.create(post=post, user=users[number % 2], fte="0.01")
    assert [queries(page) for page in pages] == before


def test_the_county_is_taken_along_and_loaded_again(office):
    text = office.get(at("county_profile_download")).content

    compared = office.post(at("county_profile"), {"file": SimpleUploadedFile("kreis.toml", text)})

    assert compared.context["plan"].steps == ()


def test_a_file_that_takes_edits_back_is_loaded_only_when_that_is_said(office):
    place = Municipality.objects.get(name="Dormagen")
    address = at("county_entry", "municipality", place.pk)
    office.post(address, sent_by(office.get(address)) | {"note": "Am Bildschirm"})
    compared = office.post(at("county_profile"), {"file": SimpleUploadedFile("kreis.toml", NEUSS.read_bytes())})
    sent = {"text": NEUSS.read_text(), "name": "kreis.toml"}

    assert "Am Bildschirm" in compared.content.decode()
    assert office.post(at("county_profile_load"), sent).status_code == 422
    place.refresh_from_db()
    assert place.note == "Am Bildschirm"
    assert office.post(at("county_profile_load"), sent | {"sure": "on"}).status_code == 302
    place.refresh_from_db()
    assert place.note != "Am Bildschirm"


def test_a_faulty_file_is_explained_with_its_lines(office):
    response = office.post(
        at("county_profile"), {"file": SimpleUploadedFile("kreis.toml", b"schema_version = 1\n[county]\n")}
    )
    assert response.status_code == 422
    assert "county" in str(response.context["form"].errors["file"])


def test_a_file_gives_nobody_a_role_of_their_own(office):
    text = NEUSS.read_text() + '\n[[memberships]]\nstaff = "kueppers"\nunit = "cm"\nrole = "lead"\nfrom = 2026-01-01\n'
    unit = re.search(r'\[\[units\]\]\nkey = "([^"]+)"', text).group(1)
    text = text.replace('unit = "cm"', f'unit = "{unit}"')
    text = text.replace('\n[[memberships]]\nstaff = "kueppers"\nunit', '\n[[memberships]]\nstaff = "kueppers"\nunit')

    office.post(at("county_profile_load"), {"text": text, "name": "kreis.toml", "sure": "on"})

    assert not Membership.objects.filter(user__username="kueppers", role="lead").exists()


def test_a_logo_is_taken_and_one_that_acts_is_refused(office):
    bad = SimpleUploadedFile("logo.svg", PLAIN.replace(b"<rect", b"<script>1</script><rect"))
    assert office.post(at("county_logo"), {"logo": bad}).status_code == 422
    assert office.post(at("county_logo"), {"logo": SimpleUploadedFile("Unser Logo.svg", PLAIN)}).status_code == 302
    assert 'logo = "UnserLogo.svg"' in export_county()


def test_the_rule_as_text_gets_a_new_version_from_a_day_on(office):
    page = office.get(at("county_rule_text"))
    day = timezone.localdate() + timedelta(days=3)
    sent = sent_by(page) | {"day": f"{day:%d.%m.%Y}"}

    assert office.post(at("county_rule_text"), sent | {"text": sent["text"] + "\n[falsch"}).status_code == 422
    assert (
        office.post(at("county_rule_text"), sent | {"text": sent["text"].replace("key", "kez", 1)}).status_code == 422
    )
    assert office.post(at("county_rule_text"), sent).status_code == 302
    assert TargetGroupRule.objects.first().version == 2
    assert TargetGroupRule.objects.first().valid_from == day


def test_a_word_of_the_county_changes_the_pages_at_once(office):
    assert (
        office.post(
            at("county_entry_new", "term"), {"key": "municipalities", "name_de": "Kommunen", "name_en": ""}
        ).status_code
        == 302
    )
    assert "Kommunen" in office.get(at("county_part", "gemeinden")).content.decode()
    assert Term.objects.get(key="municipalities").name_de == "Kommunen"
    assert {kind.name for kind in KINDS} >= {"offer", "term"}


def test_a_colour_that_is_none_is_said_at_its_field_and_an_emptied_one_of_text_is_filled(office):
    page = at("county_entry", "county", 1)
    typed = sent_by(office.get(page))

    refused = office.post(page, typed | {"brand_colour": "rot"})
    taken = office.post(page, typed | {"brand_colour": "#ffcc00", "on_brand_colour": ""})

    assert refused.status_code == 422
    assert "#1a2b3c" in str(refused.context["form"].errors["brand_colour"])
    assert taken.status_code == 302
    assert County.objects.get().on_brand_colour == "#000000"
    assert unchanged_when_loaded()


def test_a_rule_of_next_month_is_announced_and_todays_is_shown(office):
    page = at("county_rule_text")
    typed = sent_by(office.get(page))
    day = timezone.localdate() + timedelta(days=30)
    office.post(page, typed | {"text": typed["text"].replace("max = 35", "max = 36", 1), "day": f"{day:%d.%m.%Y}"})

    shown = office.get(at("county_part", "zielgruppe"))

    assert shown.context["rule"].version == 1
    assert [each.version for each in shown.context["coming"]] == [2]
    assert f"Fassung 2 gilt ab {day:%d.%m.%Y}." in shown.content.decode()
