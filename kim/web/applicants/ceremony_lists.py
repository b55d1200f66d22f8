"""The list of a ceremony, for certificates and place cards: as a sheet and as a paper, in the order in which people are called."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from kim.documents import Column, Listing, render_list
from kim.documents import Head as PaperHead
from kim.naturalisation.public import Applicant, Ceremony
from kim.organisation.public import County, logos
from kim.privacy.public import audit
from kim.sheets.writing import About, Head, xlsx_blocks
from kim.web.applicants.ceremonies import own_ceremony
from kim.web.templatetags.kim import day

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def ceremony_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of people as a sheet."""
    row = own_ceremony(request, pk)
    people = _called(row)
    heads = [
        Head(pgettext("ceremony", "No."), 6), Head(_("Family name"), 28), Head(_("Given name"), 28),
        Head(pgettext("application", "Reference"), 16),
    ]  # fmt: skip
    cells = [
        (number, each.family_name, each.given_name, each.application.reference)
        for number, each in enumerate(people, start=1)
    ]
    _note(row, len(people), "xlsx")
    answer = HttpResponse(b"".join(xlsx_blocks(heads, cells, About(title=_title(row)))), content_type=XLSX)
    return _named(answer, row, "xlsx")


@require_safe
def ceremony_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of people as an accessible paper; it names nobody but those who are invited."""
    row = own_ceremony(request, pk)
    people = _called(row)
    made = render_list(
        Listing(
            head=_head(row.unit.name), title=_title(row), on=timezone.localdate(),
            columns=(
                Column(pgettext("ceremony", "No."), "end", 0.5), Column(_("Name"), width=4),
                Column(pgettext("application", "Reference"), width=2), Column(pgettext("ceremony", "handed over"), width=1.5),
            ),
            rows=tuple(
                (str(number), f"{each.family_name}, {each.given_name}", each.application.reference, "")
                for number, each in enumerate(people, start=1)
            ),
            about=_where(row, len(people)),
            note=_("The naturalisation takes effect only when the certificate is handed over (§ 16 StAG)."),
        )
    )  # fmt: skip
    _note(row, len(people), "pdf")
    return _named(HttpResponse(made, content_type="application/pdf"), row, "pdf")


def _called(row: Ceremony) -> list[Applicant]:
    """In the order of the ceremony: families together, by the name of whoever applies, as they stand in the application."""
    found: list[Applicant] = []
    places = row.places.select_related("application").prefetch_related("application__applicants")
    families = [list(place.application.applicants.all()) for place in places]
    for family in sorted((each for each in families if each), key=lambda each: str(each[0]).casefold()):
        found.extend(family)
    return found


def _head(office: str) -> PaperHead:
    county, logo = County.objects.first(), logos.county_logo()
    return PaperHead(
        county=county.name if county else "", unit=office, colour=county.brand_colour if county else "",
        logo=logo.content if logo else None, logo_alt=logo.alt if logo else "",
    )  # fmt: skip


def _title(row: Ceremony) -> str:
    return _("Handing over certificates on %(day)s") % {"day": day(row.on)}


def _where(row: Ceremony, people: int) -> str:
    count = ngettext("%(n)s person", "%(n)s people", people) % {"n": people}
    return capfirst(
        _("%(place)s, %(time)s, %(people)s") % {"place": row.place, "time": f"{row.at:%H:%M}", "people": count}
    )


def _note(row: Ceremony, people: int, form: str) -> None:
    audit.record("ceremony.list_taken", target=row, people=people, form=form)


def _named(answer: HttpResponse, row: Ceremony, ending: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="feier-{row.on:%Y-%m-%d}.{ending}"'
    return answer
