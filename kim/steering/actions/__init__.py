"""Verbs of steering: one transaction each, with its audit event inside."""
