"""Who may open the pages of a naturalisation office: its officers; an application only those of that office."""

from django.urls import reverse

from tests import factories
from tests import factories_naturalisation as rows
from tests.web.access.topics import READS as EVERYBODY

NOBODY = dict.fromkeys(EVERYBODY, 403) | {"body_member": 403}
READS = NOBODY | {"naturalisation_officer": 200}
OF_ANOTHER = NOBODY | {"naturalisation_officer": 404}
LOOKS_UP = dict.fromkeys(READS, 200) | {"stranger": 403}
ADMINISTERS = NOBODY | {"administrator": 200}
ACTS = NOBODY | {"naturalisation_officer": 302}


def _plain(name):
    return lambda world: reverse(f"applicants:{name}")


def _of(name, *more):
    return lambda world: reverse(f"applicants:{name}", args=[rows.application(world.team_a).pk, *more])


def _of_another(name):
    return lambda world: reverse(f"applicants:{name}", args=[rows.application(rows.office("ebh-neuss")).pk])


def _person(name):
    def address(world):
        row = rows.application(world.team_a)
        return reverse(f"applicants:{name}", args=[row.pk, row.applicants.get().pk])

    return address


def _ended(name):
    day = factories.today()
    return lambda world: reverse(
        f"applicants:{name}",
        args=[rows.application(world.team_a, stage="ended", ended_on=day, end_reason="moved").pk],
    )


def _place(world):
    return reverse("applicants:responsible") + f"?place={factories.municipality().pk}&on=01.02.2026"


WHO_MAY = {
    "applicants:application_list": ("get", _plain("application_list"), READS),
    "applicants:application_new": ("get", _plain("application_new"), READS),
    "applicants:responsible": ("get", _place, LOOKS_UP),
    "applicants:area_new": ("get", _plain("area_new"), ADMINISTERS),
    "applicants:application_detail": ("get", _of("application_detail"), READS),
    "applicants:applicant_add": ("get", _of("applicant_add"), READS),
    "applicants:applicant_edit": ("get", _person("applicant_edit"), READS),
    "applicants:applicant_leave": ("get", _person("applicant_leave"), READS),
    "applicants:keeping": ("get", _plain("keeping"), READS),
    "applicants:application_hold": ("get", _ended("application_hold"), READS),
    "applicants:application_release": ("post", _ended("application_release"), ACTS),
    "applicants:office_choose": ("post", _plain("office_choose"), ACTS),
    "applicants:application_move": ("get", _of_another("application_move"), OF_ANOTHER),
    "applicants:application_take_up": ("post", _of("application_take_up"), ACTS),
    "applicants:document_ask": ("post", _of("document_ask"), NOBODY | {"naturalisation_officer": 422}),
    "applicants:document_settle": ("post", _of("document_settle", 1), ACTS),
    "applicants:authority_ask": ("post", _of("authority_ask"), NOBODY | {"naturalisation_officer": 422}),
    "applicants:authority_remind": ("post", _of("authority_remind", 1), ACTS),
    "applicants:authority_answered": ("post", _of("authority_answered", 1), ACTS),
}
