"""Who gets which answer from appointments, contacts as a whole, and private calendars."""

from django.urls import reverse

from tests import factories
from tests.web.access.cases import CONTENT, of_case, page

# An appointment is content: who does not work in the case does not know of it.
OWN = {"case_manager": 200, "colleague": 404, "foreign": 404, "lead": 404, "administrator": 404, "stranger": 404}
CASEWORK = {"case_manager": 200, "colleague": 200, "foreign": 200, "lead": 403, "administrator": 403, "stranger": 403}


def of_appointment(name):
    def address(world):
        made = factories.appointment(factories.case(world.anna), in_hours=-3)
        return reverse(f"casework:{name}", args=[made.pk])

    return address


def of_coming(world):
    made = factories.appointment(factories.case(world.anna))
    return reverse("casework:appointment_tell", args=[made.pk])


def of_message(world):
    from kim.casework.models import AppointmentMessage

    made = factories.appointment(factories.case(world.anna))
    row = AppointmentMessage.objects.create(
        appointment=made, case=made.case, kind="new", way="email", state="queued", sequence=0, told_by=world.anna,
        address="person@example.org",
    )  # fmt: skip
    return reverse("casework:appointment_message_drop", args=[made.pk, row.pk])


def of_conference(name, *more):
    def address(world):
        made = factories.conference(factories.case(world.anna))
        return reverse(f"casework:{name}", args=[made.case_id, made.pk, *more])

    return address


def of_participant(world):
    made = factories.conference(factories.case(world.anna))
    return reverse("casework:conference_basis", args=[made.case_id, made.pk, made.participants.get().pk])


def of_contact(name):
    def address(world):
        case = factories.case(world.anna)
        return reverse(f"casework:{name}", args=[case.pk, factories.contact(case).pk])

    return address


def of_follow_up(world):
    from kim.casework.models import FollowUp

    case = factories.case(world.anna)
    row = FollowUp.objects.create(case=case, due_on=factories.today(), text="Rückruf", recorded_by=world.anna)
    return reverse("casework:follow_up_move", args=[row.pk])


def of_feed(world):
    """Nobody's address: whoever asks gets the answer of one that is not there."""
    return reverse("calendar:feed", args=["A" * 43])


EVERYBODY = dict.fromkeys(("case_manager", "colleague", "foreign", "lead", "administrator", "stranger"), 200)
WHO_MAY = {
    "casework:appointment_list": ("get", page("appointment_list"), CASEWORK | {"lead": 200}),
    "casework:appointment_new_free": ("get", page("appointment_new_free"), CASEWORK),
    "casework:time_spent": ("get", page("time_spent"), CASEWORK),
    "casework:appointment_detail": ("get", of_appointment("appointment_detail"), OWN),
    "casework:appointment_edit": ("get", of_appointment("appointment_edit"), OWN),
    "casework:appointment_move": ("get", of_appointment("appointment_move"), OWN),
    "casework:appointment_settle": ("get", of_appointment("appointment_settle"), OWN),
    "casework:appointment_tell": ("get", of_coming, OWN),
    "casework:appointment_message_drop": ("post", of_message, OWN | {"case_manager": 302}),
    "casework:case_appointments": ("get", of_case("case_appointments"), CONTENT),
    "casework:appointment_new": ("get", of_case("appointment_new"), CONTENT),
    "casework:conference_new": ("get", of_case("conference_new"), CONTENT),
    "casework:conference_detail": ("get", of_conference("conference_detail"), CONTENT),
    "casework:conference_edit": ("get", of_conference("conference_edit"), CONTENT),
    "casework:conference_hold": ("get", of_conference("conference_hold"), CONTENT),
    "casework:conference_basis": ("get", of_participant, CONTENT),
    "casework:conference_pdf": ("get", of_conference("conference_pdf", "einladung"), CONTENT),
    "casework:contact_full": ("get", of_case("contact_full"), CONTENT),
    "casework:contact_detail": ("get", of_contact("contact_detail"), CONTENT),
    "casework:contact_correct": ("get", of_contact("contact_correct"), CONTENT),
    "casework:follow_up_move": ("post", of_follow_up, OWN | {"case_manager": 302}),
    "calendar:feed": ("get", of_feed, dict.fromkeys((*EVERYBODY, "nobody"), 404)),
    "calendar:settings": ("get", lambda world: reverse("calendar:settings"), EVERYBODY),
}
