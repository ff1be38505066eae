"""Opens a wave of an invented questionnaire, answers it in a real browser, closes it, and says what goes wrong.

    python3 Tests/Browser/answering/run.py --hearth PROGRAM [--screenshots DIR] [--only CHECK]

Exit code 1 when anything is wrong. Needs playwright and axe-playwright-python (`make browser-tools`) and Chromium (/usr/bin/chromium, or the path in HEARTH_CHROMIUM).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from checks import Checks, hold, in_browser, same
from installation import WAVE, Installation
from participant import Participant
from playwright.sync_api import Browser

HERE = Path(__file__).resolve().parent
check = Checks()


class Run:
    def __init__(self, browser: Browser, installation: Installation, screenshots: Path | None):
        self.browser = browser
        self.installation = installation
        self.links = installation.open_wave()
        self.wide_links = installation.open_wave("wide", HERE / "wide.yaml")
        self.screenshots = screenshots
        self.receipts: set[str] = set()
        self.withdrawn = 0

    def link(self) -> str:
        return self.links.pop()

    def wide(self) -> str:
        """An invitation to the questionnaire with everything in it."""
        return self.wide_links.pop()

    def participant(self, **options) -> Participant:
        someone = Participant(self.browser, **options)
        someone.page.on("response", self.count)
        return someone

    def count(self, response) -> None:
        """Keeps the receipts of what was sent and not taken back."""
        if response.request.method != "POST" or not response.ok or WAVE not in response.url:
            return
        if response.url.endswith("/response"):
            self.receipts.add(response.json()["receipt"])
        if response.url.endswith("/withdrawal"):
            self.withdrawn += 1

    def kept(self) -> int:
        return len(self.receipts) - self.withdrawn


@check
def by_keyboard_alone(run: Run) -> None:
    """The whole form can be filled in by keyboard alone, and nothing that is sent connects the two requests."""
    someone = run.participant()
    link = run.link()
    someone.begin(link)
    hold("#" not in someone.page.url, "the invitation stays in the address")
    someone.answer("<b>More</b> time & “quiet” ☕")
    given = someone.page.inner_text("#summary")
    for words in ["Leading a team", "7", "Always", "Supervision, Something else", "<b>More</b> time & “quiet” ☕"]:
        hold(words in given, f"{words} is missing from what is about to be sent:\n{given}")
    receipt = someone.send()
    hold(len(receipt.replace("-", "")) == 13, f"the receipt is {receipt}")
    secret = link.split("#i=")[1].split("&")[0]
    right, response = someone.bodies()
    same([right[0], response[0]], ["right", "response"])
    same(sorted(right[1]), ["blinded", "consent", "invitation"])
    same(sorted(response[1]), ["answers", "key", "salt", "signature", "token"])
    same(right[1]["invitation"], secret)
    shared = set(map(str, right[1].values())) & set(map(str, response[1].values()))
    hold(not shared, f"both requests hold {shared}")
    same(response[1]["answers"]["tide_5"], "4")
    same(response[1]["answers"]["helps"], ["Supervision", "Something else"])
    for request in someone.requests:
        headers = request.all_headers()
        hold("cookie" not in headers, f"{request.url} carries a cookie")
        hold("referer" not in headers, f"{request.url} says where it comes from")
        hold(secret not in request.url, f"the invitation is in {request.url}")
        same(urlsplit(request.url).netloc, urlsplit(link).netloc)
    kept = someone.kept()
    same(kept["records"], [])
    hold(secret not in json.dumps(kept), "the browser keeps the invitation")
    same(someone.noise, [])
    someone.close()


@check
def without_cookies(run: Run) -> None:
    """A browser that holds cookies of the same server sends none with keys, right, response or withdrawal."""
    someone = run.participant()
    link = run.link()
    for name, path in [("colleague", "/"), ("beside", "/answer")]:
        someone.context.add_cookies(
            [{"name": name, "value": "ann", "domain": urlsplit(link).hostname, "path": path, "sameSite": "Lax"}]
        )
    someone.begin(link)
    someone.answer()
    receipt = someone.send()
    someone.page.click("#step-receipt a")
    someone.page.fill("#code", receipt)
    someone.page.press("#code", "Enter")
    someone.page.wait_for_selector("#step-withdrawn:not([hidden])")
    # The browser has the cookies and sends them where nobody asked it not to: with the page itself.
    page = next(request for request in someone.requests if request.is_navigation_request())
    hold("colleague=ann" in page.all_headers().get("cookie", ""), "the browser has no cookie to send")
    asked = {}
    for request in someone.requests:
        if request.resource_type == "fetch":
            asked[urlsplit(request.url).path.rsplit("/", 1)[1]] = request.all_headers()
    same(sorted(asked), ["keys", "response", "right", "withdrawal"])
    for name, headers in asked.items():
        hold("cookie" not in headers, f"{name} carries {headers.get('cookie')}")
    someone.close()


@check
def sight(run: Run) -> None:
    """No finding by axe on any step at any width, light or dark, and nothing scrolls sideways."""
    wrong: list[str] = []
    for width, scheme in [(320, "light"), (768, "dark"), (1280, "light"), (390, "dark")]:
        someone = run.participant(width=width, scheme=scheme)

        def look(name: str) -> None:
            wrong.extend(f"{name}, {width} px: {line}" for line in someone.axe())
            wide = someone.page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                wrong.append(f"{name}: {wide} px wide in a window of {width} px")
            someone.picture(run.screenshots, f"{name}-{width}-{scheme}")

        someone.page.goto(run.link())
        look("1-information")
        someone.press("#begin")
        someone.press("#consent button[type=submit]")
        someone.problem()
        look("2-consent-problem")
        someone.agree()
        someone.choose("own")
        look("3-right")
        someone.press("#right button[type=submit]")
        someone.expect("page-1")
        someone.press("#page-1 button[type=submit]")
        someone.problem()
        look("4-page-problem")
        someone.answer()
        look("8-check")
        pages = 0
        while someone.step() != "page-1":
            someone.page.go_back()
            pages += 1
            look(f"5-page-{pages}")
        for _ in range(pages):
            someone.page.go_forward()
        someone.expect("check")
        someone.send()
        look("9-receipt")
        someone.page.click("#step-receipt a")
        someone.page.wait_for_selector("#code")
        look("10-withdraw")
        wrong.extend(someone.noise)
        someone.close()
    same(wrong, [])


@check
def weight(run: Run) -> None:
    """The page with everything it loads is at most 60 KB on the wire, and nothing comes from elsewhere."""
    for link, give_back in [(run.link(), run.links), (run.wide(), run.wide_links)]:
        someone = run.participant()
        network = someone.context.new_cdp_session(someone.page)
        network.send("Network.enable")
        sizes: list[int] = []
        network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        someone.page.goto(link, wait_until="networkidle")
        hold(len(sizes) > 10 and sum(sizes) <= 60_000, f"page, style and scripts have {sum(sizes)} bytes")
        same({urlsplit(request.url).netloc for request in someone.requests}, {urlsplit(link).netloc})
        give_back.append(link)
        someone.close()


@check
def weight_of_the_template(run: Run) -> None:
    """The ready questionnaire with all its modules is at most 60 KB on the wire too."""
    folder = run.installation.folder / "template"
    modules = [word for module in ["worklife", "quality", "standards", "words"] for word in ("--with", module)]
    run.installation.hearth("questionnaire", "template", "--out", folder, *modules, places=False)
    process, address = run.installation.preview(folder / "questionnaire.yaml")
    try:
        someone = Participant(run.browser)
        network = someone.context.new_cdp_session(someone.page)
        network.send("Network.enable")
        sizes: list[int] = []
        network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        someone.page.goto(address, wait_until="networkidle")
        hold(someone.page.locator("form.page").count() > 8, "this is not the whole questionnaire")
        hold(len(sizes) > 10 and sum(sizes) <= 60_000, f"page, style and scripts have {sum(sizes)} bytes")
        someone.close()
    finally:
        process.terminate()
        process.wait(timeout=30)


@check
def a_copy_to_keep(run: Run) -> None:
    """Printed from the information or the consent, the paper holds all that was told, and what is ticked; nothing to press is on it."""
    someone = run.participant()
    link = run.link()
    run.links.append(link)
    someone.page.goto(link)
    told = ["Before you start", "at risk of harm", "keep somebody safe", "Do you agree to take part?"]
    first = printed(run, someone)
    for words in told:
        hold(words in first, f"{words} is not on paper:\n{first}")
    someone.press("#begin")
    statements = someone.page.locator("#consent label").all_inner_texts()
    someone.press("#agree-2", "Space")
    paper = printed(run, someone)
    for words in [*told, *statements, "Help that is there now"]:
        hold(words in paper, f"{words} is not on paper:\n{paper}")
    same([line.strip() for line in paper.splitlines() if "✓" in line], [statements[1] + " ✓"])
    hold("Print or save" not in paper and "I agree\n" not in paper.replace(statements[-1], ""), f"buttons are printed:\n{paper}")
    someone.press("#consent button.print")
    someone.close()


@check
def on_paper(run: Run) -> None:
    """A page of questions and the receipt are printed without buttons, and the receipt with its code."""
    someone = run.participant()
    someone.begin(run.link())
    paper = printed(run, someone)
    hold("What is most of your work?" in paper and "Continue" not in paper, f"the page is not on paper:\n{paper}")
    hold("Do you agree" not in paper, f"other steps are printed:\n{paper}")
    someone.answer()
    receipt = someone.send()
    paper = printed(run, someone)
    hold(receipt in paper and "Copy the code" not in paper, f"the receipt is not on paper:\n{paper}")
    someone.close()


def printed(run: Run, someone: Participant) -> str:
    """The text of the page as it comes out of a printer."""
    pdf = run.installation.folder / "printed.pdf"
    someone.page.pdf(path=pdf)
    raw = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return "\n".join(line.strip() for line in raw.splitlines())


@check
def seen_focus(run: Run) -> None:
    """Wherever the Tab key stops, on every step, an outline of at least 2 px shows where that is."""
    someone = run.participant(width=1280)
    wrong: list[str] = []

    def walk() -> None:
        stops = 0
        someone.page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        for _ in range(120):
            someone.page.keyboard.press("Tab")
            place = someone.page.evaluate(
                """() => {
                  const here = document.activeElement;
                  if (!here || here === document.body) return null;
                  const { outlineStyle, outlineWidth } = getComputedStyle(here);
                  return [here.outerHTML.slice(0, 90), outlineStyle, parseFloat(outlineWidth), here.getBoundingClientRect().top >= 0];
                }"""
            )
            if place is None:
                break
            stops += 1
            if place[1] == "none" or place[2] < 2 or not place[3]:
                wrong.append(f"{someone.step()}: {place}")
        hold(stops > 1, f"{someone.step()} has {stops} stops")

    someone.page.goto(run.link())
    walk()
    someone.press("#begin")
    walk()
    someone.agree()
    walk()
    someone.choose("own")
    someone.press("#right button[type=submit]")
    someone.expect("page-1")
    walk()
    someone.answer()
    walk()
    someone.send()
    walk()
    same(wrong, [])
    someone.close()


@check
def lost_replies(run: Run) -> None:
    """A lost reply is asked for again with the same request, and answered the same."""
    someone = run.participant()
    someone.page.goto(run.link())
    someone.press("#begin")
    someone.agree()
    someone.choose("own")
    found = someone.lose_reply("right")
    someone.press("#right button[type=submit]")
    hold("connection failed" in someone.problem(), "a lost reply is not said")
    found()
    # A new page in the same browser: what was sent before is sent again, byte for byte.
    someone.page.reload()
    someone.press("#begin")
    someone.agree()
    someone.choose("own")
    someone.press("#right button[type=submit]")
    someone.expect("page-1")
    first, second = [body for name, body in someone.bodies() if name == "right"]
    same(first, second)
    someone.answer()
    found = someone.lose_reply("response")
    someone.press("#send button[type=submit]")
    hold("Not sent yet" in someone.problem(), "a lost reply is not said")
    hold(someone.page.is_disabled("#summary button"), "answers can be changed that may have arrived")
    found()
    someone.page.reload()
    someone.expect("check")
    someone.send()
    first, second = [body for name, body in someone.bodies() if name == "response"]
    same(first, second)
    someone.close()


def refuse_key(run: Run, someone: Participant, link: str) -> None:
    """Goes on as far as the key, which the page does not take; the invitation is as good as new."""
    someone.press("#begin")
    someone.agree()
    someone.choose("own")
    someone.press("#right button[type=submit]")
    hold("does not name" in someone.problem(), "the wrong key is taken")
    same(someone.bodies(), [])
    run.links.append(link)
    someone.close()


@check
def another_key(run: Run) -> None:
    """A key that the invitation does not name is refused before anything is sent."""
    someone = run.participant()
    link = run.link()
    someone.page.goto(link[:-5] + ("AAAA" if link[-5:-1] != "AAAA" else "BBBB") + "A")
    refuse_key(run, someone, link)


@check
def a_key_of_another_name(run: Run) -> None:
    """A server that gives another key the right name is found out."""
    someone = run.participant()
    link = run.link()
    wanted = link.rsplit("k=", 1)[1]

    def swap(route) -> None:
        keys = route.fetch().json()["keys"]
        other = next(key["der"] for key in keys if key["fingerprint"] != wanted)
        route.fulfill(json={"keys": [{"fingerprint": wanted, "der": other}]})

    someone.page.route("**/keys", swap)
    someone.page.goto(link)
    refuse_key(run, someone, link)


@check
def going_on_later(run: Run) -> None:
    """What was answered is there again in the same browser, encrypted; another invitation in that browser does not see it."""
    someone = run.participant()
    link = run.link()
    someone.begin(link)
    someone.press("#q-role-1", "Space")
    someone.page.keyboard.press("ArrowDown")
    someone.page.wait_for_timeout(900)
    kept = someone.kept()
    same(kept["records"], [{"fields": ["expires", "iv", "key", "name", "sealed"], "extractable": False}])
    hold(link.split("#i=")[1].split("&")[0] not in json.dumps(kept), "the tab still holds the invitation")
    same([kept["local"], kept["cookies"]], [{}, ""])
    someone.page.reload()
    someone.expect("page-1")
    hold(someone.page.is_checked("#q-role-2"), "the answer is gone after loading the page again")
    tab = Participant(run.browser, browser_context=someone.context)
    tab.page.goto(run.links[0])
    tab.expect("information")
    hold(not tab.page.is_checked("#q-role-2"), "another person's answers are shown")
    tab.page.goto("about:blank")
    tab.page.goto(link)
    tab.expect("page-1")
    hold(tab.page.is_checked("#q-role-2"), "the answer is gone after opening the invitation again")
    someone.close()


@check
def by_slip(run: Run) -> None:
    """A slip opens the same form: kept on the device, gone on with later, counted once; nothing that is kept and no address holds its code."""
    pdf = run.installation.folder / "form-slips.pdf"
    address = run.installation.address
    run.installation.hearth("wave", "slips", WAVE, "--each", "1", "--out", pdf, "--public-url", address)
    words = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    code = re.findall(r"\b(?:[0-9A-Z]{4}-){3}[0-9A-Z]\b", words)[0]
    someone = run.participant()
    someone.page.goto(f"{address}/answer/{WAVE}/slip")
    someone.page.click("a[href$='#slip']")
    someone.expect("slip")
    same(someone.page.url, f"{address}/answer/{WAVE}")
    someone.press("#slip button[type=submit]")
    same(someone.problem().splitlines()[0], "Please write the code on your slip.")
    same(someone.axe(), [])
    hold(not someone.page.is_visible("#begin"), "somebody without a code can go on")
    someone.picture(run.screenshots, "slip-390-light")
    someone.write("#code", "0000-0000-0000-1")
    someone.press("#slip button[type=submit]")
    someone.page.wait_for_selector("#problem h2:has-text('not known here')")
    someone.page.fill("#code", "")
    someone.write("#code", code.lower().replace("-", " "))
    someone.press("#slip button[type=submit]")
    # Nobody ticks that they have read what the page has not shown them.
    someone.expect("information")
    words = someone.page.inner_text("main")
    hold("given a slip, without a date" in words and "at risk of harm" in words, f"the information is not there:\n{words}")
    hold("right to answer was collected" not in words and not someone.page.is_visible("#to-slip"), f"it is for others:\n{words}")
    someone.press("#begin")
    someone.agree()
    hold(not someone.page.is_visible("#right-note"), "the page speaks of a right that nobody collects")
    someone.choose("own")
    someone.press("#right button[type=submit]")
    someone.expect("page-1")
    someone.pick("#q-role-1", down=1)
    someone.page.wait_for_timeout(1_000)
    kept = someone.kept()
    same([len(kept["records"]), kept["records"][0]["extractable"]], [1, False])
    plain = code.replace("-", "")
    hold(code not in json.dumps(kept) and plain not in json.dumps(kept), "the browser keeps the code")
    # Another day: the code is typed again, and the answers are there.
    someone.page.evaluate("sessionStorage.clear()")
    someone.page.goto(f"{address}/answer/{WAVE}")
    someone.problem()
    someone.page.click("#to-slip")
    someone.write("#code", code)
    someone.press("#slip button[type=submit]")
    someone.expect("page-1")
    hold(someone.page.is_checked("#q-role-2"), "the answer is gone")
    # The keyboard comes to the chosen one of a group.
    someone.page.check("#q-role-1")
    someone.answer()
    found = someone.lose_reply("response")
    someone.press("#send button[type=submit]")
    hold("Not sent yet" in someone.problem(), "a lost reply is not said")
    found()
    someone.send()
    bodies = someone.bodies()
    first, second = [body for name, body in bodies if name == "response"]
    same(first, second)
    same(sorted(first), ["answers", "attempt", "code"])
    same({name for name, _ in bodies}, {"slip", "response"})
    hold(all(plain not in request.url.replace("-", "") for request in someone.requests), "the code is in an address")
    same(someone.kept()["records"], [])
    same(someone.noise, [])
    someone.close()
    # Whoever copied it is told when they send, not before.
    other = run.participant()
    other.page.goto(f"{address}/answer/{WAVE}#slip")
    other.write("#code", code)
    other.press("#slip button[type=submit]")
    other.press("#begin")
    other.agree()
    other.choose("shared")
    other.press("#right button[type=submit]")
    other.expect("page-1")
    other.answer("Something else")
    other.press("#send button[type=submit]")
    hold("sent with this right to answer already" in other.problem(), "a used slip answers again")
    other.close()


@check
def shared_device(run: Run) -> None:
    """On a shared device nothing is kept."""
    someone = run.participant()
    someone.begin(run.link(), "shared")
    someone.answer()
    kept = someone.kept()
    same([kept["records"], kept["tab"], kept["local"]], [[], {}, {}])
    someone.send()
    kept = someone.kept()
    same([kept["records"], kept["tab"], kept["local"]], [[], {}, {}])
    someone.close()


@check
def twice(run: Run) -> None:
    """An invitation gives one right, and a second browser is told so."""
    link = run.link()
    first, second = run.participant(), run.participant()
    first.begin(link)
    second.page.goto(link)
    second.press("#begin")
    second.agree()
    second.choose("own")
    second.press("#right button[type=submit]")
    hold("collected" in second.problem(), "a second right is given")
    first.close()
    second.close()


@check
def what_is_missing(run: Run) -> None:
    """What has to be put right is listed, linked and said at its question, and a single answer can be taken back."""
    someone = run.participant(width=900)
    someone.begin(run.link())
    someone.write("#q-years", "soon")
    someone.press("#page-1 button[type=submit]")
    words = someone.problem()
    hold("What is most of your work?" in words and "0 to 60" in words, words)
    hold(someone.page.evaluate("document.activeElement.id") == "problem", "the list of problems has no focus")
    someone.press("#problem li:nth-child(2) a")
    hold(someone.page.evaluate("document.activeElement.id") == "q-years", "the link does not lead to its question")
    described = someone.page.get_attribute("#q-years", "aria-describedby")
    same(described, "fault-years q-years-hint")
    someone.page.keyboard.press("Control+A")
    someone.page.keyboard.type("3")
    someone.press("#q-role-1", "Space")
    someone.press("#page-1 button[type=submit]")
    someone.expect("page-2")
    someone.press("#q-tide_1-3", "Space") if someone.page.is_checked("#q-tide_1-3") else someone.press("#q-tide_1-1", "Space")
    clear = "fieldset:has(#q-tide_1-1) button.clear"
    someone.press(clear)
    same(someone.page.locator("fieldset:has(#q-tide_1-1) input:checked").count(), 0)
    someone.close()


@check
def withdrawal(run: Run) -> None:
    """Answers can be taken back with the receipt, once, however it is typed; a wrong code is told so."""
    someone = run.participant()
    link = run.link()
    someone.begin(link)
    someone.answer()
    receipt = someone.send()
    page = link.split("#")[0] + "/withdrawal"
    someone.page.goto(page)
    someone.write("#code", "K7QM-2XRD-09TV-B")
    someone.page.keyboard.press("Enter")
    hold("no answers with this code" in someone.problem(), "a wrong code is taken")
    someone.page.fill("#code", "")
    someone.write("#code", receipt.lower().replace("-", " "))
    someone.press("#withdraw button[type=submit]")
    someone.expect("withdrawn")
    someone.page.goto(page)
    someone.write("#code", receipt)
    someone.page.keyboard.press("Enter")
    hold("no answers with this code" in someone.problem(), "answers are deleted twice")
    someone.close()


@check
def routing(run: Run) -> None:
    """Questions follow earlier answers, by keyboard, with the back button, on the last look and after coming back; what is not asked is not sent."""
    someone = run.participant(width=900)
    someone.begin(run.wide())
    hold(not someone.page.is_visible("#q-since-month"), "a question is asked before its condition holds")
    someone.pick("#q-role-1", down=1)
    someone.write("#q-since-month", "13")
    someone.write("#q-since-year", "2020")
    someone.press("#page-1 button[type=submit]")
    hold("month as a number" in someone.problem(), "a thirteenth month is taken")
    someone.page.fill("#q-since-month", "3")
    someone.pick("#q-lamp-1")
    hold("Page 1 of 5" in someone.page.inner_text("#step-page-1"), "the number of pages does not follow the answers")
    someone.press("#q-lamp-3", "Space")
    hold(not someone.page.is_checked("#q-lamp-1"), "“prefer not to say” stands beside an answer")
    hold("Page 1 of 3" in someone.page.inner_text("#step-page-1"), "the number of pages does not follow the answers")
    someone.press("#q-lamp-1", "Space")
    someone.proceed()
    hold("nothing to answer here" in someone.page.inner_text("#step-page-2"), "the page of text is left out")
    someone.proceed()
    someone.say("#q-nights", "12")
    someone.page.wait_for_timeout(900)
    someone.page.reload()
    someone.expect("page-3")
    same(someone.page.input_value("#q-nights"), "12")
    someone.page.go_back()
    someone.expect("page-2")
    someone.page.go_back()
    someone.expect("page-1")
    same([someone.page.input_value("#q-since-month"), someone.page.input_value("#q-since-year")], ["3", "2020"])
    someone.page.check("#q-role-3")
    someone.proceed()
    same(someone.step(), "page-4")
    someone.page.go_back()
    someone.page.go_forward()
    same(someone.step(), "page-4")
    someone.review()
    given = someone.page.inner_text("#summary")
    hold("Office" in given and "lamp" not in given and "nights" not in given, f"what is not asked is shown:\n{given}")
    someone.press("#send .go")
    same(someone.step(), "page-5")
    someone.press("#page-5 .go")
    someone.press("#page-4 .go")
    same(someone.step(), "page-1")
    someone.review()
    someone.send()
    same(someone.bodies()[1][1]["answers"], {"role": "Office"})
    same(someone.noise, [])
    someone.close()


@check
def two_languages(run: Run) -> None:
    """The page changes its language in the middle and keeps what was ticked and answered, on a shared device too; stored words do not change."""
    for device in ["own", "shared"]:
        someone = run.participant()
        someone.page.goto(run.wide())
        someone.press("#begin")
        someone.press("#agree-2", "Space")
        someone.press("a.language")
        someone.page.wait_for_selector("html[lang=cy]")
        hold(someone.page.is_checked("#agree-2"), "the tick is gone")
        someone.press("#agree-2", "Space")
        someone.agree()
        someone.choose(device)
        someone.press("#right button[type=submit]")
        someone.expect("page-1")
        someone.pick("#q-role-1", down=1)
        someone.pick("#q-lamp-2")
        someone.press("a.language")
        someone.page.wait_for_selector("html[lang=en-GB]")
        hold("What do you do there?" in someone.page.inner_text("main"), "the step has changed")
        hold(someone.page.is_checked("#q-lamp-2"), "the answer is gone")
        someone.pick("#q-tide_1-1", down=2)
        someone.press("a.language")
        someone.page.wait_for_selector("html[lang=cy]")
        wrong = someone.axe()
        same(wrong, [])
        hold("Nid yw siaradwr" in someone.page.inner_text("footer"), "nothing says that nobody has reviewed the Welsh")
        same(someone.page.get_attribute("#step-page-4 [lang], #step-page-4-2 [lang]", "lang"), "en")
        someone.picture(run.screenshots, f"welsh-{device}")
        if device == "own":
            someone.page.wait_for_timeout(900)
            someone.page.reload()
            someone.page.wait_for_selector("#step-page-4:not([hidden])")
            same(someone.page.get_attribute("html", "lang"), "cy")
        someone.review()
        hold("Ceidwad goleudy" in someone.page.inner_text("#summary"), "the last look is in another language")
        receipt = someone.send()
        same(someone.bodies()[1][1]["answers"], {"role": "Lighthouse keeper", "lamp": ["Write the log"], "tide_1": "2"})
        someone.press("a.language")
        someone.page.wait_for_selector("html[lang=en-GB]")
        same(someone.page.inner_text("#receipt"), receipt)
        same(someone.noise, [])
        someone.close()


@check
def own_scores(run: Run) -> None:
    """One's own scores are worked out in the browser, are nowhere in what is sent, and are gone with the page."""
    someone = run.participant()
    someone.begin(run.wide())
    someone.pick("#q-role-1")
    someone.pick("#q-tide_1-1", down=2)
    someone.pick("#q-tide_2-1", down=1)
    for item in range(1, 8):
        someone.pick(f"#q-week_{item}-1", down=3)
    someone.review()
    receipt = someone.send()
    before = len(someone.requests)
    someone.press("#to-scores button")
    someone.expect("scores")
    words = someone.page.inner_text("#step-scores")
    for expected in ["Calm\n1.5, on a scale from 0 to 2. Higher is better.", "25, on a scale from 7 to 35", "not a diagnosis"]:
        hold(expected in words, f"{expected} is missing:\n{words}")
    same(someone.axe(), [])
    someone.picture(run.screenshots, "scores")
    someone.press("#step-scores .go")
    someone.expect("receipt")
    same(len(someone.requests), before)
    same(sorted(someone.bodies()[1][1]), ["answers", "key", "salt", "signature", "token"])
    same(len(someone.bodies()[1][1]["answers"]), 10)
    kept = someone.kept()
    same([kept["records"], [json.loads(value) for value in kept["tab"].values()], kept["local"]], [[], [{"receipt": receipt}], {}])
    someone.page.reload()
    someone.expect("receipt")
    hold(not someone.page.is_visible("#to-scores"), "scores are offered that nobody has")
    someone.close()


