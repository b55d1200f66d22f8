"""Lists of spending in the browser's eyes: handed in, looked at row by row, booked with one click, taken back as a whole."""

from datetime import date
from decimal import Decimal as D

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.organisation.models import Post
from kim.privacy.models import AuditEvent
from kim.sheets.reading import read
from kim.sheets.writing import About, Head, Part, book_of
from kim.staffing.models import Booking, GrantPaper
from tests import factories

pytestmark = pytest.mark.django_db
HEADS = "Datum;Wofür;Kostenart;Kommune;Stelle;Betrag;Beleg-Nr."
ROWS = (
    "15.03.2021;Gehalt März;Personalkosten;;;4.583,33;4711",
    "04/2021;Miete April;Sachkosten;;;120.50;",
    "20.05.2021;Weiterleitung, Rate 1;;Dormagen;;1.000.000,00;R-9",
)


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.KIM_FILES = str(tmp_path / "files")


@pytest.fixture
def head(browser_for):
    return browser_for(factories.user(role="ki_head", in_unit=factories.unit("ki")))


@pytest.fixture
def grant():
    made = factories.make_grant(block=1, approved=D("55000"))
    factories.make_agreement(made, "Dormagen")
    return made


def csv(*rows, encoding="cp1252", name="ausgaben.csv"):
    return SimpleUploadedFile(name, "\r\n".join([HEADS, *rows]).encode(encoding))


def handed(browser, grant, file):
    answer = browser.post(reverse("money:list_new", args=[grant.pk]), {"file": file})
    return (answer, GrantPaper.objects.latest("pk")) if answer.status_code == 302 else (answer, None)


def page(browser, paper, more=""):
    return browser.get(reverse("money:list", args=[paper.pk]) + more)


def book(browser, paper, number=1):
    return browser.post(reverse("money:list_book", args=[paper.pk]), {"number": number}, follow=True)


def states(answer):
    return [(row["line"], row["state"]) for row in answer.context["rows"]]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig"])
