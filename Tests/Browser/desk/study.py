"""A study in a real browser, from its title to a closed wave: each page looked at, each part by somebody of its role."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pilot
import results

FORM = Path(__file__).resolve().parents[3] / "docs" / "example" / "form.yaml"
ROLES = ["study-lead", "custodian", "analyst"]
HEADINGS = [
    "purpose", "host", "whyMe", "whatHappens", "whoSees", "confidentiality", "voluntary", "benefits", "support", "data",
    "publication", "contacts",
]  # fmt: skip


def somebody(run, role: str, password: str, email: str | None = None):
    """Somebody with that role, signed in by the link that the command line prints."""
    made = run.installation.hearth(
        "user", "add", email or f"{role}@example.org", "--name", f"The {role}", "--role", role, "--public-url",
        run.installation.address, "--json",
    )  # fmt: skip
    worker = run.worker(width=1280)
    worker.page.goto(json.loads(made)["link"])
    worker.page.fill("#password", password)
    worker.send()
    return worker


def promise(run, lead, wave: str, managers: int) -> None:
    page = lead.page
    page.goto(run.at(f"/desk/waves/{wave}/promises"))
    today = datetime.date.today()
    for field, text in [
        ("owner", "The steering group"), ("act", "Two days a month"), ("support", "Staff line, 01632 960 001"),
        ("supportChecked", str(today)), ("staffHear", str(today + datetime.timedelta(30))),
        ("managersHear", str(today + datetime.timedelta(managers))),
    ]:  # fmt: skip
        page.fill(f"#{field}", text)
    lead.send()


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
    lead.send(heading="Questionnaire")
    page.goto(run.at("/desk/studies/frontline/questionnaire"))
    run.look(lead, "study-4-questionnaire")
    page.goto(run.at("/desk/studies/frontline/builder/rows"))
    page.check("#handed")
    lead.send()
    run.look(lead, "study-4-rows")
    for field, text in [("to", "A university"), ("purpose", "A thesis on workload."), ("until", "2099-12-31")]:
        page.fill(f"#{field}", text)
    lead.send(heading="Questionnaire")
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
    promise(run, lead, "spring", managers=20)
    run.look(lead, "study-7-promises")
    promise(run, lead, "spring", managers=30)
    page.goto(run.at("/desk/waves/spring/recruitment"))
    page.check("#route")
    page.fill("#eligible", "24")
    lead.send()
    run.look(lead, "study-8-recruitment")


def rights(run, lead, custodian) -> None:
    """Slips, letters and the list while the wave is open; another wave by one link for everybody."""
    page = lead.page
    page.goto(run.at("/desk/waves/spring/slips"))
    run.look(lead, "rights-1-slips")
    page.fill("#each", "2")
    with page.expect_download() as download:
        page.click("form:has(#each) button.main")
    with open(download.value.path(), "rb") as file:
        assert file.read(5) == b"%PDF-"
    page.fill("#each", "2")
    page.check("#format-2")
    lead.send("form:has(#each) button.main")
    assert page.locator("p.code").count() == 4, page.inner_text("body")
    assert page.locator("section .qr").first.bounding_box()["width"] > 60
    run.look(lead, "rights-2-sheet")

    page = custodian.page
    page.goto(run.at("/desk/waves/spring/slips"))
    page.fill("#contact", "seventh@example.org")
    custodian.send("form:has(#contact) button.main")
    assert "drew a slip of" in page.inner_text("[role=status]")
    run.look(custodian, "rights-3-handed")
    page.goto(run.at("/desk/waves/spring/messages"))
    run.look(custodian, "rights-4-messages")
    page.fill("#sender", "Coastal Partnership")
    page.fill("#contact", "help@example.org")
    custodian.send("form:has(#sender) button.main")
    assert page.locator("section svg").count() == 24
    run.look(custodian, "rights-4-letters")
    page.goto(run.at("/desk/waves/spring/roster"))
    run.look(custodian, "rights-5-list")
    page.click("text=Person 9")
    run.look(custodian, "rights-6-person")
    custodian.send("form[action$=remove] button")
    assert "cannot be put back" in page.inner_text(".problem"), page.inner_text("main")
    page.check("#sure")
    custodian.send("form[action$=remove] button")
    assert "person9@" not in page.inner_text("main")
    page.fill("#name", "New Person")
    page.fill("#contact", "new@example.org")
    custodian.send("form:has(#name) button.main", heading="They can answer now")
    run.look(custodian, "rights-7-joined")
    open_link(run, lead)


def open_link(run, lead) -> None:
    page = lead.page
    page.goto(run.at("/desk/studies/frontline"))
    page.fill("#wave", "summer")
    lead.send(heading="summer")
    page.goto(run.at("/desk/waves/summer/open-link"))
    page.fill("#units", "North, 14\nSouth, 12")
    lead.send()
    run.look(lead, "rights-8-open-link-problem")
    # Nothing was promised for this wave: that is said, and nothing opens.
    page.check("#weaker")
    lead.send()
    assert "nobody has said" in page.inner_text(".problem").lower(), page.inner_text("main")
    promise(run, lead, "summer", managers=30)
    page.goto(run.at("/desk/waves/summer/open-link"))
    page.fill("#units", "North, 14\nSouth, 12")
    page.check("#weaker")
    lead.send(heading="summer")
    run.look(lead, "rights-9-open-link")
    page.click("text=Poster with the link")
    run.look(lead, "rights-10-poster")


def whole(run, password: str) -> None:
    lead, custodian, analyst = (somebody(run, role, password) for role in ROLES)
    prepare(run, lead)
    rows = "".join(f"Person {n},person{n}@example.org,{'North' if n % 2 else 'South'}\n" for n in range(24))
    custodian.page.goto(run.at("/desk/waves/spring/roster"))
    custodian.page.set_input_files(
        "#file", {"name": "roster.csv", "mimeType": "text/csv", "buffer": ("name,contact,unit\n" + rows).encode()}
    )
    custodian.send("form:has(#file) button.main")
    run.look(custodian, "study-9-roster")
    custodian.page.click("text=Person 7")
    run.look(custodian, "study-9-person")
    custodian.page.fill("#contact", "seventh@example.org")
    custodian.send()
    lead.page.goto(run.at("/desk/waves/spring"))
    assert "24 people can be asked" in lead.page.inner_text("main"), lead.page.inner_text("main")
    run.look(lead, "study-10-ready")
    lead.send()
    assert "people are answering" in lead.page.inner_text("main"), lead.page.inner_text("main")
    run.look(lead, "study-11-open")
    rights(run, lead, custodian)
    lead.page.goto(run.at("/desk/waves/spring"))
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
    results.after(run, lead, analyst)
    pilot.try_out(run, lead, custodian)
    pilot.to_another_tool(run, lead)
    for worker in (lead, custodian, analyst):
        worker.close()
