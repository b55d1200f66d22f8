"""Words that say more than the advice needs are pointed out in all their forms, and harmless ones are not."""

import pytest

from kim.casework import careful


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sie ist Muslimin.", "religion"),
        ("Die Familie ist jüdischen Glaubens, sagt sie.", "religion"),
        ("Er wurde im Mai getauft.", "religion"),
        ("geht in die MOSCHEE", "religion"),
        ("He is Christian and goes to church", ""),
        ("Angehöriger der Sinti", "ethnicity"),
        ("eine kurdischstämmige Familie", "ethnicity"),
        ("zwei Kurdinnen", "ethnicity"),
        ("wegen seiner Hautfarbe", "ethnicity"),
        ("Depressionen seit der Flucht", "diagnosis"),
        ("traumatisierte Kinder", "diagnosis"),
        ("Diagnose F43.1", "diagnosis"),
        ("laut Bericht F32.1", "diagnosis"),
        ("psychisch  krank", "diagnosis"),
        ("HIV-positiv", "diagnosis"),
        ("lebt illegal hier", "irregular"),
        ("ohne gültige Papiere", "irregular"),
        ("unerlaubte Einreise", "irregular"),
        ("he is undocumented", "irregular"),
    ],
)
def test_a_word_is_found_in_its_forms(text, kind):
    assert {found.kind.key for found in careful.look(text)} == ({kind} if kind else set())


@pytest.mark.parametrize(
    "text",
    [
        "Arztbesuch am Montag, Krankenkasse angerufen.",
        "Sie sucht eine Wohnung und spricht Kurdisch und Arabisch.",
        "Christian Meyer von der katholischen Kita hat angerufen, Christina auch.",
        "Platz in der evangelischen Familienbildungsstätte",
        "Wohnung 12.3, Zimmer 4.1, § 25.1",
        "Frau Rose, Rom, Romanistik",
        "Die Papiere liegen dem Antrag bei.",
        "einstämmig, angestammt, verstimmt",
        "",
    ],
)
def test_what_is_harmless_is_not_pointed_out(text):
    assert careful.look(text) == []


def test_the_word_is_shown_as_it_was_written_and_each_once():
    found = careful.look("JÜDISCH, jüdisch und noch einmal Jüdisch; PTBS")

    assert [each.word for each in found] == ["JÜDISCH", "PTBS"]


@pytest.mark.parametrize(
    "text", ["\u202eMuslim\u202c", "M\u0000uslim", "🙂" * 5_000, "ẞ" * 10_000, "a" * 10_000, "(" * 500]
)
def test_hostile_text_is_read_without_a_fault(text):
    careful.look(text)
