"""What the demo county shows of posts: its own invented plan, published apportionments, its posts, funding files."""

from datetime import date

from kim.staffing.demo import published
from kim.staffing.demo.grants import grants
from kim.staffing.demo.lists import lists
from kim.staffing.demo.money import money
from kim.staffing.demo.papers import papers
from kim.staffing.demo.posts import posts


def load(today: date) -> None:
    """Write it all, as owner."""
    published.load(today)
    posts(today)
    grants(today)
    papers()
    money()
    lists()


__all__ = ["load"]
