"""What other rooms may use of the network."""

from kim.network.loading import plan_county
from kim.network.models import Offer

__all__ = ["Offer", "plan_county"]
