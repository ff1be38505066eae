"""A study in a real browser, from its title to a closed wave: each page looked at, each part by somebody of its role."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

FORM = Path(__file__).resolve().parents[3] / "docs" / "example" / "form.yaml"
ROLES = ["study-lead", "custodian", "analyst"]
HEADINGS = [
    "purpose", "host", "whyMe", "whatHappens", "whoSees", "confidentiality", "voluntary", "benefits", "support", "data",
    "publication", "contacts",
]  # fmt: skip


def somebody(run, role: str, password: str):
    """Somebody with that role, signed in by the link that the command line prints."""
    made = run.installation.hearth(
        "user", "add", f"{role}@example.org", "--name", f"The {role}", "--role", role, "--public-url",
        run.installation.address, "--json",
    )  # fmt: skip
    worker = run.worker(width=1280)
    worker.page.goto(json.loads(made)["link"])
    worker.page.fill("#password", password)
    worker.send()
    return worker


def prepare(run, lead) -> None:
    """The lead's part up to the list of people, with what is missing said on the way."""
    page = lead.page
    page.goto(run.at("/desk/studies"))
    run.look(lead, "study-1-none")
    lead.send("main a.button", heading="New study")
    page.fill("#title", "How work is going")
    page.fill("#name", "Bad Name")
    lead.send()
    run.look(lead, "study-2-problem")
    page.fill("#name", "frontline")
    lead.send(heading="How work is going")
    page.goto(run.at("/desk/studies/frontline/information"))
    run.look(lead, "study-3-information")
    for heading in HEADINGS:
        if not page.input_value(f"#{heading}"):
            page.fill(f"#{heading}", f"What belongs under {heading}, in two sentences. This is the second.")
    lead.send(heading="How work is going")
    page.goto(run.at("/desk/studies/frontline/questionnaire"))
    page.set_input_files("#file", FORM)
    lead.send(heading="How work is going")
    page.goto(run.at("/desk/studies/frontline/questionnaire"))
    run.look(lead, "study-4-questionnaire")
    page.goto(run.at("/desk/studies/frontline/own-sheets"))
    page.check("#others-2")
    page.fill("#days", "0")
    lead.send()
    run.look(lead, "study-5-own-sheets")
    page.fill("#days", "30")
    lead.send(heading="How work is going")
    page.goto(run.at("/desk/studies/frontline"))
    page.fill("#wave", "spring")
    lead.send(heading="spring")
    run.look(lead, "study-6-missing")
    page.goto(run.at("/desk/waves/spring/promises"))
    today = datetime.date.today()
    for field, text in [
        ("owner", "The steering group"), ("act", "Two days a month"), ("support", "Staff line, 01632 960 001"),
        ("supportChecked", str(today)), ("staffHear", str(today + datetime.timedelta(30))),
        ("managersHear", str(today + datetime.timedelta(20))),
    ]:  # fmt: skip
        page.fill(f"#{field}", text)
    lead.send()
    run.look(lead, "study-7-promises")
    page.fill("#managersHear", str(today + datetime.timedelta(30)))
    lead.send(heading="spring")
    page.goto(run.at("/desk/waves/spring/recruitment"))
    page.check("#route")
    page.fill("#eligible", "24")
    lead.send()
    run.look(lead, "study-8-recruitment")


def whole(run, password: str) -> None:
    lead, custodian, analyst = (somebody(run, role, password) for role in ROLES)
    prepare(run, lead)
    rows = "".join(f"Person {n},person{n}@example.org,{'North' if n % 2 else 'South'}\n" for n in range(24))
    custodian.page.goto(run.at("/desk/waves/spring/roster"))
    custodian.page.set_input_files(
        "#file", {"name": "roster.csv", "mimeType": "text/csv", "buffer": ("name,contact,unit\n" + rows).encode()}
    )
    custodian.send()
    run.look(custodian, "study-9-roster")
    lead.page.goto(run.at("/desk/waves/spring"))
    assert "24 people can be asked" in lead.page.inner_text("main"), lead.page.inner_text("main")
    run.look(lead, "study-10-ready")
    lead.send()
    assert "people are answering" in lead.page.inner_text("main"), lead.page.inner_text("main")
    run.look(lead, "study-11-open")
    lead.page.check("#sure")
    lead.page.click("main form:has(#sure) button")
    lead.page.wait_for_selector("text=Every figure in a report")
    run.look(lead, "study-12-closed")
    analyst.page.goto(run.at("/desk/waves/spring"))
    analyst.page.click("main form button >> nth=0")
    analyst.page.wait_for_selector(".problem")
    run.look(analyst, "study-13-nobody")
    analyst.page.goto(run.at("/desk/waves/spring/looks"))
    run.look(analyst, "study-14-nothing-to-look-at")
    for worker in (lead, custodian, analyst):
        worker.close()
