"""A questionnaire built from nothing by keyboard alone, looked at as people will meet it, and taken by a wave."""

from __future__ import annotations

import datetime

import study as study_pages

ITEMS = "\n".join(f"{n}. Invented statement number {n}." for n in range(1, 8))


def at(run, rest: str = "") -> str:
    return run.at("/desk/studies/built/builder" + rest)


def begin(run, lead) -> None:
    page = lead.page
    page.goto(run.at("/desk/studies/new"))
    lead.write("#title", "How work is going")
    lead.write("#name", "built")
    lead.send(heading="How work is going")
    lead.send("a[aria-label='Change: Questionnaire']", heading="Begin the questionnaire")
    run.look(lead, "builder-1-begin")
    lead.send()
    assert "nothing is chosen" in page.inner_text(".problem").lower(), page.inner_text(".problem")
    lead.press("#with", "Space")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    lead.send(heading="Questionnaire")
    run.look(lead, "builder-2-empty")


def pages(run, lead) -> None:
    for title in ("About you", "Your work"):
        lead.send("main a[href$='pages/new']", heading="New page")
        lead.write("#title", title)
        lead.send(heading="Questionnaire")


def add(run, lead, number: int, kind: str, fields: dict[str, str], ticks: tuple[str, ...] = ()) -> None:
    """Through the list of kinds, as somebody does who has only a keyboard."""
    lead.send(f"main a[href$='pages/{number}/add']", heading=f"Add a question to page {number}")
    lead.send(f"main a[href$='add/{kind}']")
    for field, text in fields.items():
        lead.tab_to(field)
        lead.page.keyboard.press("Control+A")
        for index, line in enumerate(text.split("\n")):
            if index:
                lead.page.keyboard.press("Enter")
            lead.page.keyboard.insert_text(line)
    for tick in ticks:
        lead.press(tick, "Space")
    lead.send()


def questions(run, lead) -> None:
    page = lead.page
    lead.send("main a[href$='pages/1/add']")
    run.look(lead, "builder-3-kinds")
    lead.send("main a[href$='add/choice']")
    lead.write("#ask", "What do you do?")
    lead.send()
    assert "fewer than two answers" in page.inner_text(".problem"), page.inner_text(".problem")
    run.look(lead, "builder-4-problem")
    lead.press(".problem a")
    page.wait_for_selector("#options:focus", timeout=5_000)
    page.keyboard.type("Practitioner\nManager\nDeputy")
    lead.write("#id", "role")
    lead.press("#about-2", "Space")
    lead.send(heading="Questionnaire")
    add(run, lead, 2, "several", {"#ask": "What fills your days?", "#options": "Calls\nVisits\nPaperwork"})
    add(
        run, lead, 2, "rate",
        {"#ask": "How often?", "#statements": "My days are too short.\nI leave on time.", "#steps": "0 = never\n1 = rarely\n2 = often",
         "#scale": "Strain", "#reversed": "2"},
    )  # fmt: skip
    lead.send("main a[href$='pages/2/add']")
    lead.send("main a[href$='add/instrument']", heading="A validated instrument")
    run.look(lead, "builder-5-instruments")
    lead.write("#ask", "The last two weeks")
    lead.press("input[name=instrument]", "Space")
    for _ in range(60):
        if page.is_checked("input[value=swemwbs]"):
            break
        page.keyboard.press("ArrowDown")
    lead.send(heading="Questionnaire")
    add(run, lead, 2, "number", {"#ask": "How many nights?", "#id": "nights", "#lowest": "0", "#highest": "31"})
    add(run, lead, 2, "text", {"#ask": "What would help?", "#limit": "500"})
    lead.send("a[aria-label='When: “How many nights?”']")
    run.look(lead, "builder-6-when")
    lead.press("#when-role", "Space")
    lead.send(heading="Questionnaire")
    assert "only after “Practitioner”" in page.inner_text("main")
    lead.send("button[aria-label='Up: “What would help?”']", heading="Questionnaire")
    lead.send("a[aria-label='Change: “What do you do?”']", heading="One answer of several")
    run.look(lead, "builder-7-question")
    page.goto(at(run))
    run.look(lead, "builder-8-list")
    lead.send("a[aria-label='Remove: “What fills your days?”']", heading="Remove a question?")
    run.look(lead, "builder-9-remove")
    lead.send("button.grave", heading="Questionnaire")
    assert "What fills your days?" not in page.inner_text("main")


