"""Spreadsheets in and out: CSV and XLSX as plain rows. Knows no models and no database."""
