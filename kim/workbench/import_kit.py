"""What a room needs to make itself importable, in one place."""

from kim.workbench import cell_readers as readers
from kim.workbench.actions.import_steps import doubt, fault
from kim.workbench.import_words import language_words, nationality_words, parts_of
from kim.workbench.importing import CellFault, Column, Doubt, Kept, Undo, normalised, register
from kim.workbench.models import ImportRow, ImportRun, RowAct, RowState
from kim.workbench.targets.places import Places, is_whole_county
from kim.workbench.targets.taking_back import apply_row, stored, take_back

__all__ = [
    "CellFault",
    "Column",
    "Doubt",
    "ImportRow",
    "ImportRun",
    "Kept",
    "Places",
    "RowAct",
    "RowState",
    "Undo",
    "apply_row",
    "doubt",
    "fault",
    "is_whole_county",
    "language_words",
    "nationality_words",
    "normalised",
    "parts_of",
    "readers",
    "register",
    "stored",
    "take_back",
]
