"""Parts of the gallery, one module a tool: `sample()` gives what `gallery/<module>.html` shows."""

import importlib
import pkgutil
from typing import Any


def samples() -> tuple[list[str], dict[str, Any]]:
    """The templates of all parts in the order of the alphabet, and what they show."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    context: dict[str, Any] = {}
    for name in names:
        context |= importlib.import_module(f"{__name__}.{name}").sample()
    return [f"gallery/{name}.html" for name in names], context