def wordings(run, lead) -> None:
    page = lead.page
    lead.send("main a[href$=wordings]", heading="Wordings")
    lead.send("main a[href$='swemwbs/en']")
    lead.write("#text", "1. One item only.")
    lead.send()
    run.look(lead, "builder-10-wording-problem")
    lead.tab_to("#text")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(ITEMS)
    lead.send(heading="Wordings")
    assert "given by" in page.inner_text("main")
    run.look(lead, "builder-11-wordings")
    page.goto(at(run))
    assert "Before a wave can open" not in page.inner_text("main"), page.inner_text("main")


def preview(run, lead) -> None:
    """From the information to the receipt; nothing is said to a participant's address."""
    page = lead.page
    before = len(lead.requests)
    lead.send("main a[href$=preview]", heading="Before you start")
    run.look(lead, "builder-12-preview")
    lead.send("form input.main", heading="Do you agree to take part?")
    for number in range(1, 4):
        lead.press(f"#agree-{number}", "Space")
    lead.send("form input.main", heading="About you")
    lead.press("#q-role-1", "Space")
    lead.send("form input.main", heading="Your work")
    assert page.is_visible("#q-nights"), "what follows from an answer is not asked"
    run.look(lead, "builder-13-preview-questions")
    lead.send("form input.main", heading="Check your answers")
    lead.send("form input.main")
    assert page.is_visible("#receipt")
    sent = [request.url for request in lead.requests[before:]]
    assert not [url for url in sent if "/answer" in url], sent
    lead.send("main .notice a, .notice a", heading="Questionnaire")


def wave(run, lead) -> None:
    """What is missing before the wave opens does not name the questionnaire."""
    page = lead.page
    page.goto(run.at("/desk/studies/built/information"))
    for heading in study_pages.HEADINGS:
        if not page.input_value(f"#{heading}"):
            page.fill(f"#{heading}", f"What belongs under {heading}, in two sentences. This is the second.")
    lead.send(heading="How work is going")
    page.fill("#wave", "built-spring")
    lead.send(heading="built-spring")
    page.goto(run.at("/desk/waves/built-spring/promises"))
    today = datetime.date.today()
    for field, text in [
        ("owner", "The steering group"), ("act", "Two days a month"), ("support", "Staff line, 01632 960 001"),
        ("supportChecked", str(today)), ("staffHear", str(today + datetime.timedelta(30))),
        ("managersHear", str(today + datetime.timedelta(30))),
    ]:  # fmt: skip
        page.fill(f"#{field}", text)
    lead.send(heading="built-spring")
    missing = page.inner_text("main")
    assert "on the list" in missing and "uestionnaire, version" not in missing, missing
    assert "no questionnaire" not in missing and "item texts" not in missing, missing


def languages(run, lead) -> None:
    page = lead.page
    page.goto(at(run, "/settings"))
    lead.press("#languages-2", "Space")
    lead.send(heading="Questionnaire")
    assert "not in Cymraeg" in page.inner_text("main")
    page.goto(at(run, "/questions/role"))
    page.fill("#ask-cy", "Beth yw eich gwaith?")
    page.fill("#options-cy", "Ymarferydd\nRheolwr\nDirprwy")
    run.look(lead, "builder-14-languages")
    lead.send(heading="Questionnaire")
    page.goto(at(run, "/settings"))
    run.look(lead, "builder-15-settings")


def whole(run, password: str) -> None:
    lead = study_pages.somebody(run, "study-lead", password, "builder@example.org")
    begin(run, lead)
    pages(run, lead)
    questions(run, lead)
    wordings(run, lead)
    preview(run, lead)
    wave(run, lead)
    languages(run, lead)
    lead.close()
