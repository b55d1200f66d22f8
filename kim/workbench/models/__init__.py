"""The tables of the workbench, one family a file."""
