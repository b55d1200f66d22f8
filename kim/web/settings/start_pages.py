"""Where somebody begins after signing in."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import Permission, User

# key: name, page, what one needs for it
START_PAGES = {
    "": (_("My day"), "start", None),
    "cases": (_("Cases"), "casework:case_list", Permission.CASE_HEADS),
    "enquiries": (_("Enquiries"), "casework:enquiry_list", Permission.ENQUIRY_WORK),
    "follow_ups": (_("Follow-ups"), "casework:follow_up_list", Permission.CASE_WORK),
    "notices": (_("Notices"), "notices:inbox", None),
}


def choices_for(user: User) -> list[tuple[str, str]]:
    """The pages this person may begin with."""
    return [(key, label) for key, (label, _page, needed) in START_PAGES.items() if needed is None or user.has(needed)]


def start_page_of(user: User) -> str:
    """The address this person begins with; one that is no longer theirs means Mein Tag."""
    _label, page, needed = START_PAGES.get(user.start_page, START_PAGES[""])
    return reverse(page if needed is None or user.has(needed) else "start")


def after_sign_in(request: HttpRequest) -> str:
    """For the account library: where the person who has just signed in goes."""
    return start_page_of(request.user)  # type: ignore[arg-type]
