"""Answers to some 1,500 fact patterns around every condition, as they were recorded: whoever changes one says so.

After a change of law or of the engine: `.venv/bin/python -m tests.law.test_naturalisation_edges` writes the file anew; read
the difference before it is committed. The expected answers of the collection and of the other tests are independent of it.
"""

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kim.law.naturalisation import answer, read
from tests.law.patterns import patterns

PINNED = Path(__file__).parent / "pinned_answers.txt"


def answers() -> Iterator[str]:
    """One line each: what is answered, from when, and a mark of everything else that is said."""
    for day, facts in patterns():
        found = answer(read(facts), on=date.fromisoformat(day), lang="en")
        said = [(row["rule"], row["outcome"], row["from"], row["since"], row["text"]) for row in found["requirements"]]
        rest = (
            said,
            found["earliest_note"],
            found["missing_facts"],
            [each["id"] for each in found["missing_documents"]],
        )
        rest += (found["other_paths"],)
        mark = hashlib.sha256(repr(rest).encode()).hexdigest()[:8]
        yield f"{found['eligible']} {found['earliest_date'] or '-'} {found['discretionary']:d} {mark}"


def test_answers_are_those_that_were_recorded():
    pinned = PINNED.read_text(encoding="utf-8").splitlines()
    for n, (line, (day, facts)) in enumerate(zip(answers(), patterns(), strict=True)):
        assert line == pinned[n], (n, day, facts)
    assert len(pinned) == n + 1


if __name__ == "__main__":
    PINNED.write_text("\n".join(answers()) + "\n", encoding="utf-8")