def test_a_list_is_looked_at_first_booked_with_one_click_and_taken_back_as_a_whole(head, grant, encoding):
    _answer, paper = handed(head, grant, csv(*ROWS, "Summe;;;;;1.004.703,83;", encoding=encoding))
    seen = page(head, paper)
    text = seen.content.decode()
    assert not Booking.objects.exists()
    assert states(seen) == [(2, "zu buchen"), (3, "zu buchen"), (4, "zu buchen")]
    assert "1.004.703,83 €" in text and "Zeilen 5" in text and "Personalkosten · Gehalt März" in text

    assert "3 Zeilen mit 1.004.703,83 € sind gebucht" in book(head, paper).content.decode()
    first, second, third = Booking.objects.order_by("pk")
    assert (first.amount, first.booked_on, first.period_from, first.period_to) == (
        D("4583.33"), date(2021, 3, 15), date(2021, 3, 1), date(2021, 3, 31),
    )  # fmt: skip
    assert (second.amount, second.booked_on, second.kind) == (D("120.50"), date(2021, 4, 30), "spent")
    assert (str(third.agreement.recipient), third.amount, third.voucher) == ("Dormagen", D("1000000.00"), "R-9")
    assert book(head, paper).status_code == 200 and Booking.objects.count() == 3  # a second click

    record = page(head, paper)
    assert {state for _line, state in states(record)} == {"gebucht"}
    assert paper.versions.get().sha256 in record.content.decode() and "ausgaben.csv" in record.content.decode()
    undo = reverse("money:list_undo", args=[paper.pk])
    assert "3 Zeilen mit 1.004.703,83 €" in head.get(undo).content.decode()
    assert "zurückgenommen" in head.post(undo, follow=True).content.decode()
    assert Booking.objects.count() == 6 and sum(row.amount for row in Booking.objects.all()) == 0
    assert head.post(undo, follow=True).status_code == 200 and Booking.objects.count() == 6
    assert head.get(undo).status_code == 302
    assert {state for _line, state in states(page(head, paper))} == {"zu buchen"}
    kinds = [event.kind for event in AuditEvent.objects.filter(kind__startswith="grant.list")]
    assert sorted(kinds) == ["grant.list_booked", "grant.list_undone"]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("15.03.2021;A;;;;1.234;1", "„1.234“ kann zwei Beträge bedeuten. Schreiben Sie 1234,00, wenn"),
        ("15.03.2021;A;;;;1,000;1", "„1,000“ kann zwei Beträge bedeuten"),
        ("15.03.2021;A;;;;viel;1", "„viel“ ist kein Betrag"),
        ("15.03.2021;A;;;;12,345;1", "„12,345“ kann zwei Beträge bedeuten"),
        ("15.03.2021;A;;;;12,3456;1", "„12,3456“ ist kein Betrag"),
        ("15.03.2021;A;;;;-12,30;1", "Diese Zeile nimmt 12,30 € zurück, aber ein solcher Betrag ist"),
        ("15.03.2021;A;;;;12,30-;1", "weder gebucht noch steht er in der Liste"),
        ("15.03.2021;A;;Dormagen;;-4.583,33;4711", "Diese Zeile nimmt 4.583,33 € zurück, aber ein solcher Betrag ist"),
        ("15.03.2021;A;;;;0;1", "Der Betrag ist 0"),
        ("15.03.2021;A;;;;;1", "Hier steht nichts"),
        ("31.02.2021;A;;;;5,00;1", "ist weder ein Tag noch ein Monat"),
        ("13/2021;A;;;;5,00;1", "ist weder ein Tag noch ein Monat"),
        ("15.03.2021;;;;;5,00;1", "Hier steht nichts"),
        ("15.01.2022;A;;;;5,00;1", "01/2022 liegt außerhalb der Förderung vom 01.01.2021 bis 31.12.2021"),
        ("15.03.2099;A;;;;5,00;1", "liegt in der Zukunft"),
        ("15.03.2021;A;;Köln;;5,00;1", "geht kein Geld an „Köln“. Bekannt sind: Dormagen"),
        ("15.03.2021;A;;;Chefin;5,00;1", "Keine Stelle dieses Bausteins heißt „Chefin“"),
        ("15.03.2021;" + "A" * 201 + ";;;;5,00;1", "höchstens 200 Zeichen"),
    ],
)
def test_what_is_wrong_stands_at_its_row_and_good_rows_are_booked_all_the_same(head, grant, row, sentence):
    _answer, paper = handed(head, grant, csv(row, ROWS[0]))
    seen = page(head, paper, "?zeilen=faulty")
    said = " ".join(fault.message for row in seen.context["rows"] for fault in row["faults"])
    assert sentence in said
    assert [row["line"] for row in seen.context["rows"]] == [2]
    book(head, paper)
    assert Booking.objects.get().amount == D("4583.33")


def test_a_mended_file_books_only_what_is_not_booked_yet(head, grant):
    _answer, paper = handed(head, grant, csv(ROWS[0], "15.04.2021;Gehalt April;;;;4.583;4712"))
    book(head, paper)
    mended = csv(ROWS[0], "15.04.2021;Gehalt April;;;;4.583,00;4712")
    assert head.post(reverse("money:list", args=[paper.pk]), {"file": mended}).status_code == 302
    assert book(head, paper, number=1).status_code == 200 and Booking.objects.count() == 1  # looked at the older file
    seen = page(head, paper)
    assert (
        states(seen) == [(2, "schon gebucht"), (3, "zu buchen")]
        and "wird nicht doppelt gebucht" in seen.content.decode()
    )
    book(head, paper, number=2)
    assert sum(row.amount for row in Booking.objects.all()) == D("9166.33")
    head.post(reverse("money:list_undo", args=[paper.pk]))
    assert sum(row.amount for row in Booking.objects.all()) == 0


