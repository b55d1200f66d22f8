"""What a case file folds on a phone, in each tone."""

from typing import Any


def sample() -> dict[str, Any]:
    """The tones of the line: urgent, soon, and neither."""
    return {"casefile_tones": ["bad", "warn", ""]}
