"""Samar Haddad and her family: the file that shows what a case looks like after nine months."""

from __future__ import annotations

from math import sin

from kim.casework.demo.hand import Found, Hand
from kim.casework.demo.rows import Consent

PHASES = {
    "access": 264,
    "first_advice": 250,
    "assessment": 236,
    "goal_agreement": 222,
    "service_steering": 205,
    "monitoring": 118,
    "re_assessment": 26,
    "goal_agreement2": 10,
}

FIRST: Found = {
    "housing": (3, 4, "Zwei Zimmer für vier, Schimmel im Kinderzimmer. Vermieter reagiert nicht."),
    "language": (3, 3, "A1 abgeschlossen, versteht langsames Deutsch. Für A2 noch kein Platz."),
    "work": (2, 3, "Hat in Syrien in einer Apotheke gearbeitet, zurzeit zu Hause bei den Kindern."),
    "training": (2, "not_asked", "Diplom aus Aleppo, Übersetzung fehlt."),
    "school_childcare": (3, 4, "Yazan wird im Sommer eingeschult, Lina ohne Kita-Platz."),
    "income": (2, 2, "Lohn des Mannes reicht nicht ganz, ergänzende Leistung läuft."),
    "residence": (1, 2, "Aufenthaltserlaubnis gültig, Verlängerung liegt noch fern."),
    "health": (2, 2, "Noch keine Hausärztin am Ort, Vorsorge der Kinder offen."),
    "family": (2, 1, "Schwester lebt in der Nähe, sonst wenige Kontakte."),
    "authorities": (3, 3, "Post wird gesammelt, Anträge nur mit Hilfe."),
    "debts_consumer": (0, 0, "Keine Schulden."),
    "participation": (2, 2, "Kennt den Ort noch kaum."),
}
SECOND: Found = {
    "housing": (1, 1, "Seit September in drei Zimmern, trocken und bezahlbar."),
    "language": (3, 4, "A2 bestanden. B1 ginge nur vormittags, solange Lina zu Hause ist."),
    "work": (3, 3, "Möchte zurück in die Apotheke, Weg über die Anerkennung ist besprochen."),
    "training": (2, 2, "Diplom ist übersetzt, Beratung zur Anerkennung steht bevor."),
    "school_childcare": (3, 4, "Yazan kommt in der zweiten Klasse gut mit, Lina wartet auf einen Platz."),
    "income": (2, 1, "Bescheid verstanden, Kindergeld für beide läuft."),
    "residence": (2, 3, "Erlaubnis läuft im nächsten Jahr ab, Unterlagen werden gesammelt."),
    "health": (1, 1, "Hausärztin gefunden, Termine gehen ohne Begleitung."),
    "family": (1, 2, "Frauentreff einmal in der Woche, Schwester hilft mit den Kindern."),
    "authorities": (2, 2, "Liest Briefe selbst, fragt bei Anträgen nach."),
    "debts_consumer": (0, 0, "Keine Schulden."),
    "participation": (1, 1, "Geht donnerstags in den Treff, Yazan spielt Fußball."),
}


MORE = {
    "language": ("Hat A2 allein vorbereitet, lernt schnell.", "soon"),
    "work": ("Kollegin aus Aleppo arbeitet in Neuss und gibt Rat.", "soon"),
    "school_childcare": ("Die Schwester passt donnerstags auf.", "now"),
    "residence": ("Unterlagen sind geordnet.", "soon"),
    "housing": ("", "later"),
}


def write(hand: Hand) -> None:
    """First advice, two assessments, seven helpers, three goals, a signed agreement, six referrals, and what was said between."""
    _contacts(hand)
    hand.first_advice(
        248,
        "Schimmel in der Wohnung, Einschulung von Yazan, keine Kita für Lina.",
        "Weg zur Wohnberatung, Anmeldung an der Grundschule, Angebot und Schweigepflicht erklärt.",
        "Aufenthaltserlaubnis, Mietvertrag, Schreiben der Schule",
        "Hausbesuch wegen des Schimmels, danach Bestandsaufnahme.",
        "ar",
    )
    hand.assessment(1, 224, "Gelernte Apothekerin, verlässlich, spricht auch Englisch.", FIRST)
    hand.assessment(2, 10, "Gelernte Apothekerin, A2 bestanden, gut vernetzt im Treff.", SECOND, MORE)
    _network(hand)
    work, daycare, housing = _goals(hand)
    hand.agreement(205, 1, {"client": _signature(), "case_manager": _signature(9.0)})
    _referrals(hand, work, daycare, housing)
    _reviews(hand, work, daycare, housing)
    titled = {"title": "§ 25 Abs. 2 Satz 1 Alt. 1 AufenthG", "why": "Vorprüfung der Einbürgerung", "agreed_ago": 10}
    hand.paper("permit", -932, issued=1195, earlier=True, **titled)
    hand.paper("permit", 164, issued=931, **titled)
    hand.spheres(since=1420, changed=1180, gap=19)
    hand.follow_up(0, "Hausbesuch: Zielvereinbarung unterschreiben, Dolmetschen ist zugesagt")
    hand.follow_up(22, "Verlängerung der Aufenthaltserlaubnis vorbereiten")


