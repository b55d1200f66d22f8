"""The pages about money on which a long text is typed."""

from django.utils.translation import gettext_lazy as _

from kim.staffing.public import ForwardingAgreement, FundingGrant, access
from kim.web.drafts.places import Kind, address, register


def register_all() -> None:
    """Make them known; called when the addresses are read."""
    kinds = {"grant": FundingGrant, "agreement": ForwardingAgreement}
    for of, model in kinds.items():
        page = address(f"money:proof_{of}")
        register(f"proof_{of}", Kind(_("Proof of use"), "", page, part_of=model, may=access.manages_grants))