@check
def own_words(run: Run) -> None:
    """What may name somebody is pointed out once before it is sent, and may be left as it is."""
    someone = run.participant()
    someone.begin(run.wide())
    someone.pick("#q-role-1", down=2)
    someone.say("#q-wish", "The rota. Ask Jane Doe or Dr Grey, jd@example.org, 01632 960 123, or the lighthouse keeper.")
    words = someone.page.inner_text(f"#step-{someone.step()}")
    hold("Nobody reads this while" in words and "we cannot find you" in words, "nothing says that nobody reads this")
    someone.press(f"#step-{someone.step()} a.help")
    hold(someone.page.evaluate("document.activeElement.id") == "support-heading", "help is not one step away")
    someone.press(f"#step-{someone.step()} button[type=submit]")
    someone.page.wait_for_selector(".guard:focus")
    words = someone.page.inner_text(".guard")
    for found in ["Jane Doe", "Dr Grey", "jd@example.org", "01632 960 123", "Lighthouse keeper"]:
        hold(f"“{found}”" in words, f"{found} is not pointed out:\n{words}")
    hold("The rota" not in words, f"an ordinary word is pointed out:\n{words}")
    same(someone.axe(), [])
    someone.picture(run.screenshots, "guard")
    someone.proceed()
    same(someone.step(), "check")
    someone.page.go_back()
    someone.page.fill("#q-wish", "More time, please. On Monday the phones never stop.")
    someone.proceed()
    same(someone.step(), "check")
    someone.close()