def test_rows_of_an_earlier_list_and_of_hand_are_known_again_and_the_same_file_is_the_same_list(head, grant):
    Booking.objects.create(
        grant=grant, kind="spent", amount=D("120.50"), period_from=date(2021, 4, 1), period_to=date(2021, 4, 30),
        booked_on=date(2021, 5, 3), text="Sachkosten · Miete April",
    )  # fmt: skip
    _answer, paper = handed(head, grant, csv(*ROWS))
    book(head, paper)
    assert Booking.objects.count() == 3
    again, same = handed(head, grant, csv(*ROWS))
    assert again.status_code == 302 and same == paper and GrantPaper.objects.count() == 1
    _answer, other = handed(head, grant, csv(*ROWS, "16.03.2021;Gehalt März;;;;4.583,33;4711"))
    assert states(page(head, other)) == [
        (2, "schon gebucht"), (3, "schon gebucht"), (4, "schon gebucht"), (5, "zu buchen"),
    ]  # fmt: skip


def spent(voucher="", text="Sachkosten · Miete", month=4, amount="120.50", grant=None):
    return Booking.objects.create(
        grant=grant, kind="spent", amount=D(amount), period_from=date(2021, month, 1), period_to=date(2021, month, 28),
        booked_on=date(2021, month, 3), text=text, voucher=voucher,
    )  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        "10.06.2021;Storno zu 4711;;;;-4.583,33;S-1",  # its words have the voucher number
        "10.06.2021;Rückbuchung;;;;4.583,33-;4711",  # the same voucher number
        "10.06.2021;Storno Gehalt März;Personalkosten;;;−4.583,33 €;",  # the same words
        "06/2021;Storno: Gehalt März;Personalkosten;;;-4583.33;S-1",
    ],
)
def test_a_row_that_reverses_an_amount_of_its_list_names_it_and_both_stay(head, grant, row):
    _answer, paper = handed(head, grant, csv(row, *ROWS, encoding="utf-8-sig"))
    seen = page(head, paper)
    assert states(seen) == [(2, "zu buchen"), (3, "zu buchen"), (4, "zu buchen"), (5, "zu buchen")]
    assert "nimmt zurück: Zeile 3, 03/2021, 4711, Personalkosten · Gehalt März" in seen.content.decode()
    assert "4 Zeilen mit 1.000.120,50 € sind gebucht" in book(head, paper).content.decode()
    against = Booking.objects.get(amount__lt=0)
    assert (against.against.voucher, against.amount, against.period_from) == ("4711", D("-4583.33"), date(2021, 3, 1))
    assert "Storno" in against.text or "Rückbuchung" in against.text
    again = page(head, paper)
    assert {state for _line, state in states(again)} == {"gebucht"} and not again.context["count"]
    undo = reverse("money:list_undo", args=[paper.pk])
    told = head.get(undo).content.decode()
    assert "2 Zeilen mit 1.000.120,50 €" in told and "Stornozeilen bleiben stehen" in told
    head.post(undo)
    assert sum(row.amount for row in Booking.objects.all()) == 0
    assert states(page(head, paper)) == [(2, "gebucht"), (3, "gebucht"), (4, "zu buchen"), (5, "zu buchen")]
    assert head.get(undo).status_code == 302


def test_a_row_reverses_what_an_earlier_list_or_a_hand_booked_and_never_twice(head, grant):
    april, may = spent("", month=4, grant=grant), spent("", month=5, grant=grant)
    _answer, paper = handed(head, grant, csv("20.05.2021;Storno Miete;Sachkosten;;;-120,50;"))
    book(head, paper)
    assert may.taken_back_by.booked_on == date(2021, 5, 20)  # of two with the same words, the one of that month
    assert not Booking.objects.filter(against=april).exists()
    _answer, twice = handed(
        head, grant, csv("20.05.2021;Storno Miete;Sachkosten;;;-120,50;", "21.05.2021;B;;;;-120,50;")
    )
    assert states(page(head, twice)) == [(2, "schon gebucht"), (3, "zu berichtigen")]
    assert "infrage kommt: 04/2021, Sachkosten · Miete" in page(head, twice).content.decode()
    by_hand = spent("H-7", text="Druck", amount="33.10", grant=grant)
    head.post(reverse("money:take_back", args=[by_hand.pk]))
    _answer, late = handed(head, grant, csv("22.05.2021;Storno H-7;;;;-33,10;"))
    assert states(page(head, late)) == [(2, "schon gebucht")]
    assert Booking.objects.filter(amount__lt=0).count() == 2


