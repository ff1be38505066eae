"""Answers an invented questionnaire without scripts: with a slip and by an open link, in Chromium with JavaScript off, and looks at it in a text browser.

    python3 Tests/Browser/answering/plain.py --hearth PROGRAM [--screenshots DIR] [--only CHECK]

Exit code 1 when anything is wrong. Needs what run.py needs, pdftotext (poppler-utils), zbarimg (zbar-tools), pdftoppm and w3m.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from checks import Checks, hold, in_browser, same
from installation import WAVE, Installation
from participant import Participant
from playwright.sync_api import Browser

OPEN_WAVE = "open-2026"
WIDE_WAVE = "wide-2026"
HERE = Path(__file__).resolve().parent
check = Checks()


class Run:
    def __init__(self, browser: Browser, installation: Installation, screenshots: Path | None):
        self.browser = browser
        self.installation = installation
        self.screenshots = screenshots
        self.links = installation.open_wave()
        self.pdf = installation.folder / "slips.pdf"
        self.words, self.codes = self.slips(WAVE, 8, self.pdf)
        installation.open_wave(WIDE_WAVE, HERE / "wide.yaml")
        _, self.wide_codes = self.slips(WIDE_WAVE, 1, installation.folder / "wide.pdf")
        units = installation.folder / "units.csv"
        units.write_text("unit,people\nNorth,25\nSouth,20\n")
        installation.hearth(
            "wave", "open", OPEN_WAVE, "--questionnaire", installation.questionnaire, "--open-link", "--units", units,
            "--public-url", installation.address,
        )  # fmt: skip
        self.slip = f"{installation.address}/answer/{WAVE}/slip"
        self.wide = f"{installation.address}/answer/{WIDE_WAVE}/slip"
        self.open = f"{installation.address}/answer/{OPEN_WAVE}/open"
        self.sent = 0

    def slips(self, wave: str, each: int, pdf: Path) -> tuple[str, list[str]]:
        """What stands on the paper, and the codes there."""
        address = self.installation.address
        self.installation.hearth("wave", "slips", wave, "--each", str(each), "--out", pdf, "--public-url", address)
        words = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
        return words, re.findall(r"\b(?:[0-9A-Z]{4}-){3}[0-9A-Z]\b", words)

    def reader(self, width: int = 390, scheme: str = "light") -> Participant:
        """Somebody whose browser runs no scripts."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 844}, color_scheme=scheme, java_script_enabled=False
        )
        return Participant(self.browser, browser_context=context)

    def looker(self, width: int, scheme: str) -> Participant:
        """The same pages where a script of the test may look at them: the pages themselves have none."""
        return Participant(self.browser, width=width, scheme=scheme)


def heading(someone: Participant, words: str) -> None:
    same(someone.page.inner_text("h1"), words)


def enter(someone: Participant) -> None:
    with someone.page.expect_navigation():
        someone.page.keyboard.press("Enter")


def go_on(someone: Participant, words: str = "Continue") -> None:
    someone.page.locator(f"input[type=submit][value='{words}']").focus()
    enter(someone)


def agree(someone: Participant) -> None:
    heading(someone, "Do you agree to take part?")
    for number in range(1, 4):
        someone.page.focus(f"#agree-{number}")
        someone.page.keyboard.press("Space")
    go_on(someone, "I agree")


def answer(someone: Participant, words: str, look=lambda name: None) -> None:
    heading(someone, "About you")
    look("4-page-1")
    go_on(someone)
    hold("Problem" in someone.page.title(), "a needed question may be left out")
    look("4-problem")
    someone.page.focus("#q-role-1")
    someone.page.keyboard.press("Space")
    someone.page.keyboard.press("ArrowDown")
    someone.page.focus("#q-years")
    someone.page.keyboard.type("7")
    # What a hand does at the end of a line.
    enter(someone)
    heading(someone, "Your work in the last month")
    someone.page.focus("#q-tide_1-1")
    someone.page.keyboard.press("Space")
    look("5-page-2")
    go_on(someone)
    heading(someone, "In your own words")
    someone.page.focus("#q-change")
    someone.page.keyboard.type(words)
    go_on(someone)
    heading(someone, "Check your answers")


