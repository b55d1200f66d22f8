# ruff: noqa: E501
"""Goals in people's own words, with the steps agreed for them; some also as they were said."""

from typing import NamedTuple


class GoalText(NamedTuple):
    """A goal as it is written down, and what is done for it."""

    german: str
    measures: tuple[str, ...]
    as_said: dict[str, str] = {}
    only: str = ""  # "m": men, "mother": women with children, "children": with children


GOALS: dict[str, tuple[GoalText, ...]] = {
    "language": (
        GoalText("Ich will B1 schaffen.",
                 ("Kursplatz suchen und anmelden", "Kinderbetreuung für die Kurszeit klären", "Einmal in der Woche ins Sprachcafé gehen"),
                 {"ar": "أريد أن أنجح في امتحان B1.", "en": "I want to pass the B1 exam.", "uk": "Я хочу скласти іспит B1."}),
        GoalText("Ich möchte beim Arzt allein sprechen können.",
                 ("Sprachkurs A2 besuchen", "Wichtige Sätze für den Arztbesuch üben"),
                 {"ar": "أريد أن أتحدث مع الطبيب وحدي.", "uk": "Хочу розмовляти з лікарем без допомоги."}),
        GoalText("Ich will lesen und schreiben lernen.", ("Platz im Alphabetisierungskurs beantragen", "Berechtigung beim Bundesamt beantragen"),
                 {"en": "I want to learn to read and write."}),
    ),
    "work": (
        GoalText("Ich will wieder in meinem Beruf arbeiten.",
                 ("Beratung zur Anerkennung vereinbaren", "Zeugnisse übersetzen lassen", "Antrag auf Anerkennung stellen"),
                 {"ar": "أريد أن أعمل في مهنتي من جديد.", "en": "I want to work in my profession again.", "uk": "Хочу знову працювати за фахом."}),
        GoalText("Ich möchte mein eigenes Geld verdienen.",
                 ("Lebenslauf schreiben", "Drei Bewerbungen verschicken", "Termin bei der Arbeitsvermittlung wahrnehmen"),
                 {"en": "I want to earn my own money.", "ar": "أريد أن أكسب مالي بنفسي."}),
        GoalText("Ich will ein Praktikum machen.", ("Betriebe in der Nähe ansprechen", "Genehmigung klären")),
    ),
    "training": (
        GoalText("Ich will eine Ausbildung als Elektriker anfangen.",
                 ("Termin bei der Berufsberatung", "Bewerbung an drei Betriebe", "Nachhilfe in Mathematik"),
                 {"en": "I want to start training as an electrician."}),
        GoalText("Ich möchte meinen Schulabschluss nachholen.", ("Anmeldung bei der Abendschule", "Zeugnis bewerten lassen"),
                 {"ar": "أريد أن أكمل شهادتي المدرسية.", "uk": "Хочу отримати шкільний атестат."}),
    ),
    "school_childcare": (
        GoalText("Meine Tochter soll in die Kita gehen.",
                 ("Im Kita-Navigator anmelden", "Zwei Einrichtungen besuchen", "Beim Jugendamt nachfragen"),
                 {"ar": "أريد أن تذهب ابنتي إلى الروضة.", "uk": "Моя донька має піти в дитячий садок."}, "children"),
        GoalText("Mein Sohn soll in der Schule gut mitkommen.", ("Gespräch mit der Klassenleitung", "Förderunterricht beantragen"),
                 {"en": "My son should keep up well at school."}, "children"),
    ),
    "housing": (
        GoalText("Wir wollen eine eigene Wohnung.",
                 ("Wohnberechtigungsschein beantragen", "Bei der Wohnungsgesellschaft vormerken lassen", "Jede Woche zwei Wohnungen anschreiben"),
                 {"ar": "نريد بيتًا لنا.", "en": "We want a home of our own.", "uk": "Ми хочемо власне житло."}),
        GoalText("Ich will, dass der Schimmel wegkommt.", ("Mangel schriftlich melden", "Mieterberatung aufsuchen")),
    ),
    "health": (
        GoalText("Ich möchte wieder gut schlafen.", ("Beratungsstelle aufsuchen", "Hausärztlichen Termin vereinbaren"),
                 {"ar": "أريد أن أنام جيدًا من جديد.", "uk": "Хочу знову добре спати."}),
        GoalText("Ich will einen Arzt finden, der mich versteht.", ("Praxis mit passender Sprache suchen", "Ersten Termin begleiten")),
    ),
    "residence": (
        GoalText("Ich will sicher hier bleiben können.",
                 ("Verlängerung rechtzeitig beantragen", "Nachweise zusammenstellen", "Beratung zum Aufenthaltsrecht"),
                 {"ar": "أريد أن أبقى هنا بأمان.", "en": "I want to be able to stay here safely."}),
        GoalText("Meine Frau soll zu mir kommen dürfen.", ("Unterlagen für den Nachzug sammeln", "Fachberatung zum Familiennachzug"),
                 {"en": "I want my wife to be able to join me."}, "m"),
    ),
    "income": (
        GoalText("Ich möchte verstehen, was in den Bescheiden steht.", ("Bescheide gemeinsam lesen", "Ordner anlegen")),
        GoalText("Wir wollen ohne das Amt auskommen.", ("Kinderzuschlag und Wohngeld prüfen", "Stunden im Betrieb erhöhen")),
    ),
    "family": (
        GoalText("Ich möchte andere Mütter kennenlernen.", ("Frauentreff besuchen", "Familienzentrum kennenlernen"),
                 {"ar": "أريد أن أتعرف على أمهات أخريات.", "uk": "Хочу познайомитися з іншими мамами."}, "mother"),
        GoalText("Ich brauche ab und zu Zeit für mich.", ("Entlastung durch Familienpaten anfragen", "Betreuung am Nachmittag klären")),
    ),
    "authorities": (
        GoalText("Ich will meine Post selbst erledigen.", ("Ordner anlegen und Fristen eintragen", "Online-Konto einrichten", "Schreiben üben"),
                 {"en": "I want to handle my letters myself."}),
    ),
    "debts_consumer": (
        GoalText("Ich will keine Schulden mehr haben.", ("Schuldnerberatung aufsuchen", "Übersicht aller Verträge erstellen")),
    ),
    "participation": (
        GoalText("Ich möchte Fußball im Verein spielen.", ("Verein besuchen", "Beitrag über Bildung und Teilhabe klären"),
                 {"en": "I want to play football in a club."}),
        GoalText("Ich will etwas für andere tun.", ("Freiwilligenbörse besuchen", "Schnuppertag vereinbaren")),
    ),
    "orientation": (
        GoalText("Ich will wissen, wie hier alles geht.", ("Erstorientierungskurs besuchen", "Wege zu den Ämtern gemeinsam gehen")),
    ),
    "naturalisation": (
        GoalText("Ich möchte den deutschen Pass bekommen.", ("Voraussetzungen besprechen", "Test Leben in Deutschland anmelden")),
    ),
    "discrimination": (
        GoalText("Ich will, dass man mich fair behandelt.", ("Beratungsstelle gegen Diskriminierung aufsuchen", "Vorfälle aufschreiben")),
    ),
}  # fmt: skip

