# ruff: noqa: E501
"""Notes on contacts and follow-ups, as a case manager writes them between two appointments."""

FIRST_ADVICE = (
    "Erstes ausführliches Gespräch. Anliegen: {matter}. Angebot von KIM erklärt, Fragen beantwortet.",
    "Erstberatung im Rathaus. Im Vordergrund: {matter}. Nächster Termin vereinbart.",
    "Erstberatung mit Dolmetschen. Schweigepflicht und Freiwilligkeit erklärt. Thema: {matter}.",
    "Kennenlernen und Klärung der Erwartungen. Wichtigstes Anliegen: {matter}.",
    "Erstgespräch, gut vorbereitet gekommen. Unterlagen gesichtet. Thema: {matter}.",
    "Erstberatung zu Hause. Hauptthema: {matter}. Möchte die Begleitung annehmen.",
)

CONTACTS: dict[str, tuple[str, ...]] = {
    "talk": (
        "Thema: {matter}. Stand besprochen, nächster Schritt: {step}.",
        "Bescheid gemeinsam gelesen und erklärt. Rückfrage an die Stelle formuliert.",
        "Antrag ausgefüllt und Anlagen geprüft. Es fehlt noch ein Nachweis.",
        "Beratung, Thema: {matter}. Wirkt erleichtert, will selbst anrufen.",
        "Unterlagen sortiert und Ordner angelegt.",
        "Über Kursangebote gesprochen, wünscht einen Platz am Vormittag.",
        "Zwischenbilanz. Erledigt: {step}. Als Nächstes: {matter}.",
        "Gespräch mit Dolmetschen. Offene Fragen geklärt, Thema: {matter}.",
        "Absage besprochen und eine andere Möglichkeit gefunden.",
        "Bewerbung überarbeitet und gemeinsam verschickt.",
        "Fragen zum Schulwechsel besprochen, Ansprechperson genannt.",
        "Termin kurz gehalten, es läuft. Nächstes Treffen in vier Wochen.",
        "Begleitung zum Jobcenter. Antrag wurde angenommen.",
        "Begleitung zur Anmeldung im Kurs, Einstufung ist gemacht.",
        "Begleitung in die Schule, Gespräch mit der Klassenleitung.",
    ),
    "phone": (
        "Rückruf. Erledigt: {step}.",
        "Termin verschoben, neuer Termin abgestimmt.",
        "Nachfrage, Thema: {matter}. Konnte gleich beantwortet werden.",
        "Kurzes Telefonat, Unterlagen kommen per Post.",
        "Fragt nach dem Stand. Rückmeldung bis Ende der Woche zugesagt.",
        "Mit der zuständigen Stelle telefoniert, Bearbeitung dauert noch zwei Wochen.",
        "Erinnert an den Termin, Weg beschrieben.",
    ),
    "message": (
        "Terminbestätigung geschickt.",
        "Foto eines Schreibens erhalten, Frist notiert.",
        "Adresse und Öffnungszeiten der Beratungsstelle geschickt.",
        "Liste der fehlenden Unterlagen geschickt.",
        "Bedankt sich für die Hilfe. Thema: {matter}.",
        "Erinnerung geschickt: {step}.",
    ),
    "visit": (
        "Hausbesuch. Wohnsituation angesehen, Thema: {matter}.",
        "Hausbesuch mit Dolmetschen. Gemeinsam vorbereitet: {step}.",
        "Besuch in der Unterkunft. Ruhiges Gespräch möglich gewesen.",
    ),
    "letter": (
        "Einladung zum nächsten Termin geschickt.",
        "Zusammenfassung des Gesprächs in einfacher Sprache geschickt.",
        "Begleitschreiben für den Antrag mitgegeben.",
    ),
    "attempt": (
        "Nicht erreicht, Nachricht hinterlassen.",
        "Nicht zum Termin gekommen, neuer Vorschlag geschickt.",
        "Anruf ohne Erfolg, zweiter Versuch morgen.",
    ),
}

