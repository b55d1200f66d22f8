"""The template engine with everything taken away that a letter does not need."""

from typing import Any, NoReturn

from jinja2.sandbox import SandboxedEnvironment, SecurityError


class PlainEnvironment(SandboxedEnvironment):
    """Names, conditions and loops; no attribute, no item, no call, no filter, no test, no function."""

    def __init__(self) -> None:
        super().__init__(autoescape=True)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()

    def getattr(self, obj: Any, attribute: str) -> NoReturn:
        """Values are plain words: there is nothing inside them to reach for."""
        raise SecurityError(attribute)

    def getitem(self, obj: Any, argument: Any) -> NoReturn:
        """No element of a list by its number, no entry by its name."""
        raise SecurityError(str(argument))

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> NoReturn:
        """Nothing is called."""
        raise SecurityError("call")
