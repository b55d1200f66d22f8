"""Small real rows of naturalisation offices, written as the owner."""

from datetime import timedelta

from kim.naturalisation.models import Applicant, Application, OfficeArea, StageEntry
from kim.organisation.models import Unit, User
from tests import factories


def office(key: str = "ebh-kreis") -> Unit:
    return Unit.objects.get_or_create(key=key, defaults={"name": key, "kind": "naturalisation_office"})[0]


def officer(username: str = "", *, of: Unit | None = None) -> User:
    return factories.user(username, role="naturalisation_officer", in_unit=of or office())


def application(unit: Unit | None = None, *, family_name: str = "Haddad", **values) -> Application:
    unit = unit or office()
    since = factories.today() - timedelta(days=10)
    fields = {"stage": "submitted", "stage_since": since, "submitted_on": since} | values
    number = Application.objects.filter(unit=unit).count() + 1
    made = Application.objects.create(unit=unit, reference=f"T-{number}", **fields)
    Applicant.objects.create(
        application=made, unit=unit, given_name="Samar", family_name=family_name, citizenships=["SYR"]
    )
    StageEntry.objects.create(application=made, unit=unit, stage=made.stage, entered_on=made.stage_since)
    return made


def area(unit: Unit, place, **values) -> OfficeArea:
    return OfficeArea.objects.create(unit=unit, municipality=place, **values)
