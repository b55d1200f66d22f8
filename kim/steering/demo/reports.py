"""What the invented county's ten topics began with: the observations of each, and some that nobody has sorted yet."""

from kim.steering.demo.stories import Story

TOPICS = (
    Story(
        "interpreting", "gap", "health",
        (
            (1, "Beim Facharzt dolmetschen die Kinder, weil niemand die Sprachmittlung bezahlt."),
            (2, "Praxen lehnen Termine ab, wenn niemand zum Dolmetschen mitkommt."),
            (2, "Für das Dolmetschen im Krankenhaus gibt es eine Regelung, für die Praxis keine."),
            (3, "Ein Aufklärungsgespräch vor einer Operation fiel aus, weil keine Sprachmittlung da war."),
            (4, "Der Laienpool dolmetscht nicht bei Ärzten; eine andere Stelle ist nicht bekannt."),
        ),
        places=("Neuss", "Grevenbroich"), spheres=("health", "sgb-ii"), idea="Ein fester Betrag je Quartal für Sprachmittlung.", bad=4,
    ),
    Story(
        "school-in-the-year", "obstacle", "school_childcare",
        (
            (1, "Wer im laufenden Schuljahr zuzieht, wartet bis zu acht Wochen auf einen Schulplatz."),
            (2, "Die Untersuchung vor der Aufnahme in die Schule hat erst in zwei Monaten einen Termin."),
            (2, "Zwei Geschwister werden an Schulen in verschiedenen Orten verwiesen."),
            (3, "Solange kein Schulplatz da ist, gibt es auch keinen Deutschunterricht für die Kinder."),
        ),
        places=("Grevenbroich", "Dormagen"),
    ),
    Story(
        "old-address", "interface", "housing",
        (
            (3, "Nach dem Auszug aus der Unterkunft gehen Bescheide weiter an die alte Adresse."),
            (3, "Eine Frist lief ab, weil die Post in der Unterkunft liegen blieb."),
            (4, "Die neue Adresse muss jeder Stelle einzeln gemeldet werden, die Meldung beim Einwohneramt genügt keiner."),
            (5, "Die Unterkunft darf Post nicht nachsenden und gibt sie ungeöffnet zurück."),
            (5, "Die Karte der Krankenkasse kam zurück; der Arztbesuch musste bar bezahlt werden."),
        ),
        places=("Neuss", "Meerbusch", "Jüchen"), spheres=("asylblg", "sgb-ii"), bad=2,
    ),
    Story(
        "one-form", "obstacle", "school_childcare",
        (
            (3, "Kita und Schule fragen dieselben Angaben auf zwei verschiedenen Formularen ab."),
            (4, "Das Formular für den Kitaplatz gibt es nur auf Deutsch."),
            (5, "Der Antrag auf einen Kitaplatz wird nur online angenommen; eine Mailadresse ist Pflicht."),
            (6, "Eltern füllen das Formular für die Schule dreimal aus, weil die Angaben nicht weitergegeben werden."),
        ),
        places=("Korschenbroich", "Kaarst"), idea="Ein Formular für beide, in einfacher Sprache.", bad=2,
    ),
    Story(
        "driving-licence", "obstacle", "work",
        (
            (5, "Wer seinen Führerschein umschreiben will, wartet drei Monate auf einen Termin."),
            (5, "Der Führerschein läuft ab, bevor die Umschreibung bearbeitet ist; die Stelle als Fahrer ist dann weg."),
            (6, "Für die Umschreibung verlangt die Stelle eine Übersetzung, die schon bei einer anderen Behörde liegt."),
            (7, "Die theoretische Prüfung gibt es nicht in allen Sprachen, die hier gebraucht werden."),
        ),
        places=("Dormagen", "Neuss"),
    ),
    Story(
        "plain-letters", "obstacle", "income",
        (
            (2, "Ein Schreiben des Jobcenters war auch in der Beratung erst beim dritten Lesen zu verstehen."),
            (5, "Die Mitwirkungspflichten stehen auf Seite vier in einem einzigen Satz."),
            (8, "Briefe des Sozialamts versteht niemand ohne Hilfe; die Beratung liest den halben Tag Post vor."),
            (9, "Eine Leistung wurde gekürzt, weil der Brief mit der Aufforderung nicht verstanden wurde."),
            (9, "Der wichtigste Satz steht hinter drei Seiten Rechtsbehelf."),
            (10, "Musterbriefe in einfacher Sprache gibt es, aber keine Stelle verwendet sie."),
        ),
        places=("Kaarst", "Neuss", "Rommerskirchen"), spheres=("sgb-ii", "sgb-xii"),
    ),
    Story(
        "family-doctor", "gap", "health",
        (
            (1, "In Rommerskirchen nimmt eine Hausarztpraxis wieder auf, sie ist aber nur über eine Treppe zu erreichen."),
            (4, "Sechs Hausarztpraxen haben am Telefon abgelehnt, ohne einen Grund zu nennen."),
            (5, "Ohne Hausarzt gibt es keine Überweisung und keine Krankschreibung für den Kurs."),
            (8, "In Jüchen nimmt keine Hausarztpraxis mehr jemanden auf."),
            (9, "Die Terminservicestelle vermittelt nach Düsseldorf; die Fahrt dauert über eine Stunde."),
            (9, "Wer keinen Hausarzt findet, geht in die Notaufnahme."),
            (10, "Eine Liste der Praxen, die noch aufnehmen, gibt es nicht."),
        ),
        places=("Rommerskirchen", "Jüchen"), spheres=("health", ""), idea="Eine Liste der Praxen mit freien Plätzen.",
    ),
    Story(
        "bank-account", "gap", "income",
        (
            (4, "Die Bank verlangt für das Basiskonto einen Pass, den es erst nach dem Verfahren gibt."),
            (5, "Die Bezahlkarte wird im Laden für gebrauchte Möbel nicht angenommen."),
            (6, "Mit der Bezahlkarte lässt sich die Monatskarte für den Bus nicht kaufen."),
            (8, "Das Jobcenter überweist nicht auf die Bezahlkarte; ohne Konto kommt kein Geld an."),
            (8, "Zwei Banken lehnen das Basiskonto ab, obwohl sie es eröffnen müssen."),
            (9, "Der Vermieter nimmt keine Bezahlkarte, ein Konto gibt es noch nicht."),
            (10, "Niemand sagt beim Wechsel der Leistung, dass vorher ein Konto nötig ist."),
        ),
        places=("Meerbusch", "Neuss", "Dormagen"), spheres=("asylblg", "sgb-ii"),
    ),
    Story(
        "work-permit", "obstacle", "work",
        (
            (8, "Ein Betrieb zog die Zusage zurück, weil die Erlaubnis zur Beschäftigung acht Wochen dauerte."),
            (9, "Bei Duldung wird jede neue Stelle erneut geprüft, auch im selben Beruf."),
            (9, "Die Erlaubnis gilt nur für eine Filiale; die Schicht in der anderen war nicht erlaubt."),
            (10, "Betriebe wissen nicht, welche Angaben für die Zustimmung gebraucht werden."),
        ),
        places=("Grevenbroich", "Neuss"), spheres=("aufenthg", "sgb-iii"),
    ),
)  # fmt: skip
UNSORTED = (
    Story(
        "birth-papers", "obstacle", "family",
        (
            (0, "Für ein Neugeborenes gibt es ohne den Pass der Mutter keine Geburtsurkunde, und ohne Urkunde kein Kindergeld."),
            (0, "Das Standesamt stellt statt der Geburtsurkunde nur einen Auszug aus; die Krankenkasse erkennt ihn nicht an."),
            (1, "Die Geburtsurkunde des Kindes fehlt seit Monaten, weil die Ehe der Eltern erst anerkannt werden muss."),
            (2, "Kindergeld wird erst gezahlt, wenn die Geburtsurkunde vorliegt; das dauert ein halbes Jahr."),
        ),
        places=("Neuss", "Kaarst"), bad=4,
    ),
)  # fmt: skip
