"""How large an uploaded file may be, and what stands against one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What one file may hold; beyond it, somebody is told to split it."""

    size: int = 20_000_000
    rows: int = 20_000
    columns: int = 200
    cells: int = 2_000_000
    characters: int = 5_000
    text: int = 40_000_000
    unpacked: int = 500_000_000
    seconds: int = 30
    memory: int = 1_500_000_000


LIMITS = Limits()


class Unreadable(Exception):
    """A file that is not taken: `code` says why, `values` the figures of the sentence."""

    CODES = ("empty", "too_big", "too_many_rows", "too_many_columns", "broken", "password", "not_a_table", "too_long")

    def __init__(self, code: str, **values: int) -> None:
        super().__init__(code)
        self.code, self.values = code, values
