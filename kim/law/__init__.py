"""Dated rules as data and their evaluation: values in, findings out; no Django, clock or database."""
