"""Opens a wave of an invented questionnaire, answers it in a real browser, closes it, and says what goes wrong.

    python3 Tests/Browser/answering/run.py --hearth PROGRAM [--screenshots DIR] [--only CHECK]

Exit code 1 when anything is wrong. Needs playwright and axe-playwright-python (`make browser-tools`) and Chromium (/usr/bin/chromium, or the path in HEARTH_CHROMIUM).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import traceback
from pathlib import Path
from urllib.parse import urlsplit

from installation import Installation
from participant import Participant
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = os.environ.get("HEARTH_CHROMIUM", "/usr/bin/chromium")
HERE = Path(__file__).resolve().parent
CHECKS = []


def check(function):
    CHECKS.append(function)
    return function


class Run:
    def __init__(self, browser: Browser, installation: Installation, screenshots: Path | None):
        self.browser = browser
        self.installation = installation
        self.links = installation.open_wave()
        self.screenshots = screenshots
        self.receipts: set[str] = set()
        self.withdrawn = 0

    def link(self) -> str:
        return self.links.pop()

    def participant(self, **options) -> Participant:
        someone = Participant(self.browser, **options)
        someone.page.on("response", self.count)
        return someone

    def count(self, response) -> None:
        """Keeps the receipts of what was sent and not taken back."""
        if response.request.method != "POST" or not response.ok:
            return
        if response.url.endswith("/response"):
            self.receipts.add(response.json()["receipt"])
        if response.url.endswith("/withdrawal"):
            self.withdrawn += 1

    def kept(self) -> int:
        return len(self.receipts) - self.withdrawn


def same(got, wanted) -> None:
    assert got == wanted, f"{got!r} instead of {wanted!r}"


def hold(condition: bool, words: str) -> None:
    assert condition, words


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
        someone.page.go_back()
        look("7-page-3")
        someone.page.go_back()
        look("6-page-2")
        someone.page.go_back()
        look("5-page-1")
        for _ in range(3):
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
    """The page is at most 60 KB, and with everything it loads at most 100 KB."""
    someone = run.participant()
    sizes: dict[str, int] = {}
    someone.page.on("response", lambda response: sizes.update({response.url: len(response.body())}))
    link = run.link()
    someone.page.goto(link, wait_until="networkidle")
    page = sizes[link.split("#")[0]]
    hold(page <= 60_000, f"the page has {page} bytes")
    hold(sum(sizes.values()) <= 100_000, f"page, style and scripts have {sum(sizes.values())} bytes")
    run.links.append(link)
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
    hold("connection failed" in someone.problem(), "a lost reply is not said")
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
    someone = run.participant()
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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hearth", type=Path, required=True, help="the program")
    parser.add_argument("--screenshots", type=Path, help="a folder for pictures of every step")
    parser.add_argument("--only", help="the name of one check")
    arguments = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        installation = Installation(arguments.hearth.resolve(), Path(folder), HERE / "questionnaire.yaml")
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            run = Run(browser, installation, arguments.screenshots)
            for function in CHECKS:
                if arguments.only in (None, function.__name__):
                    wrong += failed(function, run)
            browser.close()
        finally:
            installation.kill()
    return 1 if wrong else 0


def failed(function, run: Run) -> int:
    words = function.__doc__.splitlines()[0]
    try:
        function(run)
    except Exception:
        print(f"WRONG  {words}")
        print("  " + traceback.format_exc(limit=-2).replace("\n", "\n  "))
        return 1
    print(f"sound  {words}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