GENERIC = (
    GoalText(
        "Ich möchte das selbst schaffen.",
        ("Nächste Schritte gemeinsam aufschreiben", "Passendes Angebot suchen"),
    ),
)

WHO = {
    "de": {"client": "Sie selbst", "case_manager": "Case Management", "agency": "Stelle"},
    "en": {"client": "You yourself", "case_manager": "Case management", "agency": "Agency"},
    "ar": {"client": "أنت بنفسك", "case_manager": "إدارة الحالات", "agency": "جهة أخرى"},
}

# By what a goal is noticed, by life area; and what became of goals that have ended.
INDICATORS = {
    "language": "Das Zeugnis des Kurses liegt vor.",
    "work": "Ein Arbeitsvertrag ist unterschrieben.",
    "housing": "Ein Mietvertrag ist unterschrieben.",
    "residence": "Die Verlängerung ist in der Hand.",
    "income": "Der Bescheid stimmt und das Geld kommt.",
    "school_childcare": "Der erste Tag in Kita oder Schule war.",
    "health": "Termine gehen ohne Begleitung.",
    "authorities": "Briefe werden selbst beantwortet.",
    "training": "Die Anerkennung ist beantragt.",
    "participation": "Einmal in der Woche unter Leute.",
}
RESULTS = {
    "reached": ("Gelungen, wie vereinbart.", "Erreicht, früher als gedacht.", "Gelungen mit Hilfe der Stelle am Ort."),
    "partly": ("Zum Teil gelungen, der Rest braucht Zeit.", "Der erste Schritt ist getan."),
    "dropped": ("Hat sich anders ergeben.", "Nicht mehr wichtig für die Person."),
}
