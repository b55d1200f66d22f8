"""What is typed on the page of a new consent is kept until it is recorded."""

from django.utils.translation import pgettext_lazy

from kim.web.drafts.places import Kind, address, register


def register_all() -> None:
    """Make the page known; called when the addresses are read."""
    url = address("casework:consent_new", pick=[0])
    register("consent", Kind(pgettext_lazy("draft", "New consent"), "case", url, ids=2, new=1, when="open"))
