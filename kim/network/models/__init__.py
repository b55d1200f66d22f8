from kim.network.models.offer import Offer

__all__ = ["Offer"]
