"""Makes the pictures of README and handbook by walking the demo county in a browser, as a case manager would.

    python scripts/pictures.py               start a demo of its own, walk it, write docs/pictures/
    python scripts/pictures.py ADDRESS       walk a demo that is already running
    python scripts/pictures.py --only-walk   walk, and leave the pictures as they are
    python scripts/pictures.py --rooms       only steering, posts and money, naturalisation; nothing is entered

It is a test of its own: it stops at the first page that does not answer as the handbook says.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, sync_playwright
from pypdfium2 import PdfDocument

sys.path.insert(0, str(Path(__file__).resolve().parent))

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
WIDTH, HEIGHT = 1200, 860
LARGEST = 150_000


class Walk:
    """A browser at one address, with the few gestures the story needs."""

    def __init__(self, page: Page, address: str, *, keep: bool) -> None:
        self.page, self.address, self.keep = page, address.rstrip("/"), keep
        page.on("response", self._refuse_faults)
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        self.complaints: list[str] = []

    def _refuse_faults(self, response) -> None:  # type: ignore[no-untyped-def]
        if response.status >= 400:
            self.complaints.append(f"{response.status} {response.request.method} {response.url}")
        if not response.url.startswith((self.address, "data:")):
            self.complaints.append(f"a request to elsewhere: {response.url}")

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)
        self._check()

    def sign_in_as(self, username: str) -> None:
        self.page.goto("about:blank")  # nothing is under way that could bring the old session back
        self.page.context.clear_cookies()
        self.go("/konto/anmelden/")
        self.page.locator(f"form[action='/demo/{username}/'] button").click()
        self._check()

    def fill(self, **values: str | bool | list[str]) -> None:
        """Fill fields of the page by their names; a select takes the option's words, a radio its value, ticks a list of values."""
        for name, value in values.items():
            field = self.page.locator(f"main [name='{name}']")
            kind = field.first.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
            if isinstance(value, list):
                for tick in field.all():
                    tick.set_checked(tick.get_attribute("value") in value)
            elif kind == "select" and field.get_attribute("data-kim-combobox") is not None:
                self._choose(field, str(value))
            elif kind == "select":
                field.select_option(label=str(value))
            elif kind == "radio":
                option = self.page.locator(f"main [name='{name}'][value='{value}']")
                self.page.locator(f"main label[for='{option.get_attribute('id')}']").click()
            elif kind == "checkbox":
                field.set_checked(bool(value))
            else:
                field.fill(str(value))

    def _choose(self, select, words: str) -> None:  # type: ignore[no-untyped-def]
        """Type into a box with a list and take the entry of this name."""
        box = self.page.locator(f"#{str(select.get_attribute('id')).removesuffix('-select')}")
        box.fill(words)
        box.press("Enter")
        box.press("Tab")

    def press(self, words: str, *, exact: bool = False, refused: bool = False) -> None:
        """Press the last button of the page with these words, and wait for the answer; `refused` where KIM asks once more."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=words, exact=exact).last.click()
        if refused:
            self.page.wait_for_load_state()
            self.complaints = [each for each in self.complaints if "422" not in each]
        self._check()

    def follow(self, words: str) -> None:
        """Follow the first link of the page with these words."""
        self.page.locator("main").get_by_role("link", name=words).first.click()
        self._check()

    def section(self, key: str) -> Locator:
        """One block of the page, by the id of its heading."""
        return self.page.locator(f"main section[aria-labelledby='{key}']")

    def shows(self, *sentences: str) -> None:
        """The page says this."""
        text = re.sub(r"\s+", " ", self.page.locator("main").inner_text())
        for sentence in sentences:
            if sentence not in text:
                sys.exit(f"{self.page.url} does not say »{sentence}«.")

    def shows_not(self, *sentences: str) -> None:
        """The page does not say this."""
        text = self.page.locator("main").inner_text()
        for sentence in sentences:
            if sentence in text:
                sys.exit(f"{self.page.url} says »{sentence}«.")

    def proves(self, holds: bool, words: str) -> None:
        """Stop where something that cannot be read in words is not so."""
        if not holds:
            sys.exit(f"{self.page.url}: {words}")

    def paper(self, name: str, path: str, *, page: int = 1) -> None:
        """One page of a PDF, as it leaves the printer."""
        answer = self.page.context.request.get(f"{self.address}{path}")
        self.proves(answer.ok and answer.body().startswith(b"%PDF"), f"{path} gives a PDF, not {answer.status}")
        if self.keep:
            sheet = BytesIO()
            PdfDocument(answer.body())[page - 1].render(scale=90 / 72).to_pil().save(sheet, "PNG")
            write(name, sheet.getvalue())

    def _check(self) -> None:
        self.page.wait_for_load_state()
        if self.complaints:
            sys.exit("\n".join([f"At {self.page.url}:", *self.complaints]))

    def picture(self, name: str, *, of: Locator | None = None, whole: bool = False) -> None:
        """A picture of what is in sight, of one part, or of the whole page; where none is kept, the part has to be there."""
        if not self.keep:
            self.proves(of is None or of.count() > 0, f"nothing to take the picture {name} of")
            return
        self.page.evaluate(
            "document.activeElement.blur(); document.querySelectorAll('.kim-toast').forEach(t => t.remove())"
        )
        if of is not None:
            of.evaluate("e => window.scrollTo(0, e.getBoundingClientRect().top + window.scrollY - 90)")
        else:
            self.page.evaluate("window.scrollTo(0, 0)")
        self.page.wait_for_timeout(150)
        write(name, self.page.screenshot(full_page=whole, animations="disabled"))


def write(name: str, png: bytes) -> None:
    """Keep a picture small: a palette is enough for ink on paper; refined, so that the little yellow in it stays yellow."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    for colours in (256, 128, 64):
        small = BytesIO()
        picture.quantize(colours, kmeans=1, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
        if small.tell() <= LARGEST:
            break
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{name}.png").write_bytes(small.getvalue())
    print(f"docs/pictures/{name}.png {small.tell() // 1000} kB")


@contextmanager
def demo() -> Iterator[str]:
    """A demo county of its own on a free port, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="kim-pictures-"))
    folder.chmod(0o755)  # as root the database runs as a user of its own
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {n: v for n, v in os.environ.items() if n not in ("KIM_DATABASE_URL", "KIM_OWNER_URL")}
    command = [sys.executable, "-m", "kim.cli", "run", "--demo", "--port", str(port)]
    run = subprocess.Popen(command, cwd=ROOT, env={**environment, "KIM_STATE": str(folder / "state")})
    try:
        yield _when_ready(port, run)
    finally:
        run.send_signal(signal.SIGINT)
        run.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def _when_ready(port: int, run: "subprocess.Popen[bytes]") -> str:
    for _ in range(600):
        if run.poll() is not None:
            sys.exit("The demo did not start.")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return f"http://127.0.0.1:{port}"
        time.sleep(0.2)
    sys.exit("The demo did not start within two minutes.")


def walk(address: str, *, keep: bool, rooms: bool = False) -> None:
    """The whole story in one browser, or the rooms beside casework alone."""
    if rooms:
        from story_rooms import tell
    else:
        from story import tell

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu", "--lang=de-DE"]
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="de-DE", color_scheme="light")
        page.set_default_timeout(10_000)
        tell(Walk(page, address, keep=keep))
        browser.close()


def main(arguments: list[str]) -> int:
    keep, rooms = "--only-walk" not in arguments, "--rooms" in arguments
    addresses = [argument for argument in arguments if argument.startswith("http")]
    if addresses:
        walk(addresses[0], keep=keep, rooms=rooms)
    else:
        with demo() as address:
            walk(address, keep=keep, rooms=rooms)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