def test_what_could_reverse_two_amounts_says_which(head, grant):
    spent("A-1", grant=grant), spent("A-12", grant=grant)
    _answer, paper = handed(
        head, grant, csv("20.05.2021;Storno Miete;Sachkosten;;;-120,50;", "20.05.2021;Storno A-1;;;;-120,50;")
    )
    seen = page(head, paper)
    assert states(seen) == [(2, "zu berichtigen"), (3, "zu buchen")]
    assert "infrage kommen: 04/2021, A-1, Sachkosten · Miete; 04/2021, A-12" in seen.content.decode()


ODD = "Auszug aus der Buchhaltung;;;\r\nAm;Zu Lasten;Was;Wert\r\n15.03.2021;Dormagen;Gehalt März;4.583,33\r\n"


def test_headings_of_another_programme_are_named_once_and_hold_for_the_mended_file(head, grant):
    answer, paper = handed(head, grant, SimpleUploadedFile("auszug.csv", ODD.encode("cp1252")))
    ask = reverse("money:list_columns", args=[paper.pk])
    assert answer.url == ask
    assert "KIM kennt die Überschrift hierfür nicht" in page(head, paper).content.decode()
    assert [value for value, _label in head.get(ask).context["form"].fields["day"].choices] == [
        "",
        "Am",
        "Zu Lasten",
        "Was",
        "Wert",
    ]

    nothing = head.post(ask, {"day": "Am", "text": "Am"})
    assert nothing.status_code == 422
    assert "zweimal gewählt" in str(nothing.context["form"].errors["text"])
    assert "Wählen Sie die Überschrift" in str(nothing.context["form"].errors["amount"])
    assert 'value="Am" selected' in nothing.content.decode()
    assert head.post(ask, {"day": "Am", "text": "Was", "amount": "Quatsch"}).status_code == 422

    assert head.post(ask, {"day": "Am", "text": "Was", "amount": "Wert", "who": "Zu Lasten"}).status_code == 302
    assert states(page(head, paper)) == [(3, "zu buchen")]
    book(head, paper)
    row = Booking.objects.get()
    assert (row.amount, str(row.agreement.recipient), row.text) == (D("4583.33"), "Dormagen", "Gehalt März")
    more = SimpleUploadedFile("auszug.csv", (ODD + "16.03.2021;Dormagen;Büro;20,00\r\n").encode("cp1252"))
    assert head.post(reverse("money:list", args=[paper.pk]), {"file": more}).status_code == 302
    assert states(page(head, paper)) == [(3, "schon gebucht"), (4, "zu buchen")]
    kept = csv(ROWS[0])
    head.post(reverse("money:list", args=[paper.pk]), {"file": kept})  # with headings that are known
    assert states(page(head, paper)) == [(2, "zu buchen")]