@check
def on_paper(run: Run) -> None:
    """The paper holds a code and the address for everybody, and the picture on it leads there."""
    same(len(run.codes), 16)
    same(len(set(run.codes)), 16)
    hold("North" in run.words and "South" in run.words and "Staff support line" in run.words, run.words[:600])
    picture = run.installation.folder / "slips"
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-f", "1", "-l", "1", run.pdf, picture], check=True)
    page = next(run.installation.folder.glob("slips-*.png"))
    seen = subprocess.run(["zbarimg", "--quiet", "--raw", page], capture_output=True, text=True, check=True).stdout
    same(set(seen.split()), {run.slip})
    left = [path.name for path in run.installation.folder.iterdir() if path.name.startswith(".hearth")]
    same(left, [])


@check
def by_slip(run: Run) -> None:
    """Without a script and without a mouse, from the code to the receipt and the answers taken back; nothing is kept in the browser."""
    someone = run.reader()
    someone.page.goto(run.links[0])
    hold("Answer with your slip, in any browser" in someone.page.inner_text("noscript"), "the way by slip is not named")
    someone.page.locator("noscript a").focus()
    enter(someone)
    same(someone.page.url, run.slip)
    code = run.codes.pop()
    someone.page.focus("#code")
    someone.page.keyboard.type(code.lower().replace("-", " "))
    enter(someone)
    heading(someone, "Before you start")
    hold("keep somebody safe" in someone.page.inner_text("main"), "where confidentiality ends is not said")
    go_on(someone, "A copy to keep")
    words = someone.page.inner_text("main")
    hold("keep somebody safe" in words and "Not ticked yet" in words, f"the copy is not whole:\n{words}")
    go_on(someone, "Back")
    go_on(someone)
    agree(someone)
    answer(someone, "<b>More</b> time & “quiet” ☕")
    given = someone.page.inner_text("main")
    for words in ["Leading a team", "7", "Never", "<b>More</b> time & “quiet” ☕", "left out"]:
        hold(words in given, f"{words} is missing from what is about to be sent:\n{given}")
    go_on(someone, "Change: In your own words")
    same(someone.page.input_value("#q-change"), "<b>More</b> time & “quiet” ☕")
    go_on(someone)
    go_on(someone, "Send my answers")
    receipt = someone.page.inner_text("#receipt")
    someone.page.reload()
    same(someone.page.inner_text("#receipt"), receipt)
    same(someone.context.cookies(), [])
    for request in someone.requests:
        headers = request.all_headers()
        hold("cookie" not in headers and "referer" not in headers, f"{request.url} carries more than it must")
        hold(code[:4] not in request.url, f"the code is in {request.url}")
    again = run.reader()
    again.page.goto(run.slip)
    again.page.fill("#code", code)
    go_on(again)
    go_on(again)
    agree(again)
    answer(again, "Other answers")
    go_on(again, "Send my answers")
    hold("Other answers have been sent" in again.page.inner_text("#problem"), "a slip answers twice")
    again.close()
    someone.page.locator("main a").focus()
    enter(someone)
    someone.page.fill("#code", receipt)
    enter(someone)
    heading(someone, "Your answers have been deleted")
    same(someone.noise, [])
    someone.close()


@check
def no_mail(run: Run) -> None:
    """Without a script the link from a message, copied into the page, stops the mail."""
    someone = run.reader()
    link = run.links[1].replace("#i=", "/no-mail#i=").split("&")[0]
    someone.page.goto(link)
    go_to = someone.page.locator("#no-mail button[type=submit]")
    go_to.click()
    hold("does not know your invitation" in someone.page.inner_text("[role=alert]"), "an empty box is taken")
    someone.page.fill("#link", link)
    someone.page.focus("#link")
    enter(someone)
    heading(someone, "You will get no more messages about this questionnaire")
    same(someone.noise, [])
    someone.close()


