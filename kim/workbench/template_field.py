"""What a field of a Word template is."""

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class LetterField:
    """One field: its name in the template, what stands there later, an invented example."""

    name: str
    meaning: Any
    example: str | tuple[str, ...]

    @property
    def kind(self) -> Literal["text", "list"]:
        """A list is repeated line by line, a text stands where its name stood."""
        return "text" if isinstance(self.example, str) else "list"

    @property
    def shown(self) -> str:
        """The example as one text."""
        return self.example if isinstance(self.example, str) else " · ".join(self.example)


@dataclass(frozen=True)
class FieldGroup:
    """Fields about one thing."""

    title: Any
    fields: tuple[LetterField, ...]
