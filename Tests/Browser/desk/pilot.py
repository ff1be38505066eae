"""A pilot in a real browser, and a questionnaire's way to another form tool and back."""

from __future__ import annotations

import csv


def try_out(run, lead, custodian) -> None:
    """Planned, opened for five, looked at as they see it, ended."""
    page = lead.page
    page.goto(run.at("/desk/studies/frontline"))
    page.fill("#wave", "try-out")
    page.check("#pilot")
    lead.send(heading="try-out")
    assert "This is a pilot" in page.inner_text("main"), page.inner_text("main")
    run.look(lead, "pilot-1-planned")
    page.goto(run.at("/desk/waves/try-out/promises"))
    run.look(lead, "pilot-2-help")
    page.fill("#support", "Staff line, 01632 960 001")
    lead.send(heading="try-out")
    rows = "".join(f"Person {n},person{n}@example.org,North\n" for n in range(5))
    custodian.page.goto(run.at("/desk/waves/try-out/roster"))
    custodian.page.set_input_files(
        "#file", {"name": "roster.csv", "mimeType": "text/csv", "buffer": ("name,contact,unit\n" + rows).encode()}
    )
    custodian.send()
    page.goto(run.at("/desk/waves/try-out"))
    assert "5 people can be asked" in page.inner_text("main"), page.inner_text("main")
    lead.send()
    assert "nobody ever opens them" in page.inner_text("main"), page.inner_text("main")
    run.look(lead, "pilot-3-open")

    letters = run.installation.folder / "pilot.csv"
    run.installation.hearth("wave", "letters", "try-out", "--everybody", "--out", str(letters))
    with letters.open(newline="") as file:
        links = [row["link"] for row in csv.DictReader(file)]
    assert len(links) == 5, links
    someone = run.worker()
    someone.page.goto(links[0])
    assert "Your answers will be deleted" in someone.page.inner_text("main"), someone.page.inner_text("main")
    run.look(someone, "pilot-4-participant")

    page.check("#sure")
    with page.expect_navigation():
        page.click("main form:has(#sure) button")
    assert "try-out" not in page.inner_text("main"), page.inner_text("main")
    someone.page.goto(links[1].split("#")[0])
    assert "Your answers will be deleted" not in someone.page.inner_text("main")
    someone.noise.clear()
    someone.close()


def to_another_tool(run, lead) -> None:
    """The questionnaire as an XLSForm, taken away and taken in again."""
    page = lead.page
    page.goto(run.at("/desk/studies/frontline/xlsform"))
    run.look(lead, "xlsform-1")
    with page.expect_download() as download:
        page.click("main a:has-text('Take this questionnaire')")
    form = download.value.path()
    page.set_input_files("#file", {"name": "form.xlsx", "mimeType": "application/octet-stream", "buffer": form.read_bytes()})
    lead.send(heading="The form as a questionnaire")
    assert "Everything in the form was taken over" in page.inner_text("main"), page.inner_text("main")
    run.look(lead, "xlsform-2-shown")
    lead.send(heading="How work is going")
    page.goto(run.at("/desk/studies/frontline/xlsform"))
    page.set_input_files("#file", {"name": "form.xlsx", "mimeType": "application/octet-stream", "buffer": b"no form"})
    lead.send(heading="XLSForm")
    run.look(lead, "xlsform-3-problem")
