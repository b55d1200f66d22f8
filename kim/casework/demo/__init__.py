"""An invented county at work: people, enquiries, cases and their histories. Nobody in it exists.

`build` gives a county that tells its rows one household at a time, so that four hundred people and a
quarter of a million need the same memory; the same seed, day and profile give the same county.
"""

from kim.casework.demo.county import DemoCounty, build

__all__ = ["DemoCounty", "build"]
