"""What other rooms may use of the network."""

from kim.network import demo
from kim.network.loading import KINDS, export_county, plan_county
from kim.network.models import Offer, TargetGroup

__all__ = ["KINDS", "Offer", "TargetGroup", "demo", "export_county", "plan_county"]
