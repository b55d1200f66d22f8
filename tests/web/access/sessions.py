"""Who may read and work on proposals, meetings, votes and decisions: the offices and members; case managers read the register."""

from django.urls import reverse

from kim.steering.models import Attendance, Conflict
from tests import factories
from tests import factories_steering as rows
from tests.factories import today

ROLES = ("case_manager", "colleague", "foreign", "lead", "administrator", "stranger", "data_protection_officer")
OFFICES = {"coordinator": 200}


def _who(**answers):
    """The offices get in; the others what is said."""
    return dict.fromkeys(ROLES, answers.pop("others", 403)) | OFFICES | answers


def _at(name, row=None, *more):
    return lambda world: reverse(f"steering:{name}", args=[row().pk, *more] if row else list(more))


def _meeting(**fields):
    return rows.meeting(rows.body(), **fields)


def _out():
    return _meeting(state="minutes_out")


def _approved():
    return _meeting(state="approved", approved_on=today())


def _public_planned():
    return _meeting(state="planned")


def _item():
    return rows.item(_meeting())


def _conflict_removed(world):
    meeting = _meeting()
    who = Attendance.objects.create(meeting=meeting, name="Ayşe D'Angelo", presence="present")
    item = rows.item(meeting)
    conflict = Conflict.objects.create(item=item, attendance=who, reason="Träger")
    return reverse("steering:session_conflict_removed", args=[item.pk, conflict.pk])


def _proposal():
    return rows.proposal(rows.body(), state="draft")


def _decision():
    return rows.decision(rows.body())


def _year(world):
    return reverse("steering:decision_year", args=[_decision().decided_on.year])


def _with_word(name, purpose, row=None, *before):
    """The address of a page with the template it is filled into."""

    def url(world):
        made = factories.letter_template(world.admin, purpose=purpose, text="{{ kreis }}", active=True)
        return reverse(f"steering:{name}", args=[row().pk if row else before[0], made.pk])

    return url


def _year_word(world):
    return _with_word("year_word", "decisions", None, _decision().decided_on.year)(world)


HIDDEN = _who(others=404)
READERS = _who(others=404, case_manager=200, colleague=200, foreign=200, lead=200)
LISTS = _who(others=200)
ACTS = {name: 302 if answer == 200 else answer for name, answer in HIDDEN.items()}
REFUSED = {name: 422 if answer == 200 else answer for name, answer in HIDDEN.items()}

AMENDERS = {name: 403 if READERS[name] == 200 else answer for name, answer in HIDDEN.items()} | OFFICES

WHO_MAY = {
    "steering:proposal_list": ("get", _at("proposal_list"), LISTS),
    "steering:proposal_new": ("get", _at("proposal_new"), _who()),
    "steering:proposal_detail": ("get", _at("proposal_detail", _proposal), HIDDEN),
    "steering:proposal_edit": ("get", _at("proposal_edit", _proposal), HIDDEN),
    "steering:proposal_advise": ("get", _at("proposal_advise", _proposal), HIDDEN),
    "steering:proposal_step": ("post", _at("proposal_step", _proposal, "submit"), ACTS),
    "steering:proposal_pdf": ("get", _at("proposal_pdf", _proposal), HIDDEN),
    "steering:proposal_word": ("get", _with_word("proposal_word", "paper", _proposal), HIDDEN),
    "steering:meeting_word": ("get", _with_word("meeting_word", "minutes", _meeting), HIDDEN),
    "steering:year_word": ("get", _year_word, _who()),
    "steering:session": ("get", _at("session", _meeting), HIDDEN),
    "steering:session_step": ("post", _at("session_step", _public_planned, "start"), ACTS),
    "steering:session_attendance": ("get", _at("session_attendance", _meeting), HIDDEN),
    "steering:session_guest": ("post", _at("session_guest", _meeting), REFUSED),
    "steering:session_item_new": ("post", _at("session_item_new", _meeting), REFUSED),
    "steering:session_minutes": ("get", _at("session_minutes", _out), HIDDEN),
    "steering:session_agenda": ("get", _at("session_agenda", _meeting), HIDDEN),
    "steering:session_archive": ("get", _at("session_archive", _approved), HIDDEN),
    "steering:session_item": ("get", _at("session_item", _item), HIDDEN),
    "steering:session_put_off": ("post", _at("session_put_off", _item), ACTS),
    "steering:session_conflict": ("post", _at("session_conflict", _item), REFUSED),
    "steering:session_conflict_removed": ("post", _conflict_removed, ACTS),
    "steering:session_ballot": ("get", _at("session_ballot", _item), HIDDEN),
    "steering:session_decide": ("get", _at("session_decide", _item), HIDDEN),
    "steering:session_correct": ("post", _at("session_correct", _item), REFUSED),
    "steering:decision_list": ("get", _at("decision_list"), LISTS),
    "steering:decision_extract": ("get", _at("decision_extract"), _who()),
    "steering:decision_year": ("get", _year, READERS),
    "steering:decision_detail": ("get", _at("decision_detail", _decision), READERS),
    "steering:decision_amend": ("get", _at("decision_amend", _decision), AMENDERS),
    "steering:decision_pdf": ("get", _at("decision_pdf", _decision), READERS),
}  # fmt: skip
