"""No page loses a long text: every one is kept as a draft under a name that is known, and goes with its form."""

import re
from datetime import timedelta

import pytest
from django import forms
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kim.steering.models import OpenPoint
from kim.web.office.county_fields import EDITED, NOT_ADDED
from kim.workbench.models import Draft
from tests import factories, factories_steering
from tests.factories import today
from tests.web.test_access import who_may
from tests.web.test_letters import new, sheet

FETCH = {"X-Kim-Fetch": "1"}
# Forms with long fields whose pages keep no drafts, each with the reason.
NOT_KEPT = {
    "kim.web.gallery.SampleForm": "the gallery shows components and saves nothing",
    "kim.web.casework.forms.closing.ProposedClosingForm": "where a second person is wanted it is the closing page's form",
}
NOT_LOOKED_AT = {"gallery"}
# Fields that say they are not kept, with the reason.
NO_DRAFT = "data-kim-no-draft"
WITHOUT_DRAFT = {
    "kim.web.casework.forms.person_rows.ProtectionForm": "a draft lies in clear, the reason for a protection is restricted",
    "kim.web.casework.forms.client_texts.WordingForm": "a text of the county has no number that a draft could hang on",
}


def subclasses(of: type):
    for each in of.__subclasses__():
        yield each
        yield from subclasses(each)


def forms_with_long_texts() -> set[str]:
    """Every form of ours that has a field for a long text."""
    return {
        f"{form.__module__}.{form.__qualname__}"
        for form in subclasses(forms.Form)
        if form.__module__.startswith("kim.")
        and any(isinstance(field.widget, forms.Textarea) for field in form.base_fields.values())
    }


def long_texts(response) -> list[str]:
    """The opening tags of the fields for long texts that can be written in."""
    if "text/html" not in response.get("Content-Type", "") or getattr(response, "streaming", False):
        return []
    tags = re.findall(r"<textarea[^>]*>", response.content.decode())
    return [tag for tag in tags if "readonly" not in tag and "disabled" not in tag and NO_DRAFT not in tag]


def key_of(tag: str) -> str:
    return tag.partition('data-kim-keep="')[2].partition('"')[0]


def keep(client, key: str, typed: str = "Halb getippt"):
    page, field = key.rsplit("-", 1)
    return client.post(f"/entwuerfe/{page}/aufheben/", {"field": field, "text": typed}, headers=FETCH)


@pytest.fixture
def made(monkeypatch) -> set[str]:
    """The forms that were made while pages were opened."""
    found: set[str] = set()
    begin = forms.BaseForm.__init__

    def noted(self, *args, **kwargs):
        found.update(f"{form.__module__}.{form.__qualname__}" for form in type(self).__mro__)
        begin(self, *args, **kwargs)

    monkeypatch.setattr(forms.BaseForm, "__init__", noted)
    return found


def pages(world):
    """Every page with whoever may open it, and those that show their long texts after a choice only."""
    coordinator = factories.user("coordinator", role="coordinator", in_unit=world.team_a)
    people = {"case_manager": world.anna, "lead": world.lea, "administrator": world.admin, "coordinator": coordinator}
    for name, (method, address, answers) in who_may().items():
        who = next((role for role in people if answers.get(role) == 200), None)
        if method == "get" and who and name not in NOT_LOOKED_AT:
            yield people[who], address
    yield from letters(world)
    yield from steering(coordinator)
    yield world.lea, lambda world: f"/faelle/uebergeben/?case={factories.case(world.anna).pk}"
    for kind in EDITED:
        if kind.name not in NOT_ADDED:
            yield world.admin, lambda world, name=kind.name: reverse("office:county_entry_new", args=[name])


def letters(world):
    """Letters of several kinds, to the person in two languages and to an agency."""

    def case():
        return factories.case(world.anna, municipality=factories.municipality())

    for choice in ({}, {"kind": "free"}, {"language": "ar"}):
        yield world.anna, lambda _world, choice=choice: new(case(), **choice)
    yield world.anna, lambda _world: new(case(), agency=factories.agency().pk)
    yield world.anna, lambda _world: new(case(), kind=f"vorlage-{template(world).pk}")


def steering(coordinator):
    """What is asked of an order by its state, of approved minutes, of a settled point, and of observations put aside."""
    for act in ("erledigt", "fallen-lassen"):
        yield coordinator, lambda _world, act=act: reverse("steering:order_act", args=[order().pk, act])
    late = today() - timedelta(days=1)
    yield coordinator, lambda _world: reverse("steering:order_act", args=[order(due_on=late).pk, "warum"])
    yield coordinator, lambda _world: reverse("steering:session_item", args=[approved_item().pk])
    yield coordinator, lambda _world: reverse("steering:point_detail", args=[settled_point().pk])
    yield coordinator, lambda _world: aside() + f"?pick={factories_steering.observation().pk}"


def order(**fields):
    return factories_steering.order(factories_steering.decision(factories_steering.body()), **fields)