@check
def offline(run: Run) -> None:
    """When the connection drops in the middle, answering goes on; the answers are sent by themselves when it is back."""
    someone = run.participant()
    someone.begin(run.link())
    someone.context.set_offline(True)
    someone.answer()
    someone.press("#send button[type=submit]")
    words = someone.problem()
    hold("Not sent yet" in words and "back online" in words, f"the page does not say where the answers are:\n{words}")
    hold(someone.page.is_disabled("#summary button"), "answers can be changed that may have arrived")
    someone.picture(run.screenshots, "offline")
    someone.context.set_offline(False)
    someone.expect("receipt")
    same([name for name, _ in someone.bodies()].count("response"), 2)
    someone.close()


@check
def three_days_later(run: Run) -> None:
    """Answers whose receipt was lost are sent again three days later and get the same receipt; after 14 days nothing is left of them."""
    link = run.link()
    someone = run.participant()
    someone.begin(link)
    someone.answer()
    replies: list[str] = []

    def lose(route) -> None:
        replies.append(route.fetch().json()["receipt"])
        route.abort()

    someone.page.route("**/response", lose)
    someone.press("#send button[type=submit]")
    someone.problem()
    someone.page.unroute("**/response", lose)
    run.receipts.add(replies[0])
    later = Participant(run.browser, browser_context=someone.context)
    later.page.clock.install(time=time.time() + 3 * 86_400)
    someone.page.close()
    later.page.goto(link)
    later.expect("check")
    same(later.send(), replies[0])
    other = run.participant()
    other.begin(run.link())
    other.pick("#q-role-1", down=1)
    other.page.wait_for_timeout(900)
    same(len(other.kept()["records"]), 1)
    late = Participant(run.browser, browser_context=other.context)
    # Closed first: the clock is the whole context's, and what the page saves when it closes would bear the later time.
    other.page.close()
    late.page.clock.install(time=time.time() + 15 * 86_400)
    late.page.goto(link.split("#")[0])
    late.problem()
    late.page.goto("about:blank")
    late.page.goto(run.links[0])
    late.expect("information")
    for _ in range(50):
        if late.kept()["records"]:
            late.page.wait_for_timeout(100)
    same(late.kept()["records"], [])
    for someone in (later, late):
        someone.close()


