"""Who invites and reads papers: the offices; members those of their bodies; whoever has a personal link, one meeting."""

from datetime import timedelta

from kim.steering.models import Paper, PaperVersion
from tests import factories_steering as rows
from tests.factories import today
from tests.web.access.sessions import ACTS, HIDDEN, _at, _proposal, _who

EVERYBODY = (*HIDDEN, "nobody")


def _planned():
    return rows.meeting(rows.body(), state="planned")


def _approved():
    return rows.meeting(rows.body(), state="approved", approved_on=today())


def _paper():
    paper = Paper.objects.create(meeting=_planned(), title="Bericht")
    PaperVersion.objects.create(
        paper=paper, number=1, file_name="b.txt", media_type="text/plain", size=1, sha256="0" * 64, content=b"1"
    )
    return paper


def _in_series():
    from kim.steering.models import MeetingSeries

    group = rows.body()
    made = MeetingSeries.objects.create(body=group, title="Reihe", first_on=today(), starts="10:00", ends="12:00")
    return rows.meeting(group, state="planned", series=made, held_on=today() + timedelta(days=20))


def _of_holder(name):
    def url(world):
        meeting = _planned()
        seat = rows.seat(meeting.body, "Máire O'Brien")
        return _at(name, lambda: meeting, seat.holders.get().pk)(world)

    return url


CLOSED = dict.fromkeys(EVERYBODY, 404)
TOKEN = "A" * 43

WHO_MAY = {
    "steering:meeting_invite": ("get", _at("meeting_invite", _planned), HIDDEN),
    "steering:meeting_invite_others": ("post", _at("meeting_invite_others", _planned), ACTS),
    "steering:meeting_mail_minutes": ("post", _at("meeting_mail_minutes", _approved), ACTS),
    "steering:meeting_link_send": ("post", _of_holder("meeting_link_send"), ACTS),
    "steering:meeting_link_revoke": ("post", _of_holder("meeting_link_revoke"), ACTS),
    "steering:paper_new": ("get", _at("paper_new", _planned), HIDDEN),
    "steering:paper_for_proposal": ("get", _at("paper_for_proposal", _proposal), HIDDEN),
    "steering:paper_detail": ("get", _at("paper_detail", _paper), HIDDEN),
    "steering:paper_withdraw": ("post", _at("paper_withdraw", _paper), ACTS),
    "steering:paper_file": ("get", _at("paper_file", _paper, 1), HIDDEN),
    "steering:series_new": ("get", _at("series_new"), _who()),
    "steering:series_following": ("get", _at("series_following", _in_series), HIDDEN),
    "steering:link_page": ("get", _at("link_page", None, TOKEN), CLOSED),
    "steering:link_agenda": ("get", _at("link_agenda", None, TOKEN), CLOSED),
    "steering:link_minutes": ("get", _at("link_minutes", None, TOKEN), CLOSED),
    "steering:link_paper": ("get", _at("link_paper", None, TOKEN, 1, 1), CLOSED),
}
