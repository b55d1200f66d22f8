"""Letters from the county's own Word files: checked once, filled many times, never able to run or fetch anything."""

from kim.documents.word.checking import MAX_BYTES, CheckedTemplate, Problem, UnknownField, check_template
from kim.documents.word.filling import Values, fill_template

__all__ = [
    "MAX_BYTES",
    "CheckedTemplate",
    "Problem",
    "UnknownField",
    "Values",
    "check_template",
    "fill_template",
]
