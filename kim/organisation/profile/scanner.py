"""Where in a TOML text each key stands; the standard parser tells values only, not places.

It runs over a text that tomllib has already accepted, so it only has to find its way, not to judge.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from typing import TypeAlias

KeyPath: TypeAlias = "tuple[str | int, ...]"

_BLANK = " \t\r\n"
_KEY_ENDS = frozenset("=.] \t")
_VALUE_ENDS = frozenset(",]}#\n")


def locate(text: str) -> dict[KeyPath, int]:
    """The line (from 1) of every key, table and list entry; a table opened by its first key counts there."""
    scanner = _Scanner(text)
    scanner.document()
    return scanner.lines


class _Scanner:
    """One walk over the text; each method leaves the position behind what it read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[KeyPath, int] = {(): 1}
        self.entries: dict[KeyPath, int] = {}
        self.breaks = [index for index, char in enumerate(text) if char == "\n"]

    def document(self) -> None:
        table: KeyPath = ()
        while True:
            self.skip_blank_and_comments()
            if self.at >= len(self.text):
                return
            if self.text.startswith("[[", self.at):
                table = self.header(2)
            elif self.text[self.at] == "[":
                table = self.header(1)
            else:
                self.pair(table)

    def header(self, brackets: int) -> KeyPath:
        """[a.b] opens a table, [[a.b]] the next entry of a list of tables."""
        line = self.line()
        self.at += brackets
        path: KeyPath = ()
        parts = self.dotted_key()
        self.at += brackets
        for position, (part, _) in enumerate(parts):
            path = (*path, part)
            self.lines.setdefault(path, line)
            if brackets == 2 and position == len(parts) - 1:
                self.entries[path] = self.entries.get(path, -1) + 1
            if path in self.entries:
                path = (*path, self.entries[path])
        self.lines[path] = line
        return path

    def pair(self, table: KeyPath) -> None:
        path = table
        for part, line in self.dotted_key():
            path = (*path, part)
            self.lines.setdefault(path, line)
        self.at += 1  # the equals sign
        self.skip(" \t")
        self.value(path)

    def dotted_key(self) -> list[tuple[str, int]]:
        """The parts of a key with their lines, up to the equals sign or the closing bracket."""
        parts = []
        while True:
            self.skip(" \t")
            parts.append((self.key_part(), self.line()))
            self.skip(" \t")
            if self.text[self.at] != ".":
                return parts
            self.at += 1

    def key_part(self) -> str:
        start = self.at
        if self.text[start] in "\"'":
            self.string()
            return next(iter(tomllib.loads(f"{self.text[start : self.at]} = 0")))
        while self.text[self.at] not in _KEY_ENDS:
            self.at += 1
        return self.text[start : self.at]

    def value(self, path: KeyPath) -> None:
        first = self.text[self.at]
        if first in "\"'":
            self.string()
        elif first == "[":
            self.array(path)
        elif first == "{":
            self.inline_table(path)
        else:
            while self.at < len(self.text) and self.text[self.at] not in _VALUE_ENDS:
                self.at += 1

    def array(self, path: KeyPath) -> None:
        self.at += 1
        index = 0
        while True:
            self.skip_blank_and_comments()
            if self.text[self.at] == "]":
                break
            self.lines[(*path, index)] = self.line()
            self.value((*path, index))
            index += 1
            self.skip_blank_and_comments()
            if self.text[self.at] == ",":
                self.at += 1
        self.at += 1

    def inline_table(self, path: KeyPath) -> None:
        self.at += 1
        while True:
            self.skip_blank_and_comments()
            if self.text[self.at] == "}":
                break
            self.pair(path)
            self.skip_blank_and_comments()
            if self.text[self.at] == ",":
                self.at += 1
        self.at += 1

    def string(self) -> None:
        quote = self.text[self.at]
        closing = quote * 3 if self.text.startswith(quote * 3, self.at) else quote
        self.at += len(closing)
        while not self.text.startswith(closing, self.at):
            self.at += 2 if quote == '"' and self.text[self.at] == "\\" else 1
        self.at += len(closing)
        if len(closing) == 3:  # up to two quotes may stand directly before the closing ones
            for _ in range(2):
                self.at += self.text.startswith(quote, self.at)

    def skip(self, chars: str) -> None:
        while self.at < len(self.text) and self.text[self.at] in chars:
            self.at += 1

    def skip_blank_and_comments(self) -> None:
        self.skip(_BLANK)
        while self.at < len(self.text) and self.text[self.at] == "#":
            end = self.text.find("\n", self.at)
            self.at = len(self.text) if end < 0 else end
            self.skip(_BLANK)

    def line(self) -> int:
        return bisect_right(self.breaks, self.at - 1) + 1