def approved_item():
    return factories_steering.item(factories_steering.meeting(factories_steering.body(), state="approved"))


def settled_point():
    settled = {"opened_on": today(), "closed_on": today(), "result": "Erledigt."}
    return OpenPoint.objects.create(body=factories_steering.body(), title="Ein Formular", **settled)


def aside():
    return reverse("tables:bulk", args=["beobachtungen", "zuruecklegen"])


def template(world):
    return factories.letter_template(world.admin, active=True)


def test_every_long_text_of_every_page_is_kept_as_a_draft(world, browser_for, made):
    seen, faults = 0, []
    for who, address in pages(world):
        with transaction.atomic():  # each page with rows of its own
            client, url = browser_for(who), address(world)
            for tag in long_texts(client.get(url)):
                key = key_of(tag)
                if not key:
                    faults.append(f"{url}: a long text without a draft: {tag[:120]}")
                elif keep(client, key).status_code != 200:
                    faults.append(f"{url}: nobody knows {key}")
                seen += 1
            transaction.set_rollback(True)
    assert seen > 40
    assert faults == []
    assert forms_with_long_texts() - set(NOT_KEPT) - made == set()


def test_only_these_say_that_they_are_not_kept():
    without = {
        f"{form.__module__}.{form.__qualname__}"
        for form in subclasses(forms.Form)
        if any(NO_DRAFT in field.widget.attrs for field in form.base_fields.values())
    }

    assert without == set(WITHOUT_DRAFT)


def test_a_letter_that_is_kept_ends_its_draft_and_no_other(world, browser_for):
    case = factories.case(world.anna, municipality=factories.municipality())
    client, url = browser_for(world.anna), new(case, kind="free", day="", time="", place="")
    other = new(case, kind="confirmation", day="", time="", place="")
    for each in (url, other):
        [key] = [key_of(tag) for tag in long_texts(client.get(each)) if 'name="body"' in tag]
        assert keep(client, key).status_code == 200

    assert (
        client.post(url, sheet(client, url) | {"act": "preview", "subject": "Termin", "body": "Guten Tag"}).status_code
        == 200
    )
    assert Draft.objects.count() == 2
    assert client.post(url, sheet(client, url) | {"subject": "Termin", "body": "Guten Tag"}).status_code == 302

    assert Draft.objects.get().page == f"letter_confirmation-{case.pk}"


def test_the_draft_of_a_letter_leads_back_to_that_letter(world, browser_for):
    case = factories.case(world.anna, municipality=factories.municipality())
    agency, own = factories.agency(), template(world)
    client = browser_for(world.anna)
    plain = {"day": "", "time": "", "place": ""}
    for choice in (
        {"kind": "free", "language": "ar"}, {"kind": "free", "agency": agency.pk}, {"kind": f"vorlage-{own.pk}"},
    ):  # fmt: skip
        [key] = [key_of(tag) for tag in long_texts(client.get(new(case, **plain | choice))) if 'name="body"' in tag]
        keep(client, key)

    rows = client.get("/entwuerfe/").context["rows"]

    found = {key_of(tag) for row in rows for tag in long_texts(client.get(row["place"].url)) if 'name="body"' in tag}
    assert len(rows) == 3
    assert found == {f"{row['draft'].page}-body" for row in rows}
    assert all("Brief: " in client.get("/entwuerfe/").content.decode() for row in rows)


def test_handing_over_several_cases_ends_the_draft_of_the_reason(world, browser_for):
    case, lea = factories.case(world.anna), browser_for(world.lea)
    keep(lea, "handing_over-new-reason")
    typed = {"case": [case.pk], "to": world.ben.pk, "reason": "Elternzeit"}

    lea.post("/faelle/uebergeben/", typed)
    assert Draft.objects.count() == 1
    lea.post("/faelle/uebergeben/", typed | {"confirmed": "1"})

    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "page", ["handing_over-new", "spreading-1", "spreading_area-1", "county_rule-new", "entry_offer-new", "entry_offer-1"]
)  # fmt: skip
def test_who_does_not_do_such_work_keeps_no_draft_of_it(world, browser_for, page):
    assert keep(browser_for(world.stranger), f"{page}-reason").status_code == 404


def test_a_draft_that_can_no_longer_be_saved_says_so_and_shows_the_whole_text(world, browser_for):
    case, client = factories.case(world.anna), browser_for(world.anna)
    long = "Ergebnis der Beratung. " * 20 + "Ende."
    keep(client, f"closing-{case.pk}-result", long)
    case.phase, case.closed_on = "closed", today()
    type(case).objects.filter(pk=case.pk).update(phase="closed", closed_on=timezone.localdate())

    page = client.get("/entwuerfe/")

    assert page.context["rows"][0]["place"].is_over
    assert "lässt sich dort nicht mehr speichern" in page.content.decode()
    assert long in page.content.decode()
    assert f"/faelle/{case.pk}/abschluss/" not in page.content.decode()
