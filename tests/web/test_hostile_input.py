"""Every form of every page, filled with what people and programs send by mistake or on purpose: never a fault of ours, and 422."""

from html.parser import HTMLParser

import pytest

from tests import factories
from tests.web.test_access import who_may

HOSTILE = {
    "nothing": "",
    "ten thousand characters": "x" * 10_000,
    "one long word of many scripts": "ÄßЖש中𝔘ﷺ" * 1400,
    "control characters": "a\x00b\x08c\x1bd\x7fe\r\nf",
    "direction marks": "\u202eabc\u2066def\u200f",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈",
    "right to left": "محمد بن عبد الله الطويل",
    "markup": "<script>alert(1)</script>{{ 7*7 }}{% now %}&amp;'\"",
    "sql": "'; drop table casework_case; --",
    "29 february of no leap year": "29.02.2025",
    "29 february": "29.02.2024",
    "31 february": "31.02.2026",
    "far future": "01.01.9999",
    "far past": "01.01.0001",
    "before 1900": "31.12.1899",
    "iso day": "2026-03-14",
    "arabic digits": "١٤.٠٣.٢٠٢٦",
    "huge number": "9" * 40,
    "negative": "-1",
    "not a number": "NaN",
    "leading zeros": "000123",
}
CHOICES_TOO = {"nothing", "control characters", "huge number"}
FRAME_FORMS = ("/sprache/", "/konto/", "/darstellung/", "/demo/")


class Forms(HTMLParser):
    """The POST forms of a page: action and fields with their kind and values."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict] = []
        self.form: dict | None = None
        self.select: str | None = None

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "form":
            self.form = (
                {"action": values.get("action") or "", "fields": []}
                if values.get("method", "").lower() == "post"
                else None
            )
            if self.form is not None:
                self.forms.append(self.form)
        elif self.form is not None and tag in ("input", "textarea", "button") and values.get("name"):
            self.form["fields"].append((values["name"], values.get("type", tag), values.get("value") or "on"))
        elif self.form is not None and tag == "select" and values.get("name"):
            self.select = values["name"]
        elif self.form is not None and tag == "option" and self.select:
            self.form["fields"].append((self.select, "option", values.get("value") or ""))

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        if tag == "select":
            self.select = None


def forms_of(html: str) -> list[dict]:
    parser = Forms()
    parser.feed(html)
    return [form for form in parser.forms if not form["action"].startswith(FRAME_FORMS)]


def shows_faults(answer) -> bool:
    """Whether the answer is a page that finds fault with what was sent; such a page says so in its status, too."""
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return False
    return b'id="form-faults"' in answer.content or b'aria-invalid="true"' in answer.content


def filled(form: dict, value: str, *, choices_too: bool) -> dict[str, str]:
    """Free fields get the value; choices their last option, or the value as well; hidden ones stay, or get it too."""
    data: dict[str, str] = {}
    for name, kind, own in form["fields"]:
        if name == "csrfmiddlewaretoken":
            continue
        fixed = kind in ("option", "radio", "checkbox", "hidden", "submit", "button")
        data[name] = own if fixed and not choices_too else value
    return data


# Their first step is a form that goes into the address: a fault in it is named at its field, on the page, with 422.
CHOICES_IN_THE_ADDRESS = {
    "letters:case_letter_new",
    "steering:decision_extract",
    "casework:case_transitions",
    "applicants:responsible",
}


# Whoever comes first opens the page; what only the coordinating office may do is filled in by it.
OPENED_BY = ("case_manager", "administrator", "lead", "coordinator")


def opener(role, world, browser_for):
    """Somebody of this role, signed in."""
    if role == "coordinator":
        return browser_for(factories.user("kira", role=role, in_unit=world.team_a))
    return browser_for({"case_manager": world.anna, "administrator": world.admin, "lead": world.lea}[role])


def pages() -> list[tuple[str, str]]:
    found = []
    for name, (method, _address, answers) in sorted(who_may().items()):
        role = next((r for r in OPENED_BY if answers.get(r) == 200), None)
        if method == "get" and role:
            found.append((name, role))
    return found


@pytest.mark.parametrize(("name", "role"), pages())
def test_no_form_breaks(name, role, world, browser_for):
    client = opener(role, world, browser_for)
    url = who_may()[name][1](world)
    page = client.get(url)
    if not page.headers["Content-Type"].startswith("text/html"):
        return
    for form in forms_of(page.content.decode()):
        sent: list[dict[str, str]] = []
        for what, value in HOSTILE.items():
            for choices_too in (False, True) if what in CHOICES_TOO else (False,):
                data = filled(form, value, choices_too=choices_too)
                if sent.count(data) == 2:  # a form without free fields: the same again and again says nothing new
                    continue
                sent.append(data)
                answer = client.post(form["action"] or url, data)
                assert answer.status_code < 500, f"{what} in {form['action'] or url}"
                assert answer.status_code != 400, f"{what} in {form['action'] or url} gives a bare 400"
                assert answer.status_code == 422 or not shows_faults(answer), f"{what} in {form['action'] or url}"


# Of the pages of the office alone, those that read something from the address; the others are forms and papers.
READ_BY_THE_OFFICE = {
    "coordination:page",
    "steering:observation_inbox",
    "steering:topic_new",
    "steering:decision_extract",
}


@pytest.mark.parametrize(
    ("name", "role"), [page for page in pages() if page[1] != "coordinator" or page[0] in READ_BY_THE_OFFICE]
)
def test_no_address_breaks(name, role, world, browser_for):
    client = opener(role, world, browser_for)
    url = who_may()[name][1](world)

    words = (
        "after",
        "before",
        "q",
        "sort",
        "phase",
        "due",
        "place",
        "view",
        "compare",
        "with",
        "area",
        "language",
        "show",
        "kind",
    )
    for value in ("", "x" * 5000, "%00", "\u202e", "-1", "9" * 40, "W10", "29.02.2025", "<b>"):
        answer = client.get(url, dict.fromkeys(words, value))
        assert answer.status_code in ((422, 200) if name in CHOICES_IN_THE_ADDRESS else (200, 302)), value[:20]


@pytest.mark.parametrize("number", [0, 9223372036854775807, 99999999999999999999999])
def test_numbers_of_nobody_are_404(number, world, browser_for):
    client = browser_for(world.anna)

    for part in ("", "person/", "ziele/", "bestandsaufnahme/", "vermittlungen/", "abschluss/"):
        assert client.get(f"/faelle/{number}/{part}").status_code == 404
    assert client.get(f"/anfragen/{number}/").status_code == 404
