"""Answers to a wave by its open link, over HTTP as a browser without scripts sends them, and what is shown of them at the desk afterwards."""

from __future__ import annotations

import json
import random
import urllib.parse
import urllib.request
from html.parser import HTMLParser

PEOPLE = 26


class Form(HTMLParser):
    """The form of a page that leads on: its address, its fields, and its button."""

    def __init__(self, page: str):
        super().__init__()
        self.action = ""
        self.fixed: list[tuple[str, str]] = []
        self.choices: dict[str, list[str]] = {}
        self.boxes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        kind, name, value = given.get("type", ""), given.get("name", ""), given.get("value", "")
        if tag == "form":
            self.action = given.get("action", "")
        elif tag == "textarea" or (tag == "input" and kind == "text"):
            self.texts.append(name)
        elif tag == "input" and kind == "hidden" or kind == "submit" and "main" in given.get("class", "").split():
            self.fixed.append((name, value))
        elif tag == "input" and kind == "radio":
            self.choices.setdefault(name, []).append(value)
        elif tag == "input" and kind == "checkbox":
            self.boxes.append((name, value))

    def filled(self, dice: random.Random, number: int) -> bytes:
        fields = self.fixed + [(name, dice.choice(values)) for name, values in self.choices.items()]
        # What is agreed to is ticked; of what may be ticked, some.
        fields += [box for box in self.boxes if box[0].startswith("agree") or dice.random() < 0.5]
        fields += [(name, f"A quieter room, number {number}") for name in self.texts]
        return urllib.parse.urlencode(fields).encode()


def answer(address: str, wave: str, number: int) -> None:
    """One response from the information to the receipt."""
    dice = random.Random(number)
    place = f"{address}/answer/{wave}/open"
    page = urllib.request.urlopen(place).read().decode()
    for _ in range(20):
        if 'class="receipt"' in page:
            return
        form = Form(page)
        assert form.fixed, page
        target = urllib.parse.urljoin(place, form.action) if form.action else place
        page = urllib.request.urlopen(target, form.filled(dice, number)).read().decode()
    raise AssertionError("the form does not come to its end: " + page)


def after(run, lead, analyst) -> None:
    """The wave is answered, closed, and every page of its results looked at."""
    for number in range(PEOPLE):
        answer(run.installation.address, "summer", number)
    lead.page.goto(run.at("/desk/waves/summer/recruitment"))
    lead.page.check("#route-3")
    lead.page.fill("#eligible", "41")
    lead.send()
    lead.page.goto(run.at("/desk/waves/summer"))
    lead.page.check("#sure")
    lead.send("main form:has(#sure) button", heading="summer")
    page = analyst.page
    page.goto(run.at("/desk/waves/summer/open-answers"))
    run.look(analyst, "results-1-open-answers")
    page.check("#decision-0-2")
    page.fill("#printed-0", "A quieter room […]")
    analyst.send()
    page.goto(run.at("/desk/waves/summer"))
    analyst.send("form[action$='report/full/make'] button", heading="summer")
    take_away(page)
    run.look(analyst, "results-2-closed")
    page.goto(run.at("/desk/waves/summer/report/full"))
    assert "responses" in page.inner_text("body"), page.inner_text("body")[:3000]
    asked = page.inner_text("section:has(h2:text-is('Who was asked'))")
    assert "41" in asked and "Expected to use the open link" in asked, asked
    run.look(analyst, "results-3-report")
    page.goto(run.at("/desk/waves/summer/dashboard/full"))
    run.look(analyst, "results-4-dashboard")
    page.goto(run.at("/desk/waves/summer/looks"))
    run.look(analyst, "results-5-looks")
    page.select_option("#split", index=1)
    page.check("#sure")
    analyst.send()
    run.look(analyst, "results-6-look")
    rows(run, lead, analyst)
    page.goto(run.at("/desk/waves/summer/open-answers/1"))
    run.look(analyst, "results-7-decisions")
    page.goto(run.at("/desk/studies/frontline/reading"))
    assert page.inner_text("h1") == "What people are told and asked" and page.locator("main textarea").count() == 0
    run.look(analyst, "results-8-reading")
    page.click("text=Go through the questionnaire")
    run.look(analyst, "results-9-preview")


def rows(run, lead, analyst) -> None:
    """Rows are asked for by one, confirmed by another, and taken."""
    place = run.at("/desk/waves/summer/rows")
    analyst.page.goto(place)
    run.look(analyst, "results-8-rows")
    analyst.page.fill("#reason", "A thesis on workload.")
    analyst.send()
    lead.page.goto(place)
    run.look(lead, "results-9-rows-asked")
    lead.page.check("form[action$=decide] input[type=radio] >> nth=0")
    lead.send("form[action$=decide] button.main")
    analyst.page.goto(place)
    run.look(analyst, "results-10-rows-confirmed")
    with analyst.page.expect_download() as download:
        analyst.page.click("form[action$=csv] button")
    with open(download.value.path(), "rb") as file:
        assert file.read().count(b"\n") == PEOPLE + 1


def take_away(page) -> None:
    """Every file that the page leads to comes as a file, under a name that is its own and with the size that is said."""
    page.click("summary:has-text('Take it away as files')")
    links = page.locator("details[open] li a")
    names = set()
    for number in range(links.count()):
        words = page.locator("details[open] li").nth(number).inner_text()
        with page.expect_download(timeout=60_000) as download:
            links.nth(number).click()
        name = download.value.suggested_filename
        names.add(name)
        with open(download.value.path(), "rb") as file:
            content = file.read()
        if name.endswith(".json"):
            assert json.loads(content)["turnout"]["expected"], content[:500]
        if len(content) < 1000:
            assert f"{len(content)} bytes" in words or "made when you ask" in words, words
    assert len(names) == links.count() and {"summer-full-report.html", "summer-full-results.json"} <= names, names
    assert "summer-full-report.pdf" in names, names