def _network(hand: Hand) -> None:
    """As she told it in November."""
    hand.helper(10, "Schwester Hiba", "person", "strong", "family school_childcare", note="Neuss", may="yes")
    hand.helper(10, "Nachbarin Frau Öztürk", "person", "gives", "participation", since="2025")
    hand.helper(10, "Frauentreff", "group", "strong", "participation family", note="donnerstags", may="yes")
    hand.helper(10, "Grundschule", "agency", "receives", "school_childcare", note="Klasse 2b", may="yes")
    hand.helper(10, "Hausärztin Dr. Kern", "agency", "strong", "health", since="Juni 2026")
    hand.helper(10, "Ausländerbehörde", "agency", "weak", "residence", note="Grevenbroich")
    hand.helper(10, "Jobcenter", "agency", "strained", "income work", note="Herr Otten", may="no")


def _signature(turns: float = 6.0) -> list[list[list[int]]]:
    """An invented hand: a wave that gets smaller, and a stroke below it."""
    wave = [[90 + n * 9, round(190 + 110 * sin(n / turns) * (1 - n / 110))] for n in range(84)]
    return [wave, [[120, 320], [420, 300], [760, 312]]]


def _goals(hand: Hand) -> tuple[int, int, int]:
    home = hand.goal(
        "Wir wollen eine Wohnung ohne Schimmel.",
        "housing",
        [
            ("Mangel schriftlich melden", "client", -195, True),
            ("Wohnberechtigungsschein beantragen", "case_manager", -170, True),
            ("Umzug anmelden", "client", -82, True),
        ],
        ago=214,
        until=-80,
        reached=82,
        indicator="Die Wände sind trocken und der Mietvertrag ist unterschrieben.",
        result="Seit September in drei Zimmern, trocken und bezahlbar.",
    )
    work = hand.goal(
        "Ich will B1 bestehen und wieder in einer Apotheke arbeiten.",
        "language",
        [
            ("A2-Prüfung ablegen", "client", -150, True),
            ("Diplom übersetzen lassen", "client", -60, True),
            ("Kursplatz für B1 finden", "case_manager", 54, False),
            ("Beratung zur Anerkennung wahrnehmen", "client", 11, False),
            ("Praktikum in einer Apotheke anfragen", "client", 120, False),
        ],
        ago=214,
        until=210,
        indicator="Das Zeugnis B1 liegt vor, ein Praktikum in einer Apotheke ist zugesagt.",
    )
    daycare = hand.goal(
        "Lina soll einen Platz in der Kita bekommen.",
        "school_childcare",
        [
            ("Zwei Kitas ansehen", "client", -40, True),
            ("Im Kita-Navigator anmelden", "client", 8, False),
            ("Beim Jugendamt nach dem Stand fragen", "case_manager", 30, False),
        ],
        ago=214,
        until=250,
        indicator="Lina hat ihren ersten Tag in der Kita gehabt.",
    )
    return work, daycare, home


