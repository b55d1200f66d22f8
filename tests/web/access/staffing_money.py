"""Who may open the money of grants: offices, assistant, lead and administration read; offices and assistant keep it."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from kim.organisation.models import Post
from kim.staffing.models import Booking, GrantPaper, GrantPaperVersion
from tests import factories
from tests.web.access.staffing_grants import KEEPS, MOVES
from tests.web.access.staffing_posts import READS, TAKES


def _grant(name):
    return lambda world: reverse(f"money:{name}", args=[factories.make_grant(approved=Decimal(55000)).pk])


def _agreement(name):
    return lambda world: reverse(f"money:{name}", args=[factories.make_agreement(factories.make_grant(), "Neuss").pk])


def _gone_out(of):
    def address(world):
        grant = factories.make_grant(state="proved")
        agreement = factories.make_agreement(grant, "Neuss", state="received", received_on=date(2022, 2, 1))
        return reverse(f"money:come_back_{of}", args=[(grant if of == "grant" else agreement).pk])

    return address


def _booking(world):
    row = Booking.objects.create(
        grant=factories.make_grant(), kind="spent", amount=Decimal(1), period_from=date(2021, 1, 1),
        period_to=date(2021, 1, 31), booked_on=date(2021, 2, 1), text="Personalkosten",
    )  # fmt: skip
    return reverse("money:take_back", args=[row.pk])


def _month(world):
    post = Post.objects.create(title="Koordination", block=2, role="coordinator", fte=Decimal(1))
    return reverse("money:months_release", args=[factories.make_grant().pk, post.pk, factories.user().pk])


def _list(name):
    def address(world):
        grant = factories.make_grant()
        paper = GrantPaper.objects.create(grant=grant, kind="spending", title="Ausgaben")
        GrantPaperVersion.objects.create(
            paper=paper, grant=grant, number=1, media_type="text/plain", size=9, sha256="0" * 64
        )
        return reverse(f"money:{name}", args=[paper.pk])

    return address


WHO_MAY = {
    **{f"money:{name}": ("get", _grant(name), READS) for name in ("account", "bookings", "months")},
    **{f"money:{name}_grant": ("get", _grant(f"{name}_grant"), READS) for name in ("proof", "pdf", "sheet")},
    **{f"money:{name}_agreement": ("get", _agreement(f"{name}_agreement"), READS) for name in ("proof", "pdf", "sheet")},
    "money:years": ("get", lambda world: reverse("money:years"), READS),
    "money:years_sheet": ("get", lambda world: reverse("money:years_sheet"), TAKES),
    "money:form": ("get", _agreement("form"), READS),
    "money:book": ("get", _grant("book"), KEEPS),
    "money:submit_grant": ("get", _grant("submit_grant"), KEEPS),
    "money:submit_agreement": ("get", _agreement("submit_agreement"), KEEPS),
    "money:come_back_grant": ("get", _gone_out("grant"), KEEPS),
    "money:come_back_agreement": ("get", _gone_out("agreement"), KEEPS),
    "money:form_back": ("get", _agreement("form_back"), KEEPS),
    "money:lists": ("get", _grant("lists"), READS),
    "money:list": ("get", _list("list"), READS),
    "money:list_template": ("get", _grant("list_template"), KEEPS),
    "money:list_new": ("get", _grant("list_new"), KEEPS),
    "money:list_columns": ("get", _list("list_columns"), MOVES),
    "money:list_book": ("post", _list("list_book"), MOVES),
    "money:list_undo": ("get", _list("list_undo"), MOVES),
    "money:take_back": ("post", _booking, MOVES),
    "money:months_take": ("post", _grant("months_take"), MOVES),
    "money:months_release": ("post", _month, MOVES),
}  # fmt: skip
