"""Every page, as each persona finds it by following links: no fault of accessibility, nothing wider than the screen."""

import os
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from lxml import etree, html

from tests.browser.pixels import measured_contrast, unreadable_words
from tests.web.test_access import OF_THE_LIBRARY, who_may

pytestmark = pytest.mark.browser

AXE = (Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
NORMAL = [("light", 1440), ("dark", 390)]
ALL = os.environ.get("KIM_AXE_VARIANTS") == "all"
VARIANTS = [("light", 1440), ("dark", 390), ("dark", 1440), ("light", 390)] if ALL else NORMAL
PERSONAS = ["brandes", "hollender", "kueppers", "kessenich", "krings"]
# Not pages for eyes, or reached by other ways than a link.
NOT_LOOKED_AT = {
    "office:county_profile_download", "brand_css", "brand_logo", "alive", "casework:agreement_pdf", "tables:file", "imports:example",
    "casework:consent_pdf", "casework:case_report", "casework:case_sheet_pdf", "casework:enquiry_figures_file",
    "casework:document_file", "casework:document_view", "casework:document_preview", "casework:conference_pdf", "calendar:feed",
    "steering:meeting_calendar", "steering:session_minutes", "steering:session_agenda", "steering:session_archive",
    "steering:decision_pdf", "steering:decision_year", "steering:paper_file", "steering:link_agenda", "steering:link_minutes",
    "steering:link_paper", "steering:link_page", "steering:order_standing_pdf", "steering:loop_pdf", "applicants:ceremony_sheet",
    "applicants:ceremony_pdf",
    "steering:proposal_pdf", "steering:proposal_word", "steering:meeting_word", "steering:year_word",
    "staffing:apportionment_pdf", "staffing:apportionment_sheet", "staffing:vacancy_sheet",
    "money:pdf_grant", "money:pdf_agreement", "money:sheet_grant", "money:sheet_agreement", "money:form",
    "money:years_sheet", "money:list_template", "grants:paper_file",
    "grants:paper_look",
    "casework:case_transitions_pdf",
    "imports:faulty", "letters:case_letter_file", "letters:template_preview", "letters:template_file", "holidays",
}  # fmt: skip


# What pages load or ask while somebody types, and the steps that test_import_pages.py walks.
ASKED_BY_SCRIPTS = {
    "brand_css",
    "brand_logo",
    "alive",
    "holidays",
    "drafts:page",
    "drafts:session",
    "letters:case_letter_file",
    "calendar:feed",  # by calendars, without a sign-in
    "steering:link_page",  # from a mail, without a sign-in; tests/web/test_invitations.py opens it
    "steering:link_agenda",
    "steering:link_minutes",
    "steering:link_paper",
    "casework:document_preview",  # the picture of the first page
}
WALKED = {"imports:columns", "imports:confirm", "imports:faulty", "imports:undo"}
WALKED |= {"naturalisation:case_check"}  # one question after the other, by tests/web/test_naturalisation.py
# Words in drawings are measured all together.
IN_A_DRAWING = "node => node.ownerSVGElement !== undefined"


def name_of(path: str) -> str | None:
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


def own_links(text: str, base: str, path: str) -> list[str]:
    """Where a page of ours leads within KIM, as it was sent."""
    hrefs = (
        urljoin(base + path, element.get("href")) for element in html.fromstring(text).iter("a") if element.get("href")
    )
    own = [urlsplit(href) for href in hrefs if href.startswith(base)]
    return [f"{part.path}?{part.query}" if part.query else part.path for part in own]


def kinds_of(text: str) -> tuple[set[str], set[str]]:
    """Of what kinds of elements a page is made, tags with their classes and roles: its own, and those of the frame around it."""
    page = html.fromstring(text)
    own = {_kind(each) for main in page.iter("main") for each in main.iter(etree.Element)}
    return own, {_kind(each) for each in page.iter(etree.Element)} - own


def _kind(element) -> str:
    return " ".join((element.tag, element.get("class", ""), element.get("role", ""), element.get("type", "")))


def faults_of(page, where: str) -> list[str]:
    """What is wrong with the page that is open: accessibility, readable drawings, nothing wider than the screen."""
    page.evaluate(AXE)
    result = page.evaluate("axe.run(document, {resultTypes: ['violations', 'incomplete']})")
    faults = [
        f"{where}: {rule['id']}: {node['target']} {node.get('failureSummary', '')[:300]}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]
    unsure = [r for r in result["incomplete"] if r["id"] == "color-contrast"]
    for selector in (node["target"][0] for rule in unsure for node in rule["nodes"]):
        if not page.locator(selector).first.evaluate(IN_A_DRAWING) and measured_contrast(page, selector) < 4.5:
            faults.append(f"{where}: {selector} stands out too little")
    faults += [f"{where}: {words}" for words in unreadable_words(page)]
    if page.locator("option", has_text="---------").count():
        faults.append(f"{where} offers a row of dashes as a choice")
    width, inner = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    if width > inner:
        faults.append(f"{where} is {width - inner} px wider than the screen")
    return faults


@pytest.mark.parametrize(("scheme", "width"), VARIANTS)
def test_every_page_is_found_by_links_and_accessible(scheme, width, sign_in, kim, page, rare_pages):
    """A page nobody can reach by clicking is a page nobody uses; one is looked at again as whoever sees more of it."""
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    looked_at: dict[str, set[str]] = {}
    frames: set[str] = set()
    reached: set[str] = set()
    faults: list[str] = []
    for persona in PERSONAS:
        sign_in(persona)
        problems.clear()
        states = [path for name, (who, path) in rare_pages.items() if who == persona and ":" not in name]
        waiting, found = ["/"], {"start"}
        while waiting or states:
            is_state = not waiting
            path = (waiting or states).pop(0)
            name = name_of(path.split("?")[0])
            unseen = not is_state and (ALL or name not in looked_at)
            answer = page.goto(kim + path) if unseen else page.request.get(kim + path)
            text = answer.text()
            made_of, frame = kinds_of(text)
            if not is_state and (unseen or not made_of <= looked_at[name] or not frame <= frames):
                if not unseen:
                    page.goto(kim + path)
                looked_at.setdefault(name, set()).update(made_of)
                frames |= frame
                faults += [f"{path}: {problem}" for problem in problems]
                faults += faults_of(page, f"{path} as {persona} {scheme} {width}")
                problems.clear()  # the checker itself sets inline styles, which the page's policy refuses
            assert answer.status == 200, f"{path} gives {answer.status}"
            for link in own_links(text, kim, path):
                name = name_of(link.split("?")[0])
                if name and name not in found and not name.startswith("account_"):
                    found.add(name)
                    if name not in NOT_LOOKED_AT:
                        waiting.append(link)
        reached |= found
    assert not faults, "\n".join(faults[:40])
    readable = {name for name, (method, *_rest) in who_may().items() if method == "get"}
    hidden = readable - reached - set(rare_pages) - ASKED_BY_SCRIPTS - WALKED - OF_THE_LIBRARY
    assert sorted(hidden) == [], " ".join(sorted(hidden))


@pytest.mark.parametrize(("scheme", "width"), VARIANTS)
def test_pages_of_rare_states_are_accessible(scheme, width, sign_in, kim, rare_pages):
    signed_in = ""
    for name, (who, path) in rare_pages.items():
        if who != signed_in:
            page, signed_in = sign_in(who), who
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": 900})
        assert page.goto(kim + path).status == 200, name
        assert page.url == kim + path, f"{name} leads to {page.url}"
        faults = faults_of(page, f"{name} {scheme} {width}")
        assert not faults, "\n".join(faults[:10])


def test_the_sign_in_page_is_accessible(page, kim):
    for scheme, width in VARIANTS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{kim}/konto/anmelden/")
        assert faults_of(page, f"sign-in {scheme} {width}") == []


def test_nothing_comes_from_elsewhere(sign_in, kim):
    page = sign_in("brandes")
    foreign: list[str] = []
    page.on(
        "request",
        lambda request: foreign.append(request.url) if not re.match(rf"{re.escape(kim)}|data:", request.url) else None,
    )
    for path in ("/", "/faelle/", "/anfragen/", "/muster/"):
        page.goto(kim + path)
    assert not foreign
