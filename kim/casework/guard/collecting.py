from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from kim.casework.guard.known import Day, Known, known
from kim.casework.models import Case, ClientProfile, ContactWay, HelperKind, Person, WayKind


def words_of(case: Case) -> Known:
    """What an observation from this case must not say: its people and whatever leads to them, as far as the scope reads it.

    A protected member of the household with a case of their own stays unknown to whoever works in this one, and so unknown here:
    an answer about their name would tell that they are known at all.
    """
    people = list(Person.objects.filter(Q(pk=case.person_id) | Q(households__case=case)).distinct())
    ways = list(case.ways.all())
    addresses = list(case.addresses.all())
    return known(
        names=_names(case, people),
        helpers=[*_helpers(case), *(way.value for way in ways if way.kind in (WayKind.THROUGH, WayKind.OTHER))],
        days=[
            *_births(people),
            *_days(case),
            *(day for each in addresses for day in (each.from_on, each.to_on) if day),
        ],
        streets=[each.street for each in addresses],
        phones=_numbers(ways),
        emails=[way.value for way in ways],
        references=[case.reference, *Case.objects.filter(person__in=people).values_list("reference", flat=True)],
    )


def _names(case: Case, people: Iterable[Person]) -> list[str]:
    """The client, the household, how the enquiry wrote them; and who wrote it, for an observation has no author either."""
    names = [name for person in people for name in (person.full_name, person.name_original)]
    if case.enquiry_id and (enquiry := case.enquiry):
        names.append(f"{enquiry.given_name} {enquiry.family_name}")
    return [*names, f"{case.assigned_to.first_name} {case.assigned_to.last_name}"]


def _helpers(case: Case) -> list[str]:
    """Who helps, and who stood by when a consent was given; agencies are no people."""
    helpers = case.helpers.exclude(kind=HelperKind.AGENCY).values_list("name", flat=True)
    beside = case.consents.values_list("representative", "witness", "recipient_name")
    return [*helpers, *(name for names in beside for name in names if name)]


def _births(people: Iterable[Person]) -> list[Day]:
    return [
        Day(person.birth_year, person.birth_month or 0, person.birth_day or 0, birth=True)
        for person in people
        if person.birth_year
    ]


def _days(case: Case) -> list[date]:
    """Days of the file that somebody could look up: entry, papers, changes of legal sphere, opening."""
    papers = case.documents_of_residence.values_list("valid_from", "valid_until")
    changes = case.sphere_changes.values_list("planned_on", "ended_on", "happened_on")
    entered = ClientProfile.objects.filter(case=case).values_list("entered_on")
    return [day for days in (*papers, *changes, *entered) for day in days if day] + [case.opened_on]


def _numbers(ways: Iterable[ContactWay]) -> list[str]:
    return [way.value for way in ways if way.kind in (WayKind.PHONE, WayKind.MESSAGE, WayKind.OTHER)]
