"""Appointments: who reads them, what a calendar gets, what stands against a time; contacts corrected with a trace."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone
from icalendar import Calendar

from kim.casework import appointments, calendar_feed
from kim.casework.actions import appointments as acts
from kim.casework.actions import calendar_feeds, cases, contacts
from kim.casework.exceptions import (
    AppointmentDoesNotFit,
    AppointmentEndsBeforeStart,
    AppointmentLiesAhead,
    NotTheirContact,
)
from kim.casework.models import Appointment, CalendarFeed, Contact, ContactVersion, FollowUp
from kim.organisation.models import Absence
from tests import factories

SECRET = "Trennung, neue Adresse geheim"


def stand_in(world, deputy, absent):
    today = factories.today()
    Absence.objects.create(
        user=absent, deputy=deputy, first_day=today, last_day=today + timedelta(days=3), recorded_by=absent
    )


def at(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


def test_nobody_but_those_in_the_case_reads_its_appointments(world, scope_as):
    factories.appointment(factories.case(world.anna), about=SECRET)
    factories.appointment(None, owner=world.anna, about="Sprechstunde", meets="others")

    seen = {}
    for user in (world.anna, world.ben, world.cem, world.lea, world.admin, world.stranger):
        with scope_as(user):
            seen[user.username] = Appointment.objects.count()

    assert seen == {"anna": 2, "ben": 0, "cem": 0, "lea": 0, "admin": 0, "stranger": 0}


def test_who_stands_in_reads_those_of_cases_but_no_others(world, scope_as):
    case = factories.case(world.anna)
    factories.appointment(case)
    factories.appointment(None, owner=world.anna, about="Arzt", meets="others")
    stand_in(world, world.ben, world.anna)

    with scope_as(world.ben) as ben:
        found = list(appointments.between(ben, factories.today(), factories.today() + timedelta(days=3)))

    assert [each.case_id for each in found] == [case.pk]


def test_an_appointment_of_an_enquiry_is_seen_by_the_team_and_goes_into_its_case(world, scope_as):
    enquiry = factories.enquiry(world.anna)
    made = factories.appointment(None, owner=world.anna, enquiry=enquiry)
    with scope_as(world.ben):
        assert Appointment.objects.filter(pk=made.pk).exists()

    case = factories.case(world.anna, enquiry=enquiry)

    with scope_as(world.ben):
        assert not Appointment.objects.filter(pk=made.pk).exists()
    with scope_as(world.anna):
        assert Appointment.objects.get(pk=made.pk).case_id == case.pk


def test_what_lies_ahead_moves_on_with_the_case(world, scope_as):
    case = factories.case(world.anna)
    ahead, gone = factories.appointment(case), factories.appointment(case, in_hours=-48)

    with scope_as(world.anna) as anna:
        cases.hand_over(case=case, by=anna, to=world.ben, reason="Das Gebiet wechselt.")

    owners = dict(Appointment.objects.values_list("pk", "owner"))
    assert owners == {ahead.pk: world.ben.pk, gone.pk: world.anna.pk}


def test_nobody_writes_into_a_calendar_that_is_not_theirs(world, scope_as):
    with scope_as(world.ben), pytest.raises(DatabaseError), transaction.atomic():
        factories.appointment(None, owner=world.anna, recorded_by=world.ben, meets="others")


def test_an_appointment_cannot_be_moved_to_another_case_past_the_application(world, scope_as):
    made, other = factories.appointment(factories.case(world.anna)), factories.case(world.anna)

    with scope_as(world.anna), pytest.raises(DatabaseError), transaction.atomic():
        Appointment.objects.filter(pk=made.pk).update(case=other)


def test_it_ends_after_it_begins(world, scope_as):
    case = factories.case(world.anna)
    now = timezone.now()
    with scope_as(world.anna) as anna, pytest.raises(AppointmentEndsBeforeStart):
        acts.plan(by=anna, case=case, starts_at=now, ends_at=now)


def test_the_same_form_plans_once(world, scope_as):
    case, form, now = factories.case(world.anna), uuid4(), timezone.now()
    values = {"case": case, "starts_at": now, "ends_at": now + timedelta(hours=1), "submission": form}

    for _ in range(2):
        with scope_as(world.anna) as anna:
            acts.plan(by=anna, **values)

    assert Appointment.objects.count() == 1


def test_moving_keeps_the_old_time_and_the_same_place_in_calendars(world, scope_as):
    made = factories.appointment(factories.case(world.anna), interpreter="booked")
    later = made.starts_at + timedelta(days=1)

    with scope_as(world.anna) as anna:
        new = acts.move(appointment=made, by=anna, version=1, starts_at=later, ends_at=later + timedelta(hours=1))

    made.refresh_from_db()
    assert (made.state, made.moved_to) == ("moved", new)
    assert (new.uid, new.sequence, new.interpreter) == (made.uid, 1, "open")


def test_what_came_of_it_waits_until_it_has_begun(world, scope_as):
    ahead, gone = (
        factories.appointment(factories.case(world.anna)),
        factories.appointment(factories.case(world.anna), in_hours=-2),
    )

    with scope_as(world.anna) as anna:
        with pytest.raises(AppointmentLiesAhead):
            acts.settle(appointment=ahead, by=anna, version=1, state="held")
        off = acts.settle(appointment=ahead, by=anna, version=1, state="cancelled", called_off_by="person")
        held = acts.settle(appointment=gone, by=anna, version=1, state="held")
        with pytest.raises(AppointmentDoesNotFit):
            acts.settle(appointment=off, by=anna, version=off.version, state="held")

    assert (off.state, off.called_off_by, held.state) == ("cancelled", "person", "held")


def test_another_appointment_a_holiday_and_a_weekend_are_doubted(world, scope_as):
    case = factories.case(world.anna)
    factories.appointment(case, starts_at=at("2026-11-24T10:00"))
    hour = timedelta(hours=1)

    with scope_as(world.anna) as anna:
        taken = appointments.doubts_about(anna, at("2026-11-24T10:30"), at("2026-11-24T11:30"))
        after = appointments.doubts_about(anna, at("2026-11-24T11:00"), at("2026-11-24T12:00"))
        feast = appointments.doubts_about(anna, at("2026-12-25T09:00"), at("2026-12-25T09:00") + hour)
        sunday = appointments.doubts_about(anna, at("2026-11-29T09:00"), at("2026-11-29T09:00") + hour)
        nobodys = appointments.doubts_about(world.cem, at("2026-11-24T10:30"), at("2026-11-24T11:30"))

    assert taken.taken_at == at("2026-11-24T10:00")
    assert not after
    assert feast.holiday
    assert sunday.weekend
    assert nobodys.taken_at is None


def test_a_day_is_as_long_as_its_clock_says():
    starts = [appointments.midnight(date(2026, *day)).timestamp() for day in ((3, 29), (3, 30), (10, 25), (10, 26))]

    assert (starts[1] - starts[0], starts[3] - starts[2]) == (23 * 3600, 25 * 3600)


def test_appointments_of_the_day_the_clock_changes_are_of_that_day(world, scope_as):
    case = factories.case(world.anna)
    late = factories.appointment(case, starts_at=at("2026-10-25T23:00"), hours=0.5)
    early = factories.appointment(case, starts_at=at("2026-03-29T03:30"), hours=0.5)

    with scope_as(world.anna) as anna:
        autumn = list(appointments.between(anna, date(2026, 10, 25), date(2026, 10, 25)))
        spring = list(appointments.between(anna, date(2026, 3, 29), date(2026, 3, 29)))

    assert (autumn, spring) == ([late], [early])


def test_the_lead_sees_when_the_team_is_taken_and_nothing_else(world, scope_as):
    made = factories.appointment(factories.case(world.anna), starts_at=at("2026-11-24T10:00"), about=SECRET)
    factories.appointment(factories.case(world.cem), starts_at=at("2026-11-24T10:00"))
    day = date(2026, 11, 24)

    with scope_as(world.lea):
        busy = appointments.busy_times(day, day)
    with scope_as(world.ben):
        colleague = appointments.busy_times(day, day)

    assert [(b.owner_id, b.starts_at) for b in busy] == [(world.anna.pk, made.starts_at)]
    assert set(vars(busy[0])) == {"owner_id", "starts_at", "ends_at"}
    assert colleague == []


# The calendar -----------------------------------------------------------------------------------------


def file_for(user, scope_as) -> bytes:
    with scope_as(user) as person:
        return calendar_feed.file_of(calendar_feed.slots_of(person), host="kim.example.org")


def test_the_calendar_names_nobody_and_nothing(world, scope_as):
    client = factories.person(given_name="Nurhayat", family_name="Karadeniz", name_original="كاراديز")
    case = factories.case(world.anna, person=client)
    factories.appointment(
        case, about=SECRET, place="Hafenstraße 7", note="Kommt mit Schwester", agency=factories.agency(),
        interpreter_language="ar", interpreter="booked",
    )  # fmt: skip
    factories.appointment(None, owner=world.anna, about="Sprechstunde Südstadt", place="Treffpunkt 3", meets="others")

    text = file_for(world.anna, scope_as).decode()

    for word in (
        "Nurhayat",
        "Karadeniz",
        "كاراديز",
        "Trennung",
        "Hafen",
        "Schwester",
        "VHS",
        "Südstadt",
        "Treffpunkt",
        "Dolm",
    ):
        assert word not in text.replace("\r\n ", "")
    assert case.reference in text


def test_the_calendar_is_one_that_programs_read(world, scope_as):
    case = factories.case(world.anna)
    made = factories.appointment(case, starts_at=at("2026-11-24T10:00"), place_kind="home")
    off = factories.appointment(case, in_hours=30, state="cancelled", called_off_by="person")

    calendar = Calendar.from_ical(file_for(world.anna, scope_as))

    events = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    first, second = events[f"{made.uid}@kim.example.org"], events[f"{off.uid}@kim.example.org"]
    assert str(calendar["method"]) == "PUBLISH"
    assert first.decoded("dtstart") == made.starts_at
    assert (str(first["summary"]), str(first["location"])) == (case.reference, "bei der Person zu Hause")
    assert (str(first["status"]), str(second["status"])) == ("CONFIRMED", "CANCELLED")


def test_a_moved_appointment_stands_once_with_the_same_name(world, scope_as):
    made = factories.appointment(factories.case(world.anna))
    later = made.starts_at + timedelta(days=1)
    with scope_as(world.anna) as anna:
        acts.move(appointment=made, by=anna, version=1, starts_at=later, ends_at=later + timedelta(hours=1))

    events = Calendar.from_ical(file_for(world.anna, scope_as)).walk("VEVENT")

    assert [(str(e["uid"]), int(e["sequence"]), e.decoded("dtstart")) for e in events] == [
        (f"{made.uid}@kim.example.org", 1, later.replace(microsecond=0))
    ]


def test_a_token_opens_one_calendar_until_it_is_taken_back(world, scope_as):
    with scope_as(world.anna) as anna:
        token = calendar_feeds.make(by=anna)
    assert token not in str(CalendarFeed.objects.values())

    with scope_as(world.stranger):
        assert calendar_feeds.opened(token) == world.anna.pk
        assert calendar_feeds.opened(token + "x") is None
        assert CalendarFeed.objects.count() == 0
    with scope_as(world.anna) as anna:
        assert calendar_feeds.own(anna).reads == 1
        newer = calendar_feeds.make(by=anna)
        assert calendar_feeds.opened(token) is None
        calendar_feeds.revoke(by=anna)
        assert calendar_feeds.opened(newer) is None


def test_who_left_has_no_calendar(world, scope_as):
    with scope_as(world.anna) as anna:
        token = calendar_feeds.make(by=anna)
    world.anna.is_active = False
    world.anna.save()

    with scope_as(world.stranger):
        assert calendar_feeds.opened(token) is None


# Contacts ---------------------------------------------------------------------------------------------


def test_a_corrected_contact_keeps_what_it_said(world, scope_as):
    case = factories.case(world.anna)
    contact = factories.contact(case, text="Kurs ab Mai", minutes=10)

    with scope_as(world.anna) as anna:
        corrected = contacts.correct(contact=contact, by=anna, version=1, text="Kurs ab Juni", minutes=20)
        old = ContactVersion.objects.get()

    assert (corrected.version, corrected.corrected_by, corrected.text) == (2, world.anna, "Kurs ab Juni")
    assert (old.text, old.minutes, old.written_by) == ("Kurs ab Mai", 10, world.anna)


def test_no_code_of_the_application_rewrites_a_contact_without_a_trace(world, scope_as):
    contact = factories.contact(factories.case(world.anna), text="Kurs ab Mai")

    with scope_as(world.anna):
        Contact.objects.filter(pk=contact.pk).update(minutes=5)
        assert ContactVersion.objects.filter(contact=contact, minutes=None).exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            ContactVersion.objects.create(
                contact=contact, case_id=contact.case_id, number=9, kind="talk", held_on=factories.today(), text="",
                confidential=False, written_by=world.anna, written_at=timezone.now(),
            )  # fmt: skip
        assert ContactVersion.objects.filter(contact=contact).delete()[0] == 0


def test_earlier_versions_are_read_by_whoever_reads_the_contact(world, scope_as):
    contact = factories.contact(factories.case(world.anna), text="Kurs ab Mai")
    with scope_as(world.anna) as anna:
        contacts.correct(contact=contact, by=anna, version=1, text="Kurs ab Juni")

    with scope_as(world.cem):
        assert not ContactVersion.objects.exists()
    with scope_as(world.lea):
        assert not ContactVersion.objects.exists()


def test_who_stands_in_corrects_only_their_own_contacts(world, scope_as):
    case = factories.case(world.anna)
    hers = factories.contact(case)
    own = factories.contact(case, by=world.ben)
    stand_in(world, world.ben, world.anna)

    with scope_as(world.ben) as ben:
        with pytest.raises(NotTheirContact):
            contacts.correct(contact=hers, by=ben, version=1, text="anders")
        assert contacts.correct(contact=own, by=ben, version=1, text="anders").version == 2


def test_only_people_of_the_household_were_there(world, scope_as):
    from kim.casework.models import HouseholdMember

    case, child, other = factories.case(world.anna), factories.person(), factories.person()
    HouseholdMember.objects.create(case=case, person=child, relation="child")

    with scope_as(world.anna) as anna:
        made = contacts.record(case=case, by=anna, kind="talk", text="Gespräch", present=[child.pk, other.pk])

    assert made.present == [child.pk]


@pytest.mark.parametrize(
    ("day", "repeats", "following"),
    [
        (date(2026, 1, 31), "monthly", date(2026, 2, 28)),
        (date(2026, 12, 31), "monthly", date(2027, 1, 31)),
        (date(2026, 12, 28), "weekly", date(2027, 1, 4)),
    ],
)
def test_what_repeats_comes_on_a_day_that_exists(day, repeats, following):
    assert contacts.next_day(day, repeats) == following


def test_a_repeated_follow_up_comes_again_until_its_last_day(world, scope_as):
    case, today = factories.case(world.anna), factories.today()
    with scope_as(world.anna) as anna:
        first = contacts.plan_follow_up(
            case=case, by=anna, due_on=today, text="Anrufen", repeats="weekly", repeats_until=today + timedelta(days=7)
        )
        contacts.follow_up_done(follow_up=first, by=anna)
        contacts.follow_up_done(follow_up=first, by=anna)
        second = FollowUp.objects.get(done_at=None)
        assert second.due_on == today + timedelta(days=7)
        contacts.follow_up_done(follow_up=second, by=anna)
        assert not FollowUp.objects.filter(done_at=None).exists()


def test_who_only_leads_does_not_settle_an_appointment(world, scope_as):
    made = factories.appointment(factories.case(world.anna))
    with scope_as(world.lea) as lea, pytest.raises(PermissionDenied):
        acts.settle(appointment=made, by=lea, version=1, state="cancelled")
