"""How long one apportionment takes, and how it grows with the municipalities: python bench/apportion.py [how many]

Twice as many municipalities should take little more than twice as long (n log n).
"""

import random
import sys
from fractions import Fraction
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from kim.law.apportionment import METHODS, Order, Unit, apportion


def seconds(many: int, method: str) -> float:
    chance = random.Random(many)  # noqa: S311 the same weights in every run
    units = [Unit(f"{n:08}", f"Gemeinde {n}", Fraction(int(chance.lognormvariate(7, 1.5)) + 1)) for n in range(many)]
    best = float("inf")
    for _ in range(3):
        start = process_time()
        apportion(units, Order(posts=Fraction(many), method=method))
        best = min(best, process_time() - start)
    return best


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 11_000
    for method in METHODS:
        once, twice = seconds(many, method), seconds(2 * many, method)
        print(f"{method:<18} {many:>7,}: {once:6.3f} s   {2 * many:>7,}: {twice:6.3f} s   ratio {twice / once:.2f}")


if __name__ == "__main__":
    main()