@check
def by_open_link(run: Run) -> None:
    """By the open link everybody may answer, says which team they are of, and is told that this is weaker."""
    someone = run.reader()
    someone.page.goto(run.open)
    hold("nobody can tell whether somebody answers twice" in someone.page.inner_text("main"), "the weakness is not said")
    go_on(someone)
    agree(someone)
    heading(someone, "Your team")
    someone.page.check("#q-unit-2")
    go_on(someone)
    answer(someone, "Air")
    hold("South" in someone.page.inner_text("main"), "the team is missing")
    go_on(someone, "Send my answers")
    hold(len(someone.page.inner_text("#receipt").replace("-", "")) == 13, "there is no receipt")
    run.sent += 1
    someone.close()


@check
def in_welsh(run: Run) -> None:
    """In Welsh, with questions that follow answers, a month, an instrument and promises; what is not asked any more is not sent."""
    someone = run.looker(320, "light")
    wrong: list[str] = []

    def look(name: str) -> None:
        wrong.extend(f"{name}: {line}" for line in someone.axe())
        someone.picture(run.screenshots, f"plain-{name}")

    page = someone.page
    page.goto(run.wide)
    page.fill("#code", run.wide_codes.pop())
    go_on(someone, "Cymraeg")
    same(page.get_attribute("html", "lang"), "cy")
    heading(someone, "Ateb gyda slip")
    hold("Nid yw siaradwr Cymraeg wedi adolygu" in page.inner_text("body"), "it is not said that the Welsh is unread")
    look("a-welsh-code")
    go_on(someone, "Parhau")
    hold("Y cyngor dyfeisiedig" in page.inner_text("main"), "the promises are missing")
    look("b-welsh-information")
    go_on(someone, "Parhau")
    for number in range(1, 4):
        page.check(f"#agree-{number}")
    go_on(someone, "Rwy’n cytuno")
    heading(someone, "Amdanoch chi")
    hold("Tudalen 1 o 3" in page.inner_text("main"), "the pages are not counted")
    hold(not page.is_visible("#q-since-month"), "a question is asked before its condition holds")
    page.check("#q-role-2")
    go_on(someone, "Parhau")
    hold("mae mwy i’w ofyn" in page.inner_text("#problem"), "it is not said that there is more to ask")
    look("c-welsh-more")
    page.fill("#q-since-month", "13")
    page.fill("#q-since-year", "2020")
    page.check("#q-lamp-1")
    go_on(someone, "Parhau")
    hold("Ysgrifennwch fis a blwyddyn" in page.inner_text("#problem"), "a thirteenth month is taken")
    same((page.input_value("#q-since-month"), page.input_value("#q-since-year")), ("13", "2020"))
    look("d-welsh-problem")
    page.fill("#q-since-month", "3")
    go_on(someone, "Parhau")
    hold("Nid oes dim i'w ateb yma" in page.inner_text("main"), "the page of text is left out")
    go_on(someone, "Parhau")
    heading(someone, "Y lamp")
    page.fill("#q-nights", "12")
    go_on(someone, "Parhau")
    heading(someone, "Y llanw")
    hold("Dim ond yn Saesneg" in page.inner_text("main"), "the instrument's language is not said")
    page.check("#q-tide_1-2")
    page.check("#q-week_1-3")
    look("e-welsh-instrument")
    go_on(someone, "Parhau")
    go_on(someone, "Parhau")
    heading(someone, "Gwiriwch eich atebion")
    given = page.inner_text("main")
    for words in ["Ceidwad goleudy", "3, 2020", "Trimio'r lamp", "12", "Weithiau", "heb ei ateb"]:
        hold(words in given, f"{words} is missing from what is about to be sent:\n{given}")
    look("f-welsh-check")
    page.locator("input[type=submit][value*='Amdanoch chi']").click()
    go_on(someone, "English")
    page.check("#q-role-3")
    go_on(someone)
    heading(someone, "The tide")
    go_on(someone)
    go_on(someone)
    given = page.inner_text("main")
    hold("Office" in given and "2020" not in given and "nights" not in given, f"what is not asked any more is shown:\n{given}")
    go_on(someone, "Send my answers")
    hold(len(page.inner_text("#receipt").replace("-", "")) == 13, "there is no receipt")
    same(wrong, [])
    someone.close()


