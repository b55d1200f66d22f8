from kim.network.models.offer import Offer, TargetGroup

__all__ = ["Offer", "TargetGroup"]
