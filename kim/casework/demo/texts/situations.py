"""What a case manager writes about a life area, by how much help is needed (0 none to 4 urgent)."""

GENERIC = (
    ("Kein Anlass zur Sorge, läuft eigenständig.",),
    ("Kommt zurecht, gelegentlich eine Nachfrage.",),
    ("Braucht in einzelnen Fragen Unterstützung.",),
    ("Kommt allein nicht weiter, regelmäßige Begleitung nötig.",),
    ("Dringend: ohne Hilfe droht ein Nachteil.",),
)

SITUATIONS: dict[str, tuple[tuple[str, ...], ...]] = {
    "housing": (
        ("Eigene Wohnung, unbefristeter Mietvertrag.", "Wohnt seit einem Jahr in eigener Wohnung, keine Klagen."),
        ("Wohnung ist klein, aber in Ordnung.", "Nebenkosten zu klären, sonst ruhig."),
        ("Zwei Zimmer für vier Personen, Suche läuft.", "Mietvertrag befristet bis Jahresende."),
        ("Lebt in der Gemeinschaftsunterkunft, ein Zimmer für alle.", "Feuchte Wände, Vermieter antwortet nicht."),
        ("Kündigung liegt vor, Frist endet in sechs Wochen.", "Räumung angekündigt, Ersatz noch nicht in Sicht."),
    ),
    "language": (
        ("B2 bestanden, braucht keine Unterstützung.", "Spricht sicher Deutsch, auch im Beruf."),
        ("B1 erreicht, möchte weiterlernen.", "Versteht gut, schreibt ungern."),
        ("A2, wartet auf den Aufbaukurs.", "Lernt mit dem Telefon, ein Kurs wäre gut."),
        ("A1, Kurs abgebrochen wegen fehlender Kinderbetreuung.", "Kein Kursplatz am Ort, Bus fährt selten."),
        ("Noch kein Kurs besucht, Alphabetisierung nötig.", "Ohne Dolmetschen ist kein Gespräch möglich."),
    ),
    "work": (
        ("Arbeitet in Vollzeit, unbefristet.", "Feste Stelle im Lager, zufrieden."),
        ("Arbeitet in Teilzeit, möchte aufstocken.", "Minijob, Bewerbungen sind geschrieben."),
        ("Sucht Arbeit, Lebenslauf ist fertig.", "Befristet beschäftigt, Vertrag endet im Frühjahr."),
        ("Abschluss aus dem Herkunftsland noch nicht anerkannt.", "Mehrere Absagen, weiß nicht warum."),
        ("Arbeitserlaubnis fehlt, Arbeitgeber wartet nur noch zwei Wochen.", "Lohn seit zwei Monaten nicht gezahlt."),
    ),
    "training": (
        ("Ausbildung im zweiten Jahr, gute Noten.", "Zeugnisse sind anerkannt."),
        ("Ausbildungsplatz gefunden, Vertrag folgt.", "Anerkennung beantragt, Bescheid erwartet."),
        ("Schulabschluss wird nachgeholt.", "Zeugnisse übersetzt, Antrag noch nicht gestellt."),
        ("Zeugnisse fehlen, Nachweise aus dem Ausland schwierig.", "Möchte eine Ausbildung, Deutsch reicht noch nicht."),
        ("Ausbildungsvertrag droht zu platzen, Unterlagen fehlen.", "Probezeit gefährdet, braucht jetzt Hilfe in der Berufsschule."),
    ),
    "school_childcare": (
        ("Kinder gehen gern zur Schule, Kita-Platz vorhanden.", "Keine Kinder im Haushalt."),
        ("Ein Kind bekommt Förderunterricht, klappt gut.", "Elternabende mit Dolmetschen besucht."),
        ("Kita-Platz beantragt, Warteliste.", "Schulweg ist lang, Fahrkarte beantragt."),
        ("Kein Kita-Platz, deshalb kein Kurs möglich.", "Wechsel auf die weiterführende Schule ungeklärt."),
        ("Schulpflichtiges Kind seit acht Wochen ohne Schulplatz.", "Schule hat zum dringenden Gespräch eingeladen."),
    ),
    "income": (
        ("Lebt vom eigenen Lohn.", "Einkommen reicht, Kindergeld läuft."),
        ("Ergänzende Leistungen bewilligt, keine Rückfragen.", "Kindergeld bewilligt, Nachzahlung erwartet."),
        ("Bescheid unklar, Rückfrage beim Jobcenter nötig.", "Kinderzuschlag noch nicht beantragt."),
        ("Wechsel vom Sozialamt zum Jobcenter, Lücke von drei Wochen.", "Leistung gekürzt, Grund unbekannt."),
        ("Seit Monatsanfang ohne Geld, Antrag liegt.", "Strom soll gesperrt werden, Rate nicht möglich."),
    ),
    "residence": (
        ("Aufenthaltserlaubnis noch zwei Jahre gültig.", "Niederlassungserlaubnis liegt vor."),
        ("Verlängerung beantragt, Bestätigung liegt vor.", "Aufenthalt gesichert, Reiseausweis beantragt."),
        ("Erlaubnis endet in vier Monaten, Antrag wird vorbereitet.", "Asylverfahren läuft, Anhörung war."),
        ("Fiktionsbescheinigung läuft bald ab.", "Geduldet, Nachweise zur Identität fehlen."),
        ("Erlaubnis endet in wenigen Tagen, noch kein Termin.", "Frist aus einem Bescheid endet in dieser Woche."),
    ),
    "health": (
        ("Hausärztin am Ort, keine Anliegen.", "Gesund, Vorsorge der Kinder vollständig."),
        ("Versichertenkarte ist da, Facharzttermin folgt.", "Termine klappen ohne Begleitung."),
        ("Sucht eine Praxis mit passender Sprache.", "Schläft schlecht, möchte beraten werden."),
        ("Wartet seit Monaten auf einen Facharzttermin.", "Belastet, Beratung ist gewünscht und noch nicht gefunden."),
        ("Nicht krankenversichert, Behandlung steht an.", "Braucht rasch fachliche Hilfe, wünscht Begleitung."),
    ),
    "family": (
        ("Familie lebt zusammen, gutes Umfeld.", "Freunde am Ort, fühlt sich nicht allein."),
        ("Verwandte in der Nähe helfen aus.", "Besucht einen Frauentreff."),
        ("Wenig Kontakte, Nachbarschaft noch fremd.", "Alleinerziehend, Entlastung wäre gut."),
        ("Familiennachzug beantragt, lange Wartezeit.", "Sorgt sich um Angehörige im Ausland."),
        ("Trennung, Kinder brauchen einen ruhigen Ort.", "Ohne jede Unterstützung im Umfeld."),
    ),
    "authorities": (
        ("Erledigt Behördliches selbst.", "Nutzt die Portale sicher."),
        ("Fragt bei schwierigen Briefen nach.", "Briefe werden verstanden, Anträge mit etwas Hilfe."),
        ("Anträge nur mit Hilfe.", "Kein Drucker, kein Rechner, nur Telefon."),
        ("Post bleibt liegen, Fristen knapp.", "Mehrere Stellen fordern dieselben Unterlagen."),
        ("Fristen versäumt, Leistungen in Gefahr.", "Ungeöffnete Post aus drei Monaten mitgebracht."),
    ),
    "participation": (
        ("Im Sportverein, hilft beim Stadtteilfest.", "Engagiert sich ehrenamtlich."),
        ("Interessiert sich für einen Verein.", "Kommt ab und zu ins Begegnungscafé."),
        ("Möchte Leute kennenlernen.", "Freizeit für die Kinder gesucht."),
        ("Kaum unterwegs, kennt den Ort nicht.", "Abends kein Bus, bleibt zu Hause."),
        ("Völlig zurückgezogen, Besuch vereinbart.", "Traut sich allein nicht aus dem Haus."),
    ),
    "orientation": (
        ("Kennt sich aus.", "Weiß, wer wofür zuständig ist."),
        ("Einzelne Fragen zum Alltag.", "Erstorientierungskurs abgeschlossen."),
        ("Fragt nach Regeln bei Verträgen und Müll.", "Kennt die Wege zu den Ämtern noch nicht."),
        ("Neu am Ort, alles ist fremd.", "Weiß nicht, welche Stelle wofür da ist."),
        ("Gerade angekommen, braucht Begleitung bei allem.", "Hat falsche Auskünfte bekommen und handelt danach."),
    ),
    "debts_consumer": (
        ("Keine Schulden.", "Verträge sind übersichtlich."),
        ("Handyvertrag zu teuer, Kündigung läuft.", "Kleine Rate, wird gezahlt."),
        ("Zwei Ratenverträge, Überblick fehlt.", "Inkassobrief, Forderung wird geprüft."),
        ("Mehrere Mahnungen, Schuldnerberatung nötig.", "Untergeschobener Vertrag, Widerruf eingelegt."),
        ("Konto gepfändet, Schutzkonto fehlt.", "Vollstreckung angekündigt."),
    ),
    "naturalisation": (
        ("Kein Thema zurzeit.", "Eingebürgert."),
        ("Möchte sich später informieren.", "Test bestanden, Unterlagen werden gesammelt."),
        ("Fragt nach den Voraussetzungen.", "Antrag in Vorbereitung."),
        ("Nachweise fehlen, Weg unklar.", "Wartet lange auf Antwort."),
        ("Unterlagen laufen ab, Antrag muss bald gestellt werden.", "Frist zur Nachreichung endet bald."),
    ),
    "discrimination": (
        ("Keine Vorfälle berichtet.", "Fühlt sich fair behandelt."),
        ("Ein unfreundlicher Vorfall, geklärt.", "Kennt die Beratungsstelle."),
        ("Berichtet von Absagen bei der Wohnungssuche.", "Fühlt sich am Schalter nicht ernst genommen."),
        ("Wiederholte Vorfälle, möchte beraten werden.", "Kind wird in der Schule ausgegrenzt."),
        ("Bedroht worden, Beratung eingeschaltet.", "Vorfall am Arbeitsplatz, Frist zur Beschwerde läuft."),
    ),
}  # fmt: skip

RESOURCES = (
    "verlässlich in Absprachen", "spricht mehrere Sprachen", "handwerklich geschickt", "gute Schulbildung",
    "Verwandte in der Nähe", "Führerschein", "lernt schnell", "Erfahrung in der Pflege", "kann gut organisieren",
    "Freundeskreis am Ort", "Studium im Herkunftsland", "Erfahrung auf dem Bau", "kocht und näht gut", "gut im Umgang mit Kindern",
)  # fmt: skip

# What helps in one life area.
STRENGTHS = (
    "Kümmert sich selbst darum.",
    "Die Schwester hilft mit.",
    "Hat gute Erfahrung damit.",
    "Fragt nach, wenn etwas unklar ist.",
    "Unterlagen sind geordnet.",
    "Lernt schnell.",
)
