"""What other rooms may use of the network."""

from kim.network.loading import KINDS, export_county, plan_county
from kim.network.models import Offer

__all__ = ["KINDS", "Offer", "export_county", "plan_county"]
