"""The workbench: tools that every later room stands on and none of them owns.

What was typed and not yet saved, views of lists that somebody keeps, staged imports, notices to staff, the county's own
letter templates. It knows people of the staff and their units, never people who are advised: what it stores about them
(a half-written text, the rows of an import) belongs to the one who typed or uploaded it, and PostgreSQL keeps it so.
"""
