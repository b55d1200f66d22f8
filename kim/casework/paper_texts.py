"""The wordings of our papers as they are in force: what KIM ships, and on top of it what the county has worded and approved."""

from functools import reduce
from operator import or_

from django.db.models import Q

from kim.casework.client_texts import ClientText as Wording
from kim.casework.client_texts import ClientTexts, in_force, languages_of, load_client_texts
from kim.casework.models import Case, ClientText
from kim.documents import known_language


def stored(beginning: str) -> list[Wording]:
    """Every wording of the texts whose keys begin so, say `letters.`."""
    return [*(text for text in load_client_texts() if text.key.startswith(beginning)), *_own(beginning)]


def wordings(*papers: str) -> ClientTexts:
    """The wording in force of each text; of these papers with what the county has worded or approved itself."""
    return in_force([*load_client_texts(), *_own(*(f"{paper}." for paper in papers))])


def _own(*beginnings: str) -> list[Wording]:
    asked = reduce(or_, (Q(key__startswith=beginning) for beginning in beginnings))
    return [
        Wording(row.key, row.language, row.version, row.approved_by, row.text, row.approved_for or 0)
        for row in ClientText.objects.filter(asked)
    ]


def own_language(case: Case, paper: str) -> str:
    """The first of the person's languages that this paper exists in beside German; empty when it is German alone."""
    known = languages_of(paper)
    spoken = (known_language(code) for code in case.profile.languages)
    return next((code for code in spoken if code in known), "")
