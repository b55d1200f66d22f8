"""What papers in two languages share: German beside the language of the person, each wording by its key."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError

from kim.casework.client_texts import SOURCE_LANGUAGE, ClientText, ClientTexts, in_force, load_client_texts
from kim.documents.writing import Written, printable, speech_of, written


class TwoLanguages:
    """The wordings of a paper in German and in `language`, if there is another; what that lacks is said in German."""

    language: str | None
    german: dict[str, ClientText]
    other: dict[str, ClientText]

    def _say(self, key: str, language: str | None = None, /, **values: object) -> str:
        text = (self.other if language else self.german).get(key) or self.german[key]
        return filled(text.text, values)

    def _both(self) -> dict[str, Written]:
        """The other language's texts; what it lacks is said in German rather than left out."""
        return {key: labelled(self.other.get(key, text)) for key, text in self.german.items()}

    def _explained_in(self, code: str, by_interpreter: bool, language: str | None) -> Written:
        """In which language, with or without an interpreter, said in German or in the reader's language."""
        key = "interpreted" if by_interpreter else "not_interpreted"
        name = language_name(code, language or SOURCE_LANGUAGE)
        return written(self._say(key, language, language=name), language=language or SOURCE_LANGUAGE)


@cache
def shipped_texts() -> ClientTexts:
    """The wordings KIM comes with."""
    return in_force(load_client_texts())


def texts_in(language: str, texts: ClientTexts, papers: Sequence[str]) -> dict[str, ClientText]:
    """The wordings of these papers without their prefix; those of a later paper win."""
    found: dict[str, ClientText] = {}
    for paper in papers:
        for (spoken, key), text in texts.items():
            if spoken == language and key.startswith(paper):
                found[key.removeprefix(paper)] = text
    return found


def labelled(text: ClientText) -> Written:
    """A wording as the template takes it, with its language."""
    return {"text": printable(text.text), "speech": speech_of(text.text, text.language)}


def filled(text: str, values: Mapping[str, object]) -> str:
    """Fills the places by plain replacement: a brace in a value or a wrong name can do no harm."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def day_of(day: date | None) -> str:
    """01.02.2026, or nothing."""
    return f"{day:%d.%m.}{day.year:04d}" if day else ""


def language_name(code: str, in_language: str) -> str:
    """The language's name as its readers write it, else in German; the code where nobody knows a name."""
    german = {**Locale.parse(SOURCE_LANGUAGE).languages, "kmr": "Kurmandschi"}
    try:
        names = dict(Locale.parse(in_language).languages)
    except (UnknownLocaleError, ValueError):
        names = {}
    if in_language == SOURCE_LANGUAGE:
        names = german
    elif "ku" in names:  # tables of names know Kurmanji as Kurdish only
        names.setdefault("kmr", names["ku"])
    known = code.replace("-", "_")
    return str(names.get(known) or german.get(known, code))
