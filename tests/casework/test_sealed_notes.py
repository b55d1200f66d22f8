"""Confidential notes lie sealed in the table and read like others for whoever may read them."""

import pytest
from django.db import IntegrityError, connection, transaction

from kim.casework.actions import contacts
from kim.casework.models import Contact
from kim.privacy.public import DataKey, vault
from tests import factories

SECRET = "Sie wird von ihrem Bruder bedroht."


def raw(column: str = "text || coalesce(encode(text_sealed, 'escape'), '')", table: str = "casework_contact") -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"select string_agg({column}, '|') from {table}")
        return cursor.fetchone()[0] or ""


def test_a_confidential_note_is_not_in_the_table_and_reads_as_written(world, scope_as):
    case = factories.case(world.anna)
    with scope_as(world.anna) as anna:
        contacts.record(case=case, by=anna, kind="talk", text=SECRET, confidential=True)
        contacts.record(case=case, by=anna, kind="talk", text="offen")

        texts = {contact.text for contact in Contact.objects.all()}

    assert texts == {SECRET, "offen"}
    assert "Bruder" not in raw() and "offen" in raw()
    assert "Bruder" not in raw("casework_contact::text")


def test_marking_a_note_confidential_seals_what_it_said_before_too(world, scope_as):
    case = factories.case(world.anna)
    with scope_as(world.anna) as anna:
        contact = contacts.record(case=case, by=anna, kind="talk", text=SECRET)
        contact = contacts.correct(contact=contact, by=anna, version=contact.version, text=SECRET + " Seit Mai.")
        contact = contacts.correct(contact=contact, by=anna, version=contact.version, confidential=True)

        assert contact.text == SECRET + " Seit Mai."
        assert [version.text for version in contact.versions.all()] == [SECRET + " Seit Mai.", SECRET]
    assert "Bruder" not in raw() + raw(table="casework_contactversion")


def test_taking_the_mark_off_brings_the_words_back(world, scope_as):
    case = factories.case(world.anna)
    with scope_as(world.anna) as anna:
        contact = contacts.record(case=case, by=anna, kind="talk", text=SECRET, confidential=True)
        contact = contacts.correct(contact=contact, by=anna, version=contact.version, confidential=False)

    assert raw("text") == SECRET and contact.text_sealed is None


def test_correcting_something_else_leaves_the_sealed_words_alone(world, scope_as):
    case = factories.case(world.anna)
    with scope_as(world.anna) as anna:
        contact = contacts.record(case=case, by=anna, kind="talk", text=SECRET, confidential=True)
        before = bytes(Contact.objects.get().text_sealed)
        contact = contacts.correct(contact=Contact.objects.get(), by=anna, version=contact.version, minutes=20)

        assert bytes(Contact.objects.get().text_sealed) == before
        assert Contact.objects.get().text == SECRET


def test_many_confidential_notes_cost_one_query_for_their_keys(world, scope_as, django_assert_num_queries):
    case = factories.case(world.anna)
    for number in range(20):
        factories.contact(case, by=world.anna, text=f"{SECRET} {number}", confidential=True)

    with scope_as(world.anna), django_assert_num_queries(2):
        texts = [contact.text for contact in Contact.objects.filter(case=case)]

    assert len(set(texts)) == 20


def test_a_note_moved_to_another_case_or_row_does_not_open(world):
    one, two = factories.case(world.anna), factories.case(world.anna)
    first = factories.contact(one, text=SECRET, confidential=True)
    second = factories.contact(two, text="anderes", confidential=True)

    with connection.cursor() as cursor:
        cursor.execute("update casework_contact set text_sealed = %s where id = %s", [first.text_sealed, second.pk])

    assert "beschädigt" in Contact.objects.get(pk=second.pk).text


def test_what_cannot_be_opened_says_so_and_is_never_saved_over(world, settings, tmp_path):
    contact = factories.contact(factories.case(world.anna), text=SECRET, confidential=True)
    before = bytes(contact.text_sealed)
    vault.keyring.create(tmp_path / "other", factories.today())
    settings.KIM_KEYS = str(tmp_path / "other")

    closed = Contact.objects.get()
    assert "Schlüssel" in closed.text
    closed.minutes = 5
    closed.save()
    assert bytes(Contact.objects.get().text_sealed) == before
    closed.confidential = False
    with pytest.raises(vault.ContentDamaged):
        closed.save()


def test_the_table_refuses_confidential_words_in_clear(world):
    contact = factories.contact(factories.case(world.anna), text="offen")

    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.filter(pk=contact.pk).update(confidential=True)


def test_the_key_of_a_case_is_for_those_who_work_in_it(world, scope_as):
    case = factories.case(world.anna)
    factories.contact(case, by=world.anna, text=SECRET, confidential=True)

    seen = {}
    for person in (world.anna, world.ben, world.cem, world.lea, world.admin):
        with scope_as(person):
            seen[person.username] = DataKey.objects.filter(owner_id=case.pk).exists()

    assert seen == {"anna": True, "ben": False, "cem": False, "lea": False, "admin": False}
    with scope_as(world.anna):
        assert DataKey.objects.update(wrapped=b"x") == 0
        assert not vault.destroy(vault.Owner("case", case.pk))


def test_destroying_the_key_of_a_case_makes_its_notes_unreadable_for_good(world):
    case = factories.case(world.anna)
    factories.contact(case, text=SECRET, confidential=True)

    assert vault.destroy(vault.Owner("case", case.pk))

    assert "vernichtet" in Contact.objects.get().text
    with pytest.raises(vault.KeyDestroyed):
        vault.key_of(vault.Owner("case", case.pk), make=True)
