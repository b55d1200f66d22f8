"""How many people the pre-check screens in a second on one core: python bench/naturalisation.py [how many]

Each check reads the facts, evaluates every requirement and searches the earliest date: the engine of the command, without
the sentences of the answer. `answers` counts whole answers with all sentences.
"""

import random
import sys
from datetime import date, timedelta
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from kim.law.naturalisation import answer, earliest, evaluate, read

ON = date(2026, 11, 22)


def person(chance: random.Random) -> dict[str, object]:
    start = ON - timedelta(days=chance.randrange(200, 4000))
    section = chance.choice(["18b", "25(2) alt.1", "25(5)", "28", "24", "104c"])
    facts: dict[str, object] = {
        "basis": "StAG10",
        "age": chance.randrange(17, 70),
        "statuses": [{"kind": "aufenthaltserlaubnis", "section": section, "from": start.isoformat()}],
        "identity": {"passport": True},
        "declarations": {"fdgo": True, "historical_responsibility": True},
        "language": {"level": chance.choice(["A2", "B1", "B2", "C1"])},
        "convictions": [],
        "benefits": chance.choice([[], ["SGB2"], ["Wohngeld"]]),
        "employment": {"full_time_now": True, "full_time_months_last_24": chance.randrange(25)},
    }
    if chance.random() < 0.6:
        facts["civics"] = {"test_score": chance.randrange(10, 34)}
    return facts


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    chance = random.Random(1)  # noqa: S311 the same people in every run
    people = [person(chance) for _ in range(many)]
    start = process_time()
    for raw in people:
        facts = read(raw)
        earliest(facts, on=ON, today=evaluate(facts, on=ON))
    seconds = process_time() - start
    print(f"checks:  {many / seconds:>8,.0f} per second, 100,000 in {seconds / many * 100_000:,.0f} s")
    start = process_time()
    for raw in people:
        answer(read(raw), on=ON)
    print(f"answers: {many / (process_time() - start):>8,.0f} per second")


if __name__ == "__main__":
    main()