def test_two_rows_that_say_the_same_are_told_apart_first(head, grant):
    _answer, paper = handed(head, grant, csv(ROWS[0], ROWS[0]))
    seen = page(head, paper)
    assert states(seen) == [(2, "zu buchen"), (3, "zu berichtigen")]
    assert "Zeile 2 sagt genau dasselbe" in seen.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", b"", "Diese Datei ist leer"),
        ("a.csv", b"Name;Vorname\r\nA;B", "Diese Spalten fehlen in der Datei"),
        ("a.csv", HEADS.encode("cp1252"), "Unter den Überschriften stehen keine Zeilen"),
        ("a.pdf", b"%PDF-1.4 x", "Diese Datei ist keine Tabelle"),
        ("a.xlsx", b"PK\x03\x04kaputt", "Dateien dieser Art werden nicht abgelegt"),
        ("a.csv", ("\r\n".join([HEADS, *[f"15.03.2021;A;;;;5,00;{n}" for n in range(2001)]])).encode("cp1252"), "mehr als 2.000 Zeilen"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_list_is_refused_at_its_field(head, grant, name, content, sentence):
    answer, _paper = handed(head, grant, SimpleUploadedFile(name, content))
    assert answer.status_code == 422
    assert sentence in str(answer.context["form"].errors["file"])
    assert not GrantPaper.objects.exists()
    missing = head.post(reverse("money:list_new", args=[grant.pk]), {"submission": ""})
    assert missing.status_code == 422 and "Wählen Sie die Datei" in missing.content.decode()


def test_the_template_is_filled_in_with_numbers_and_days_and_comes_back(head, grant):
    post = Post.objects.create(title="Koordination Dormagen", block=1, role="coordinator", fte=D(1))
    grant.agreements.update(post=post)
    out = head.get(reverse("money:list_template", args=[grant.pk]))
    sheet = read(out.content)[0]
    assert str(sheet.rows[1][2]).startswith("Beispiel:")
    heads = [Head(str(cell)) for cell in sheet.rows[0]]
    filled = [date(2022, 1, 10), "12/2021", "Gehalt", "", "", "Koordination Dormagen", 4583.33, 4711]
    made = book_of([Part("Ausgaben", heads, [sheet.rows[1], filled])], About("Ausgaben"))
    _answer, paper = handed(head, grant, SimpleUploadedFile("vorlage.xlsx", made))
    seen = page(head, paper)
    assert states(seen) == [(3, "zu buchen")]
    book(head, paper)
    row = Booking.objects.get()
    assert (row.agreement, row.post, row.booked_on, row.period_from) == (
        grant.agreements.get(), post, date(2022, 1, 10), date(2021, 12, 1),
    )  # fmt: skip
    assert row.voucher == "4711"


def test_a_list_that_was_booked_is_not_taken_out_and_leads_from_its_amounts(head, grant):
    _answer, paper = handed(head, grant, csv(*ROWS))
    rows = head.get(reverse("money:lists", args=[grant.pk])).content.decode()
    assert "noch nicht gebucht" in rows
    book(head, paper)
    answer = head.post(reverse("grants:paper_take_out", args=[paper.pk]), {"reason": "falsch"})
    assert answer.status_code == 422 and "Beträge gebucht" in answer.content.decode()
    assert (
        reverse("money:list", args=[paper.pk]) in head.get(reverse("money:bookings", args=[grant.pk])).content.decode()
    )
    assert (
        reverse("money:list", args=[paper.pk])
        in head.get(reverse("grants:paper_detail", args=[paper.pk])).content.decode()
    )


def test_lists_and_rows_ask_the_same_however_many_there_are(head, grant):
    def asked(name, number):
        with CaptureQueriesContext(connection) as found:
            assert head.get(reverse(f"money:{name}", args=[number])).status_code == 200
        return len(found)

    _answer, small = handed(head, grant, csv(ROWS[0]))
    book(head, small)
    asked("lists", grant.pk), asked("list", small.pk)
    few = asked("lists", grant.pk), asked("list", small.pk), asked("bookings", grant.pk)
    many = [f"15.{month:02}.2021;Gehalt {n};;Dormagen;;{n},10;V{n}" for month in range(1, 13) for n in range(1, 11)]
    _answer, large = handed(head, grant, csv(*many))
    book(head, large)
    assert Booking.objects.count() == 121
    assert (asked("lists", grant.pk), asked("list", large.pk), asked("bookings", grant.pk)) == few
