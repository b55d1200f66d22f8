"""Two short files for the first morning: a permit that runs out, and a call not yet returned."""

from __future__ import annotations

from kim.casework.demo.hand import Hand


def rahimi(hand: Hand) -> None:
    """His permit runs out while the office takes its time."""
    hand.contact(110, "talk", 60, "Erstberatung. Sorge um die Verlängerung, sucht Ausbildung.", first_advice=True)
    hand.contact(70, "talk", 45, "Unterlagen für die Verlängerung durchgesehen, Lohnnachweis fehlt.")
    hand.contact(12, "phone", 15, "Lohnnachweis ist da. Antrag kann gestellt werden.")
    hand.assessment(
        1,
        67,
        "Pünktlich, handwerklich geschickt.",
        {
            "residence": (3, 4, "Erlaubnis endet bald, Verlängerung noch nicht beantragt."),
            "language": (2, 2, "A2, besucht den Abendkurs."),
            "work": (2, 3, "Aushilfe im Lager, sucht eine Ausbildung."),
        },
    )
    stay = hand.goal(
        "Ich will sicher hier bleiben.",
        "residence",
        [
            ("Nachweise zusammenstellen", "client", -10, True),
            ("Antrag auf Verlängerung stellen", "case_manager", 2, False),
        ],
        ago=60,
        until=40,
    )
    hand.agreement(52, 1)
    hand.referral(
        "residence",
        30,
        stay,
        "Fachberatung zur Verlängerung.",
        steps=(("accepted", 24),),
        note="Termin ist vereinbart.",
    )
    hand.paper("permit", 9, title="§ 25 Abs. 3 AufenthG", why="Antrag auf Verlängerung", agreed_ago=70)
    hand.follow_up(0, "Antrag auf Verlängerung vorbereiten: Aufenthaltserlaubnis läuft in neun Tagen ab")


def gebremedhin(hand: Hand) -> None:
    """Waits to be called back."""
    hand.contact(
        39,
        "talk",
        60,
        "Erstberatung mit Dolmetschen. Viel Post, Fragen zum Familiennachzug.",
        first_advice=True,
    )
    hand.contact(11, "phone", 10, "Gespräch beim Jugendamt findet diese Woche statt, Rückruf zugesagt.")
    hand.paper("procedure", 61)
    hand.spheres(since=1000, planned=-12)
    hand.follow_up(-4, "Nach dem Gespräch beim Jugendamt zurückrufen, Dolmetschen Tigrinya")