def _referrals(hand: Hand, work: int, daycare: int, housing: int) -> None:
    """Five that go on or went well, one declined with a reason, and the consents on which they stand."""
    hand.referral("language", 19, work, "Einziger Kurs am Ort, der sich mit der Betreuung verbinden lässt.")
    hand.referral(
        "school_childcare", 47, daycare, "Platz für Lina, damit der Kurs möglich wird.", steps=(("waitlisted", 38),),
        expected_in=70, note="Auf der Warteliste, voraussichtlich ab Februar.", consent=_daycare_consent(hand),
    )  # fmt: skip
    hand.referral(
        "training work", 19, work, "Klärt, welche Stelle das Diplom anerkennt.", steps=(("accepted", 13),),
        note="Erster Termin ist vereinbart.",
    )  # fmt: skip
    hand.referral(
        "housing", 200, housing, "Hilfe bei Suche und Antrag.",
        steps=(("accepted", 192), ("started", 180), ("completed", 82)), note="Wohnung gefunden, Umzug im September.",
    )  # fmt: skip
    hand.referral(
        "participation family", 150, None, "Kontakte am Ort, Kinder können mitkommen.",
        steps=(("accepted", 148), ("started", 140)), note="Kommt regelmäßig.",
    )  # fmt: skip
    hand.referral(
        "health", 128, None, "Entlastung nach der Flucht, Gespräche auf Arabisch.", steps=(("declined", 119),),
        why="language", note="Zurzeit niemand da, der Arabisch spricht.",
    )  # fmt: skip
    _consents(hand)


def _daycare_consent(hand: Hand) -> Consent | None:
    """It ends before a place can be expected, so somebody should ask again."""
    offer = hand.offer("school_childcare")
    if offer is None:
        return None
    data = ["identity", "contact", "family"]
    return hand.consent(offer, 50, "Kita-Platz für Lina", data, days=50 + 38, form="electronic")


def _consents(hand: Hand) -> None:
    """One to a body outside the list that has run out, and one with special data that was taken back."""
    hand.consent("Grundschule Gartenstraße", 214, "Einschulung von Yazan", ["identity", "family", "language"], days=150)
    hand.consent(
        "Gesundheitsamt Rhein-Kreis Neuss", 210, "Vorsorge der Kinder, Schweigepflichtentbindung", ["identity", "contact"],
        special=["health"], secrecy=True, withdrawn_ago=173,
    )  # fmt: skip


def _reviews(hand: Hand, work: int, daycare: int, housing: int) -> None:
    hand.review(
        82,
        "Umzug ist geschafft, das Ziel ist erreicht. Beim Kita-Platz bewegt sich nichts.",
        [
            (housing, "reached", "Drei Zimmer, trocken"),
            (work, "on_course", "A2 bestanden"),
            (daycare, "stuck", "wartet auf einen Platz"),
        ],
        focus="Ob der Umzug gelungen ist",
    )
    hand.review(
        27,
        "Halbes Jahr angesehen: Sprache und Wohnen gelungen. Ohne Kita-Platz kein Kurs am Vormittag.",
        [(work, "on_course", "Diplom ist übersetzt"), (daycare, "stuck", "Warteliste, voraussichtlich Februar")],
        focus="Sprache, Arbeit und Kita",
    )


def _contacts(hand: Hand) -> None:
    hand.contact(
        248,
        "talk",
        75,
        "Erstberatung mit Dolmetschen. Drängend: Schimmel in der Wohnung und Einschulung. "
        "Angebot und Schweigepflicht erklärt, möchte begleitet werden.",
        first_advice=True,
    )
    hand.contact(230, "visit", 60, "Hausbesuch. Feuchte Stellen angesehen, Schreiben an den Vermieter vorbereitet.")
    hand.contact(196, "talk", 45, "Ziele durchgesprochen und unterschrieben. Kopie auf Arabisch mitgegeben.")
    hand.contact(160, "phone", 10, "A2-Prüfung ist angemeldet. Freut sich, fragt nach Betreuung am Prüfungstag.")
    hand.contact(112, "message", None, "Prüfung bestanden. Zeugnis kommt in zwei Wochen.")
    hand.contact(83, "talk", 45, "Umzug ist geschafft. Ummeldung und Nachsendeauftrag gemeinsam erledigt.")
    hand.contact(55, "phone", 15, "Lina hat noch keinen Platz. Jugendamt wird angefragt.")
    hand.contact(27, "talk", 60, "Rückblick auf das halbe Jahr: Wohnen und Sprache gelungen, Kita offen.")
    hand.contact(11, "talk", 90, "Zweite Bestandsaufnahme. Wohnen und Gesundheit entspannt, Arbeit rückt nach vorn.")
    hand.contact(6, "phone", 20, "Kurs nur am Vormittag möglich, solange Lina zu Hause ist. Stundenplan besprochen.")
