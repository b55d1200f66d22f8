"""What the TOML parser of Python complains about, in German."""

from __future__ import annotations

_WORDS = (
    ("Expected '=' after a key", "nach einem Schlüssel fehlt das Gleichheitszeichen"),
    ("Expected ']]' at the end", "am Ende der Überschrift fehlt ]]"),
    ("Expected ']' at the end", "am Ende der Überschrift fehlt ]"),
    ("Expected newline or end", "nach dem Wert steht noch etwas in derselben Zeile"),
    ("Expected", "hier fehlt ein Zeichen"),
    ("Found invalid character", "hier steht ein Zeichen, das nicht hierher gehört"),
    ("Illegal character '\\n'", "der Text endet nicht in dieser Zeile, es fehlt ein Anführungszeichen"),
    ("Illegal character", "hier steht ein Zeichen, das es im Text nicht geben darf"),
    ("Unterminated string", "der Text hat kein Ende, es fehlt ein Anführungszeichen"),
    ("Unclosed array", "die Liste hat kein Ende, es fehlt ]"),
    ("Unclosed inline table", "die Tabelle hat kein Ende, es fehlt }"),
    ("Unescaped '\\'", "ein \\ in einem Text wird als \\\\ geschrieben"),
    ("Cannot declare", "diese Überschrift gibt es schon"),
    ("Cannot overwrite a value", "dieser Schlüssel hat schon einen Wert"),
    ("Duplicate inline table key", "dieser Schlüssel steht in der Tabelle zweimal"),
    ("Cannot", "das passt nicht zu dem, was weiter oben steht"),
    ("Invalid date or datetime", "dieses Datum gibt es nicht"),
    ("Invalid value", "hier fehlt ein Wert, oder ein Text steht ohne Anführungszeichen"),
    ("Invalid hex value", "dieses Zeichen gibt es nicht"),
    ("Invalid initial character", "so beginnt kein Schlüssel"),
    ("Invalid statement", "das ist weder Überschrift noch Schlüssel"),
    ("Escaped character", "dieses Zeichen gibt es nicht"),
)


def in_german(complaint: str) -> str:
    """The complaint in German; one that is not known says only that the place cannot be read."""
    return next((german for english, german in _WORDS if complaint.startswith(english)), "hier nicht lesbar")
