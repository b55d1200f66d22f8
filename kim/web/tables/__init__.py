"""The data table: a list names its columns and filters, and has sorting, saved views, selection, print and files by that.

A room writes a `Table` (table.py) with `Column`s (columns.py) and a `FilterForm` (filters.py), and a view that calls
`table_page`. Everything about how the list is looked at stands in the address, so that it can be kept and sent.
"""