MATTERS: dict[str, tuple[str, ...]] = {
    "housing": ("Wohnungssuche", "Mietvertrag", "Nebenkosten"),
    "language": ("Sprachkurs", "Kursanmeldung", "Prüfung B1"),
    "work": ("Arbeitssuche", "Bewerbung", "Anerkennung des Abschlusses"),
    "training": ("Ausbildung", "Schulabschluss", "Anerkennung der Zeugnisse"),
    "school_childcare": ("Kita-Platz", "Schulplatz", "Nachmittagsbetreuung"),
    "income": ("Bescheid des Jobcenters", "Kindergeld", "Kinderzuschlag"),
    "residence": ("Verlängerung des Aufenthalts", "Reiseausweis", "Termin bei der Ausländerbehörde"),
    "health": ("Facharzttermin", "Krankenversicherung", "Beratung zur Entlastung"),
    "family": ("Familiennachzug", "Entlastung im Alltag", "Kontakt zu anderen Familien"),
    "authorities": ("liegen gebliebene Post", "Online-Konto", "Anträge"),
    "participation": ("Sportverein", "Ehrenamt", "Freizeit der Kinder"),
    "orientation": ("Alltag am neuen Ort", "Wege zu den Ämtern", "Anmeldung"),
    "debts_consumer": ("Mahnungen", "Handyvertrag", "Ratenvertrag"),
    "naturalisation": ("Einbürgerung", "Einbürgerungstest", "Unterlagen für den Antrag"),
    "discrimination": ("Vorfall bei der Wohnungssuche", "Vorfall am Arbeitsplatz", "Beschwerde"),
}
ANY_MATTER = ("nächste Schritte", "offene Fragen", "Unterlagen")

STEPS = (
    "Anmeldung", "Anruf bei der Schule", "Antrag", "Übersetzung der Zeugnisse", "Termin beim Jobcenter",
    "Rückfrage beim Vermieter", "Einstufung im Kurs", "Abgabe der Unterlagen", "Bewerbung", "Ausfüllen des Formulars",
)  # fmt: skip

FOLLOW_UPS = (
    "Zusage des Sprachkurses prüfen", "Rückruf nach Gespräch beim Jugendamt", "Bescheid des Jobcenters besprechen",
    "Schulplatz: beim Schulamt nachfragen", "Unterlagen für den Antrag anfordern", "Antwort der Kammer zur Anerkennung?",
    "Dolmetschen für den nächsten Termin bestellen", "Mietvertrag: Rückmeldung des Vermieters", "Einwilligung erneuern",
    "Nach dem ersten Kurstag anrufen", "Verlängerung des Aufenthalts vorbereiten", "Kita-Navigator: Stand ansehen",
    "Termin für die Zielvereinbarung abstimmen", "Ergebnis der Prüfung erfragen", "Wohnberechtigungsschein: liegt er vor?",
    "Nachfragen, ob der Brief verstanden wurde", "Fahrkarte für die Schule klären", "Widerspruchsfrist im Blick behalten",
    "Bestandsaufnahme zu Ende führen", "Rückmeldung an die Grundschule geben",
)  # fmt: skip

ENQUIRY_MATTERS = (
    "Sucht einen Sprachkurs mit Kinderbetreuung.", "Versteht mehrere Bescheide nicht.", "Sucht eine Wohnung für die Familie.",
    "Schulplatz für zwei Kinder gesucht.", "Abschluss soll anerkannt werden.", "Weiß nicht, welche Stelle zuständig ist.",
    "Arbeitserlaubnis und Arbeitsstelle.", "Wechsel vom Sozialamt zum Jobcenter.", "Braucht Hilfe mit viel Post.",
    "Möchte eine Ausbildung beginnen.", "Sucht Beratung für die ganze Familie.", "Kommt mit mehreren Stellen nicht weiter.",
)  # fmt: skip

TRIAGE_REASONS: dict[str, tuple[str, ...]] = {
    "admitted": ("Mehrere Lebensbereiche betroffen, bisher keine Begleitung.", "Viele Stellen beteiligt, niemand hat den Überblick.",
                 "Möchte begleitet werden, Angebote am Ort nicht bekannt.", "Bedarf ist umfassend, wünscht feste Ansprechperson."),
    "outside": ("Außerhalb der Zielgruppe, aber Kinder im Haushalt und hoher Bedarf.", "Älter als die Zielgruppe; keine andere Stelle begleitet."),
    "advised_once": ("Eine einzelne Frage, im Gespräch beantwortet.", "Formular erklärt, kein weiterer Bedarf.", "Auskunft gegeben, kommt allein weiter."),
    "referred_on": ("Fallmanagement besteht schon, Kontakt hergestellt.", "Anliegen gehört zur Fachberatung, dorthin vermittelt."),
    "declined": ("Wünscht keine Begleitung.", "Wohnt außerhalb des Kreises, dortige Stelle genannt.", "Nach drei Versuchen nicht erreicht."),
}  # fmt: skip

