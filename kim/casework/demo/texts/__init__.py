# ruff: noqa: E501
"""The German sentences of the invented county: plain, professional, without diagnoses and without third persons."""
