"""Cases for other systems: documented tables with stable field names, as CSV in a zip or as JSON.

The tables and fields stand in fields.toml; the page docs/schnittstellen/fallexport.md is made from it.
"""

from kim.casework.export.rows import cases_to_export
from kim.casework.export.tables import VERSION, Field, Table, tables
from kim.casework.export.writing import csv_zip, json_blocks

__all__ = ["VERSION", "Field", "Table", "cases_to_export", "csv_zip", "json_blocks", "tables"]
