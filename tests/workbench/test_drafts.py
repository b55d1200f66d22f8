"""Drafts and sent forms: kept for their writer alone, in order, and not for ever."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from kim.privacy.scope import NOBODY, Scope, open_scope
from kim.workbench.actions import drafts, submissions
from kim.workbench.actions.drafts import DraftChangedElsewhere, DraftIsGone, DraftTooLong, Typed
from kim.workbench.models import Draft, Submission
from tests import factories


def kept(by, text="Anruf vom Jobcenter", page="contact-1", field="text", **typed):
    return drafts.keep(by=by, page=page, field=field, typed=Typed(text, **typed))


def test_without_a_scope_no_draft_and_no_sent_form_is_seen(world):
    kept(world.anna)
    submissions.claim(by=world.anna, purpose="case", submission=uuid4())

    with open_scope(NOBODY):
        assert not Draft.objects.exists()
        assert not Submission.objects.exists()


@pytest.mark.parametrize("other", ["ben", "lea", "admin", "cem"])
def test_nobody_else_sees_or_touches_a_draft(world, scope_as, other):
    kept(world.anna)
    submissions.claim(by=world.anna, purpose="case", submission=uuid4())

    with scope_as(getattr(world, other)):
        assert not Draft.objects.exists()
        assert not Submission.objects.exists()
        assert Draft.objects.update(text="anders") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Draft.objects.create(user=world.anna, page="x", field="y", text="untergeschoben", saved_at=timezone.now())
    with scope_as(world.anna):
        assert Draft.objects.get().text == "Anruf vom Jobcenter"


def test_a_draft_grows_with_the_text(world, scope_as):
    with scope_as(world.anna) as anna:
        first = kept(anna, "Anruf")
        second = kept(anna, "Anruf vom Jobcenter", seen=first.version)

        assert Draft.objects.get().text == "Anruf vom Jobcenter"
        assert second.version == 2


def test_a_window_that_has_not_seen_the_newest_draft_does_not_go_over_it(world, scope_as):
    with scope_as(world.anna) as anna:
        first = kept(anna, "Anruf")
        kept(anna, "Anruf vom Jobcenter", seen=first.version)

        with pytest.raises(DraftChangedElsewhere) as refusal:
            kept(anna, "Brief", seen=first.version)
        with pytest.raises(DraftChangedElsewhere):
            kept(anna, "Brief")

        assert refusal.value.other.text == "Anruf vom Jobcenter"
        assert Draft.objects.get().text == "Anruf vom Jobcenter"


def test_a_late_window_does_not_bring_back_what_was_saved(world, scope_as):
    with scope_as(world.anna) as anna:
        first = kept(anna)
        drafts.discard(by=anna, page="contact-1")

        with pytest.raises(DraftIsGone):
            kept(anna, "Anruf vom Jobcenter, zweimal", seen=first.version)
        assert not Draft.objects.exists()


def test_discarding_takes_one_field_or_a_whole_page(world, scope_as):
    with scope_as(world.anna) as anna:
        for page, field in (("closing-1", "result"), ("closing-1", "handover"), ("closing-2", "result")):
            kept(anna, page=page, field=field)

        assert drafts.discard(by=anna, page="closing-1", field="result") == 1
        assert drafts.discard(by=anna, page="closing-1") == 1
        assert Draft.objects.get().page == "closing-2"


def test_a_text_beyond_the_limit_is_refused_with_its_length(world, scope_as):
    with scope_as(world.anna) as anna, pytest.raises(DraftTooLong) as refusal:
        kept(anna, "x" * 20_001)

    assert "20001" in str(refusal.value) and "20000" in str(refusal.value)


def test_there_is_an_end_to_the_number_of_drafts(world, scope_as, monkeypatch):
    monkeypatch.setattr(drafts, "AT_ONCE", 2)
    with scope_as(world.anna) as anna:
        kept(anna, field="a")
        kept(anna, field="b")
        with pytest.raises(drafts.TooManyDrafts):
            kept(anna, field="c")


def test_after_thirty_days_drafts_and_sent_forms_go_whosever_they_are(world, scope_as):
    for owner, age in ((world.anna, 31), (world.ben, 31), (world.cem, 29)):
        kept(owner)
        submissions.claim(by=owner, purpose="case", submission=uuid4())
        then = timezone.now() - timedelta(days=age)
        Draft.objects.filter(user=owner).update(saved_at=then)
        Submission.objects.filter(user=owner).update(sent_at=then)

    with open_scope(Scope(name="worker")):
        gone = drafts.tidy()

    assert gone == {"drafts": 2, "submissions": 2}
    assert Draft.objects.get().user == world.cem


def test_a_form_is_sent_once_and_the_second_click_finds_what_it_made(world, scope_as):
    form, case = uuid4(), factories.case(world.anna)
    with scope_as(world.anna) as anna:
        assert submissions.claim(by=anna, purpose="case", submission=form)
        submissions.remember(by=anna, purpose="case", submission=form, made=case)

        assert not submissions.claim(by=anna, purpose="case", submission=form)
        assert submissions.made(by=anna, purpose="case", submission=form) == case.pk


def test_the_same_id_of_another_act_or_another_person_is_another_form(world, scope_as):
    form = uuid4()
    with scope_as(world.anna) as anna:
        assert submissions.claim(by=anna, purpose="case", submission=form)
        assert submissions.claim(by=anna, purpose="account", submission=form)
    with scope_as(world.ben) as ben:
        assert submissions.claim(by=ben, purpose="case", submission=form)
        assert submissions.made(by=ben, purpose="case", submission=form) is None


def test_where_nothing_was_made_the_form_may_be_sent_again(world, scope_as):
    form = uuid4()
    with scope_as(world.anna) as anna:
        submissions.claim(by=anna, purpose="case", submission=form)
        submissions.release(by=anna, purpose="case", submission=form)

        assert submissions.claim(by=anna, purpose="case", submission=form)


def test_a_form_without_an_id_is_always_the_first(world, scope_as):
    with scope_as(world.anna) as anna:
        assert submissions.claim(by=anna, purpose="case", submission=None)
        assert submissions.made(by=anna, purpose="case", submission=None) is None
        assert not Submission.objects.exists()