@check
def two_tabs(run: Run) -> None:
    """Two tabs of one invitation give one response: the second is told that other answers count."""
    someone = run.participant()
    link = run.link()
    someone.begin(link)
    someone.pick("#q-role-1", down=1)
    someone.page.wait_for_timeout(900)
    tab = Participant(run.browser, browser_context=someone.context)
    tab.page.goto(link)
    tab.expect("page-1")
    someone.review()
    someone.send()
    tab.say("#q-years", "4")
    tab.review()
    tab.press("#send button[type=submit]")
    hold("Those count, these do not" in tab.problem(), "two responses with one right")
    same(tab.kept()["records"], [])
    someone.close()


@check
def preview(run: Run) -> None:
    """A preview goes the whole way, says that it is one, and leaves nothing behind."""
    before = sorted(path.name for path in run.installation.folder.rglob("*"))
    process, address = run.installation.preview(HERE / "wide.yaml")
    try:
        someone = Participant(run.browser)
        someone.begin(address)
        hold("Nothing that you answer here is kept" in someone.page.inner_text("main"), "nothing says that this is a preview")
        someone.pick("#q-role-1")
        someone.review()
        someone.send()
        someone.close()
    finally:
        process.terminate()
        process.wait(timeout=30)
    same(sorted(path.name for path in run.installation.folder.rglob("*")), before)


