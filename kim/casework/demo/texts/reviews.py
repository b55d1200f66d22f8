"""What is written down at a review, and what is to be looked at next time."""

FOCUS = (
    "Ob der Kurs mit der Kinderbetreuung zusammenpasst",
    "Stand der Anträge",
    "Wie es mit dem Weg zur Arbeit läuft",
    "Ob die Warteliste sich bewegt hat",
    "",
    "",
)
SUMMARIES = (
    "Gemeinsam auf die Ziele gesehen. Einiges ist geschafft, der Rest geht weiter.",
    "Es geht voran, aber langsamer als gedacht. Schritte neu verteilt.",
    "Die Person ist zufrieden, wünscht mehr Unterstützung bei Behörden.",
    "Ein Ziel stockt, weil eine Antwort fehlt. Nachfrage verabredet.",
    "Kurz und gut: Der Plan passt, nächste Bestandsaufnahme steht an.",
)
STUCK = ("wartet auf einen Platz", "Antwort der Behörde fehlt", "zurzeit zu viel auf einmal", "")
