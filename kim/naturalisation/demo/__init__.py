"""What the demo county shows of its naturalisation offices: three of them, who works there (one in two), who is responsible for whom."""

from datetime import date

from django.db import connection

from kim.naturalisation.demo.applications import write
from kim.naturalisation.demo.appointments import write_past
from kim.naturalisation.demo.changes import write_changes
from kim.naturalisation.models import OfficeArea
from kim.organisation.public import Membership, Municipality, Role, Unit, User

INVENTED = "Für die Vorführung angenommen."
SOURCE = "Kreistag Rhein-Kreis Neuss, Vorlage 14654"
# username, first and last name, job title, office
OFFICERS = (
    ("krings", "Marlies", "Krings", "Einbürgerungsbehörde des Kreises", "ebh-kreis"),
    ("aydemir", "Selma", "Aydemir", "Einbürgerungsbehörde der Stadt Neuss", "ebh-neuss"),
    ("puetz", "Jörg", "Pütz", "Einbürgerungsbehörde der Stadt Dormagen", "ebh-dormagen"),
)
OWN_OFFICE = {"05162024": "ebh-neuss", "05162004": "ebh-dormagen"}
AGREEMENTS = {"05162008": "öffentlich-rechtliche Vereinbarung mit dem Kreis"}


def load(today: date) -> None:
    """Write it all, as owner, where the county has the three offices; else nothing."""
    units = {unit.key: unit for unit in Unit.objects.filter(key__in=[each[-1] for each in OFFICERS])}
    if len(units) < len(OFFICERS):
        return
    people = {each[-1]: _officer(each, units[each[-1]]) for each in OFFICERS}
    places = list(Municipality.objects.on(today))
    for place in places:
        unit = units[OWN_OFFICE.get(place.ags, "ebh-kreis")]
        OfficeArea.objects.create(unit=unit, municipality=place, agreement=AGREEMENTS.get(place.ags, ""), source=SOURCE)
    for key, unit in units.items():
        own = [place for place in places if OWN_OFFICE.get(place.ags, "ebh-kreis") == key]
        write(unit, people[key], own, today)
        write_past(unit, people[key], own, today)
    Membership.objects.get_or_create(
        user=people["ebh-dormagen"], unit=units["ebh-neuss"], role=Role.NATURALISATION_OFFICER,
        defaults={"synthetic": True, "note": INVENTED},
    )  # fmt: skip
    write_changes(people, today)
    with connection.cursor() as cursor:
        cursor.execute("select kim_count_naturalisation_years()")


def _officer(who: tuple[str, str, str, str, str], unit: Unit) -> User:
    username, first, last, job, _unit = who
    known = User.objects.exclude(password="").order_by("pk").values_list("password", flat=True).first()
    user, _created = User.objects.get_or_create(
        username=username,
        defaults={
            "first_name": first, "last_name": last, "job_title": job, "password": known or "!",
            "email": f"{username}@rhein-kreis-neuss.example", "synthetic": True, "note": INVENTED,
        },
    )  # fmt: skip
    Membership.objects.get_or_create(
        user=user, unit=unit, role=Role.NATURALISATION_OFFICER, defaults={"synthetic": True, "note": INVENTED}
    )
    return user


__all__ = ["load"]
