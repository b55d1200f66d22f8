"""How well the guard of observations works, measured with 200 sentences: what it misses and where it cries for nothing."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from kim.casework import guard

SENTENCES = Path(__file__).parents[1] / "data" / "observation_sentences.toml"
MARK = re.compile(r"\{([^}]*)\}")


def told():
    return tomllib.loads(SENTENCES.read_text(encoding="utf-8"))


def known(case):
    births = [guard.Day(*map(int, written.split("-")), birth=True) for written in case["births"]]
    return guard.known(
        names=[name for name in case["names"] if "Frau" not in name],
        helpers=[name for name in case["names"] if "Frau" in name],
        days=[*births, *map(date.fromisoformat, case["days"])],
        streets=case["streets"], phones=case["phones"], emails=case["emails"], references=case["references"],
    )  # fmt: skip


def unmarked(sentence):
    """The text without its braces, and the places that stood in them."""
    text, places, end = "", [], 0
    for match in MARK.finditer(sentence):
        text += sentence[end : match.start()]
        places.append((len(text), len(text) + len(match[1])))
        text, end = text + match[1], match.end()
    return text + sentence[end:], places


def measured(part, cases):
    """Places missed, sentences alarmed for nothing, and words marked beside what was meant."""
    missed, places, stray = [], 0, []
    for case, sentence in part["with"]:
        text, wanted = unmarked(sentence)
        found = guard.check(text, cases[case])
        places += len(wanted)
        missed += [text for start, end in wanted if not any(f.start < end and start < f.end for f in found)]
        stray += [
            text[f.start : f.end] for f in found if not any(f.start < end and start < f.end for start, end in wanted)
        ]
    alarms = [
        (text, [text[f.start : f.end] for f in found])
        for case, text in part["clean"]
        if (found := guard.check(text, cases[case]))
    ]
    return missed, places, alarms, stray


@pytest.mark.parametrize("name", ["tuned", "held_back"])
def test_at_least_95_of_100_places_are_found_and_at_most_5_of_100_clean_sentences_alarm(name):
    data = told()
    cases = {key: known(case) for key, case in data["case"].items()}

    missed, places, alarms, stray = measured(data[name], cases)

    recall, false = 1 - len(missed) / places, len(alarms) / len(data[name]["clean"])
    print(
        f"\n{name}: recall {recall:.3f} of {places} places, false alarms {false:.3f} of {len(data[name]['clean'])}, stray {stray}"
    )
    assert recall >= 0.95, missed
    assert false <= 0.05, alarms
    assert len(stray) <= 0.05 * len(data[name]["with"]), stray