@check
def sight(run: Run) -> None:
    """No finding by axe on any page at any width, light or dark, and nothing scrolls sideways."""
    wrong: list[str] = []
    for width, scheme in [(320, "light"), (768, "dark"), (1280, "light")]:
        someone = run.looker(width, scheme)

        def look(name: str) -> None:
            wrong.extend(f"{name}, {width} px: {line}" for line in someone.axe())
            wide = someone.page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                wrong.append(f"{name}: {wide} px wide in a window of {width} px")
            small = someone.page.evaluate(
                "[...document.querySelectorAll('input[type=submit]')].filter(b => b.getBoundingClientRect().height < 24).length"
            )
            if small:
                wrong.append(f"{name}: {small} buttons are lower than 24 px")
            someone.picture(run.screenshots, f"plain-{name}-{width}-{scheme}")

        someone.page.goto(run.slip)
        look("1-code")
        someone.page.fill("#code", "ABCD")
        go_on(someone)
        someone.page.wait_for_function("document.activeElement.id === 'problem'", timeout=10_000)
        look("1-problem")
        someone.page.fill("#code", run.codes.pop())
        go_on(someone)
        look("2-information")
        go_on(someone)
        go_on(someone, "I agree")
        look("3-consent-problem")
        agree(someone)
        answer(someone, "Air", look)
        look("6-check")
        go_on(someone, "Send my answers")
        look("7-receipt")
        someone.page.goto(run.open)
        look("8-open-information")
        go_on(someone)
        agree(someone)
        look("9-team")
        someone.close()
    same(wrong, [])


@check
def on_a_terminal(run: Run) -> None:
    """A text browser shows the questions, fields to write in and buttons to press."""

    def shown(*request: str) -> str:
        command = ["w3m", "-dump", "-cols", "78", *request]
        return subprocess.run(command, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL).stdout

    page = shown(run.slip)
    hold("[Continue]" in page and "[          " in page, page)
    body = run.installation.folder / "body.txt"
    body.write_text(f"form-step=consent&form-code={run.codes[-1]}&agree-1=yes&agree-2=yes&agree-3=yes&form-next=x")
    page = shown("-post", str(body), run.slip)
    for words in ["What is most of your work?", "( )Leading a team", "[Continue]", "[Back]", "Staff support line"]:
        hold(words in page, f"{words} is missing:\n{page}")
    hold("Clear ]" not in page and "[Clear]" not in page, "a button is shown that needs a script")


@check
def an_end(run: Run) -> None:
    """Answers by slip are there at the close, and nobody is told whether somebody used theirs."""
    site = run.installation
    site.stop()
    same(site.wait(), (0, "", ""))
    site.hearth("wave", "slip-handed", WAVE, "--contact", "PERSON1@example.org")
    words = site.hearth("wave", "close", WAVE)
    hold("More slips were used than" in words, words)
    hold("with 1 responses" in site.hearth("wave", "close", WIDE_WAVE), "the answer in Welsh is missing")
    hold(f"with {run.sent} responses" in site.hearth("wave", "close", OPEN_WAVE), "an answer by the open link is missing")


if __name__ == "__main__":
    sys.exit(in_browser(check, Run, __doc__, HERE / "questionnaire.yaml"))
