"""The pages on which letters are typed: one for each kind of letter, language and addressee."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from kim.casework.public import Case, client_texts, letters
from kim.organisation.public import Agency
from kim.web.drafts.places import Ids, Kind, register
from kim.web.letters.forms import OWN, ChoiceForm
from kim.workbench.public import LetterTemplate

_TEMPLATE = "own"


def page_of(case: Case, choice: ChoiceForm) -> str:
    """The name under which the texts of this letter are kept."""
    values, template = choice.cleaned_data, choice.template
    ids = [case.pk, *([template.pk] if template else []), *([values["agency"].pk] if values["agency"] else [])]
    word = _word(_TEMPLATE if template else values["kind"], values["language"], bool(values["agency"]))
    return f"{word}-{'-'.join(map(str, ids))}"


def _word(kind: str, language: str, to_agency: bool) -> str:
    return "_".join(["letter", kind, *([language] if language else []), *(["agency"] if to_agency else [])])


def register_all() -> None:
    """Make them known; called when the addresses are read. Letters to agencies are in German."""
    for kind in (*letters.KINDS, _TEMPLATE):
        for language in ("", *client_texts.languages_of(letters.PAPER)):
            _register(kind, language, to_agency=False)
        _register(kind, "", to_agency=True)


def _register(kind: str, language: str, *, to_agency: bool) -> None:
    ids = 1 + (kind == _TEMPLATE) + to_agency
    part_of = Agency if to_agency else LetterTemplate if kind == _TEMPLATE else None
    url = _address(kind, language, to_agency)
    title = pgettext_lazy("draft", "Letter")
    register(_word(kind, language, to_agency), Kind(title, "case", url, ids=ids, part_of=part_of, when="open"))


def _address(kind: str, language: str, to_agency: bool) -> Callable[[Ids], str]:
    def url(ids: Ids) -> str:
        asked = {"kind": f"{OWN}{ids[1]}" if kind == _TEMPLATE else kind, "language": language}
        if to_agency:
            asked["agency"] = ids[-1]
        return f"{reverse('letters:case_letter_new', args=[ids[0]])}?{urlencode(asked)}"

    return url