@check
def vectors(run: Run) -> None:
    """The blind signature gives RFC 9474's numbers in this browser, and a key has one spelling."""
    someone = run.participant()
    given = json.loads((HERE.parent / "blind" / "rfc9474.json").read_text())
    script = (HERE.parent / "blind" / "vectors.mjs").read_text()
    someone.page.route("**/vectors.mjs", lambda route: route.fulfill(body=script, content_type="text/javascript"))
    someone.page.goto(run.links[0].split("#")[0])
    for vector in given["vectors"]:
        wrong = someone.page.evaluate(
            """async vector => {
              const [blind, key, bytes, checks] = await Promise.all(
                ['blind.js', 'key.js', 'bytes.js', 'vectors.mjs'].map(name => import(`/assets/${name}`)));
              return [
                ...await checks.checkVector(vector, blind, key), ...await checks.checkRandom(vector, blind, key),
                ...await checks.checkKey(vector, key, bytes), ...checks.checkBytes(bytes)];
            }""",
            vector,
        )
        same(wrong, [])
    someone.close()


@check
def an_end(run: Run) -> None:
    """Told to stop, the server finishes what has begun; nobody left a trace in its output; all that was sent is there at the close."""
    site = run.installation
    half = site.begin_request()
    site.stop()
    hold("no answers with this code" in site.end_request(half), "a request that had begun was not finished")
    same(site.wait(), (0, "", ""))
    same(site.close_wave(), run.kept())


if __name__ == "__main__":
    sys.exit(in_browser(check, Run, __doc__, HERE / "questionnaire.yaml"))
