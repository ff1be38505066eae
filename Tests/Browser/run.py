"""Opens report pages in a real browser and says what a reader with a small screen, a keyboard, a screen reader or a dark
desktop would meet.

    python3 Tests/Browser/run.py [PAGE...] [--hearth PROGRAM] [--screenshots DIR]

Without a page it opens the committed pages of the invented report; with a program it also makes the example study's report for every
audience and opens that. Exit code 1 when anything is wrong. Needs playwright and axe-playwright-python (`make bootstrap`) and Chromium (/usr/bin/chromium, or
the path in HEARTH_CHROMIUM).
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("HEARTH_CHROMIUM", "/usr/bin/chromium")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = [320, 375, 640, 768, 1024, 1280, 1400]

# Two texts of one drawing overlap when their boxes share more than a hair.
OVERLAPS = """() => {
  const found = [];
  for (const svg of document.querySelectorAll('svg.chart')) {
    if (!svg.checkVisibility()) continue;
    const frame = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
    for (const [words, box] of boxes)
      if (box.left < frame.left - 1 || box.right > frame.right + 1) found.push(`${words} leaves its drawing`);
    for (let i = 0; i < boxes.length; i++)
      for (let j = i + 1; j < boxes.length; j++) {
        const [a, b] = [boxes[i][1], boxes[j][1]];
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 1 && high > 3) found.push(`${boxes[i][0]} / ${boxes[j][0]}`);
      }
  }
  return found;
}"""

SMALLEST_TEXT = """() => Math.min(99, ...[...document.querySelectorAll('svg.chart text')].filter(t => t.checkVisibility())
  .map(t => parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a))"""


# A head of a column written one letter below the other.
STACKED = """() => [...document.querySelectorAll('thead th')].filter(th => {
  const range = document.createRange();
  range.selectNodeContents(th);
  const lines = th.textContent.trim().split(/[\\s–-]+/).length;
  return th.checkVisibility() && range.getBoundingClientRect().height > parseFloat(getComputedStyle(th).fontSize) * 1.4 * lines + 4;
}).map(th => th.textContent)"""


class Report:
    """One page and what was found wrong with it."""

    def __init__(self, path: Path, browser: Browser, screenshots: Path | None):
        self.path = path
        self.browser = browser
        self.screenshots = screenshots
        self.problems: list[str] = []

    def check(self) -> list[str]:
        for scheme in ["light", "dark"]:
            for width in [1280, 375]:
                self.look(width, scheme)
        self.fit()
        self.keyboard()
        self.print()
        return self.problems

    def open(self, width: int, scheme: str = "light") -> Page:
        page = self.browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.on("request", lambda request: self.request(request.url))
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.goto(self.path.resolve().as_uri())
        return page

    def request(self, url: str) -> None:
        if url != self.path.resolve().as_uri():
            self.problems.append(f"asks for {url}")

    def look(self, width: int, scheme: str) -> None:
        """No finding by axe, and a picture for the eye."""
        page = self.open(width, scheme)
        results = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}})
        for violation in results.response["violations"]:
            for node in violation["nodes"]:
                self.problems.append(
                    f"{width} px, {scheme}: {violation['id']}: {violation['help']}: {node['html'][:160]}"
                )
        if self.screenshots:
            self.screenshots.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=self.screenshots / f"{self.path.stem}-{width}-{scheme}.png", full_page=True)
        page.close()

    def fit(self) -> None:
        """Nothing scrolls sideways, no words overlap in a drawing, and its letters stay readable."""
        page = self.open(1280)
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                self.problems.append(f"{width} px: the page is {wide} px wide and scrolls sideways")
            for pair in page.evaluate(OVERLAPS):
                self.problems.append(f"{width} px: words overlap in a drawing: {pair}")
            for head in page.evaluate(STACKED):
                self.problems.append(f"{width} px: the head of a column is broken inside a word: {head}")
            smallest = page.evaluate(SMALLEST_TEXT)
            if smallest < 10:
                self.problems.append(f"{width} px: letters of {smallest:.1f} px in a drawing")
        page.close()

    def print(self) -> None:
        """On paper every table stands open, folded on the screen or not."""
        page = self.open(1280)
        page.emulate_media(media="print")
        folded = page.evaluate(
            "[...document.querySelectorAll('table')].filter(t => t.getBoundingClientRect().height < 10"
            " || !t.checkVisibility({contentVisibilityAuto: true})).map(t => t.caption.textContent)"
        )
        self.problems += [f"a table does not print: {caption}" for caption in folded]
        page.set_viewport_size({"width": 665, "height": 900})  # A4 between its margins
        for head in page.evaluate(STACKED):
            self.problems.append(f"on paper the head of a column is broken inside a word: {head}")
        if page.evaluate("document.documentElement.scrollWidth") > 665:
            self.problems.append("a table is wider than the paper")
        with tempfile.TemporaryDirectory() as folder:
            page.pdf(path=Path(folder) / "page.pdf")
            text = subprocess.run(
                ["pdftotext", "-layout", Path(folder) / "page.pdf", "-"], check=True, capture_output=True, text=True
            ).stdout
        words = " ".join(text.split())
        for first in page.evaluate(
            "[...document.querySelectorAll('details table')].map(t => t.rows[0].cells[0].textContent.trim())"
        ):
            if first not in words:
                self.problems.append(f"a folded table is not on paper: its first column is {first}")
        printed = page.evaluate("document.querySelectorAll('details table').length")
        heads = sum(1 for line in text.splitlines() if line.split()[:1] in (["Answer"], ["Question"], ["Scale"]))
        if heads < printed:
            self.problems.append(f"{printed} folded tables, {heads} table heads on paper")
        page.close()

    def keyboard(self) -> None:
        """The first stop is the skip link, which leads to the report; then every line of the contents."""
        page = self.open(1280)
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") != "#report":
            self.problems.append("the first stop of the keyboard is not the skip link")
        if page.evaluate("document.activeElement.getBoundingClientRect().top") < 0:
            self.problems.append("the skip link stays out of sight when it has the focus")
        stops = page.evaluate("document.querySelectorAll('nav.contents a').length")
        for index in range(stops):
            page.keyboard.press("Tab")
            if not page.evaluate("document.activeElement.matches('nav.contents a')"):
                self.problems.append(f"the keyboard does not reach line {index + 1} of the contents")
        page.close()
        page = self.open(1280)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        if page.evaluate("document.activeElement.id") != "report":
            self.problems.append("the skip link does not lead to the report")
        for target in page.evaluate("[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.hash.slice(1))"):
            if not page.evaluate("id => document.getElementById(id) !== null", target):
                self.problems.append(f"a link leads nowhere: #{target}")
        page.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", type=Path)
    parser.add_argument("--hearth", type=Path, help="the program; its example report is checked too")
    parser.add_argument("--screenshots", type=Path, help="a folder for pictures of every page, width and colour scheme")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pages = arguments.pages or sorted((Path(__file__).parent / "pages").glob("*.html"))
        if arguments.hearth:
            pages = pages + example(arguments.hearth, Path(folder))
        return check(pages, arguments.screenshots)


def example(program: Path, folder: Path) -> list[Path]:
    """The example study's report, one page an audience."""
    program = program.resolve()
    subprocess.run([program, "example", "--out", folder / "example"], check=True, stdout=subprocess.DEVNULL)
    pages = []
    for audience in ["full", "lead", "staff"]:
        out = folder / audience
        study = ["--study", folder / "example" / "study.yaml", "--audience", audience, "--out", out]
        subprocess.run(
            [program, "analyse", folder / "example" / "answers.csv", *study], check=True, stdout=subprocess.DEVNULL
        )
        pages.append((out / "report.html").rename(out / f"example-{audience}.html"))
    return pages


def check(pages: list[Path], screenshots: Path | None) -> int:
    wrong = False
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for path in pages:
            problems = Report(path, browser, screenshots).check()
            wrong = wrong or bool(problems)
            print(f"{path}: {'sound' if not problems else f'{len(problems)} problems'}")
            for problem in dict.fromkeys(problems):
                print(f"  {problem}")
        browser.close()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
