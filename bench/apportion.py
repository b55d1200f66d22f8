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


def by_county(many: int, counties: int, method: str) -> float:
    """Posts go to the counties by the sum of their municipalities, then in each county to its municipalities."""
    chance = random.Random(many)  # noqa: S311 the same weights in every run
    weights = [int(chance.lognormvariate(7, 1.5)) + 1 for _ in range(many)]
    start = process_time()
    parts = [weights[number::counties] for number in range(counties)]
    order = Order(posts=Fraction(many), method=method, step=Fraction(1))
    shared = apportion([Unit(f"{n:05}", f"Kreis {n}", Fraction(sum(part))) for n, part in enumerate(parts)], order)
    posts = {row.unit.key: row.share for row in shared.shares}
    for number, part in enumerate(parts):
        units = [Unit(f"{number:05}{n:03}", f"Gemeinde {n}", Fraction(weight)) for n, weight in enumerate(part)]
        apportion(units, Order(posts=posts[f"{number:05}"], method=method, step=Fraction("0.5")))
    return process_time() - start


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 11_000
    print(
        f"400 counties, {many:,} municipalities, largest remainder: {by_county(many, 400, 'largest-remainder'):.3f} s"
    )
    for method in METHODS:
        once, twice = seconds(many, method), seconds(2 * many, method)
        print(f"{method:<18} {many:>7,}: {once:6.3f} s   {2 * many:>7,}: {twice:6.3f} s   ratio {twice / once:.2f}")


if __name__ == "__main__":
    main()