HANDOVER_REASONS = (
    "Umzug innerhalb des Kreises",
    "Ausgleich der Auslastung",
    "Wechsel der Zuständigkeit",
    "Elternzeit der bisherigen Fachkraft",
)
REVIEW_RESULTS = (
    "Schritte eingehalten, weiter wie vereinbart.", "Kurs läuft gut, Kita-Platz weiter offen.", "Ein Ziel erreicht, eines angepasst.",
    "Wartezeit beim Angebot, Alternative gesucht.", "Gute Entwicklung, Begleitung kann weniger werden.",
)  # fmt: skip
REFERRAL_NOTES = (
    "Bitte um Rückmeldung, ob ein Platz frei ist.", "Wünscht Termine am Vormittag.", "Bitte mit Dolmetschen einladen.",
    "Kinderbetreuung wird gebraucht.", "Unterlagen liegen vollständig vor.",
)  # fmt: skip
REFERRAL_REASONS = (
    "Passt zum Ziel und liegt in der Nähe.", "Einziges Angebot mit Kinderbetreuung.", "Beratung in der Muttersprache möglich.",
    "Voraussetzung für den nächsten Schritt.", "Auf Wunsch der Person.",
)  # fmt: skip
REFERRAL_ANSWERS: dict[str, tuple[str, ...]] = {
    "accepted": ("Erster Termin ist vereinbart.", "Platz ist zugesagt.", "Start im nächsten Monat."),
    "waitlisted": ("Auf der Warteliste, voraussichtlich drei Monate.", "Zurzeit kein Platz, vorgemerkt."),
    "started": ("Nimmt teil.", "Hat begonnen, kommt regelmäßig."),
    "completed": ("Teilnahme abgeschlossen.", "Beratung beendet, Anliegen geklärt."),
    "declined": ("Bitte im nächsten Jahr wieder anfragen.", "Andere Stelle genannt."),
    "broken_off": ("Nach vier Wochen nicht mehr gekommen.", "Abgebrochen wegen der neuen Arbeit."),
    "withdrawn": ("Anderes Angebot gefunden.", "Nicht mehr nötig.", ""),
}
DATA_PASSED = (
    ("identity", "contact", "language"), ("identity", "contact"), ("identity", "language", "matter"),
    ("identity", "contact", "family"), ("identity", "contact", "matter", "residence"),
)  # fmt: skip
LAW_CITED = "§ 81 SGB VIII: Zusammenarbeit mit dem Jugendamt"
CLOSING_NOTES: dict[str, tuple[str, ...]] = {
    "goals_reached": (
        "Ziele erreicht, kommt ohne Begleitung zurecht.",
        "Arbeit und Wohnung gefunden, Dank beim letzten Gespräch.",
    ),
    "goals_partly_reached": (
        "Ein Teil der Ziele ist erreicht, weiter mit Regelangeboten.",
        "Sprache erreicht, Arbeit noch offen.",
    ),
    "passed_on": ("Die Fachberatung führt weiter, Übergabe im gemeinsamen Gespräch.",),
    "moved": ("In einen anderen Kreis gezogen, dortige Stelle genannt.",),
    "own_wish": ("Begleitung auf eigenen Wunsch beendet, kann jederzeit wiederkommen.",),
    "lost_contact": ("Nach mehreren Versuchen kein Kontakt mehr, Ziele offen.",),
    "other_case_management": ("Das Jobcenter hat die Begleitung übernommen.",),
    "left_country": ("Ausgereist, Unterlagen mitgegeben.",),
}
ANY_CLOSING = ("Begleitung beendet.",)
REOPENING_REASONS = (
    "Neuer Bedarf: Verlust der Wohnung.", "Kommt mit neuem Anliegen zur Arbeit zurück.", "Familie ist nachgezogen, Bedarf der Kinder.",
    "Kurs abgebrochen, möchte neu beginnen.",
)  # fmt: skip
