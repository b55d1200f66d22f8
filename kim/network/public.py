"""What other rooms may use of the network."""

from kim.network.models import Offer

__all__ = ["Offer"]
