"""Apportionments of the demo county: its own invented plan, and the published ones of other counties as their papers tell them."""

from kim.staffing.demo.published import load

__all__ = ["load"]
