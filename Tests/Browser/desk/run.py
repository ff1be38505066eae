"""Sets an installation up in a real browser, invites somebody, signs in and out, and says what goes wrong.

    python3 Tests/Browser/desk/run.py --hearth PROGRAM [--screenshots DIR]

Exit code 1 when anything is wrong. Needs playwright and axe-playwright-python (`make browser-tools`) and Chromium (/usr/bin/chromium, or the path in HEARTH_CHROMIUM).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "answering"))

from checks import Checks, hold, in_browser, same  # noqa: E402
from installation import Installation  # noqa: E402
import builder as builder_pages  # noqa: E402
import crawl  # noqa: E402
import study as study_pages  # noqa: E402
from participant import Participant  # noqa: E402
from playwright.sync_api import Browser  # noqa: E402

WINDOWS = [(320, "light"), (768, "dark"), (1280, "light"), (390, "dark")]
PASSWORD = "otter lamp seven sky"
check = Checks()


class Worker(Participant):
    """Somebody who signs in."""

    def picture(self, folder: Path | None, name: str) -> None:
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=folder / f"desk-{name}.png", full_page=True)

    def heading(self) -> str:
        return self.page.inner_text("h1")

    def replace(self, selector: str, text: str) -> None:
        self.tab_to(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def send(self, selector: str = "main button.main", heading: str | None = None) -> None:
        with self.page.expect_navigation(timeout=30_000):
            self.press(selector)
        if heading is not None:
            same(self.heading(), heading)

    def sign_in(self, email: str, password: str) -> None:
        self.replace("#email", email)
        self.replace("#password", password)
        self.send()


class Run:
    def __init__(self, browser: Browser, installation: Installation, screenshots: Path | None):
        self.browser = browser
        self.installation = installation
        self.screenshots = screenshots
        self.wrong: list[str] = []
        self.seen: set[str] = set()

    def worker(self, **options) -> Worker:
        return Worker(self.browser, **options)

    def at(self, path: str) -> str:
        return self.installation.address + path

    def look(self, someone: Worker, name: str) -> None:
        """At every width, in light and in dark: axe finds nothing, and nothing scrolls sideways."""
        self.seen.add(crawl.pattern(someone.page.url))
        for width, scheme in WINDOWS:
            someone.page.set_viewport_size({"width": width, "height": 900})
            someone.page.emulate_media(color_scheme=scheme)
            self.wrong.extend(f"{name}, {width} px, {scheme}: {line}" for line in someone.axe())
            wide = someone.page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                self.wrong.append(f"{name}: {wide} px wide in a window of {width} px")
            someone.picture(self.screenshots, f"{name}-{width}-{scheme}")
        self.wrong.extend(f"{name}: {line}" for line in someone.noise)
        someone.noise.clear()


@check
def set_up(run: Run) -> None:
    """By keyboard alone: the printed link, what is wrong first, then the first page; the link then does nothing."""
    someone = run.worker()
    link = run.installation.ready["setUp"]
    someone.page.goto(link)
    same(someone.heading(), "Set Hearth up")
    run.look(someone, "1-set-up")
    someone.write("#organisation", "Northside Services")
    someone.write("#operator", "County IT")
    someone.press("#place", "Space")
    someone.page.keyboard.press("ArrowDown")
    someone.write("#name", "Ada Wells")
    someone.write("#email", "ada@example.org")
    someone.write("#password", PASSWORD)
    someone.send()
    hold("There is a problem" in someone.page.inner_text(".problem"), "nothing is said of the missing confirmation")
    same(someone.page.input_value("#organisation"), "Northside Services")
    same(someone.page.input_value("#password"), "")
    run.look(someone, "2-set-up-problem")
    same(someone.page.locator(".problem li").count(), 2)
    someone.press(".problem a")
    someone.page.wait_for_selector("#confirmed:focus", timeout=5_000)
    someone.press("#confirmed", "Space")
    someone.press("#manages", "Space")
    someone.write("#password", PASSWORD)
    someone.send(heading="Good to see you, Ada Wells")
    run.look(someone, "3-home")
    cookies = someone.context.cookies()
    same([(c["name"], c["path"], c["httpOnly"], c["sameSite"]) for c in cookies], [("hearth", "/desk", True, "Lax")])
    someone.close()
    other = run.worker()
    other.page.goto(link)
    same(other.heading(), "This link does not work any more")
    run.look(other, "4-old-link")
    other.close()


@check
def in_and_out(run: Run) -> None:
    """Sign-in after a wrong password, to the page that was asked for; sign-out by its button; no cookie goes to participants' pages."""
    someone = run.worker()
    someone.page.goto(run.at("/desk/people"))
    same(someone.heading(), "Sign in")
    run.look(someone, "5-sign-in")
    someone.sign_in("ada@example.org", "otter lamp seven cloud")
    hold("do not belong together" in someone.page.inner_text(".problem"), "a wrong password is taken")
    run.look(someone, "6-sign-in-problem")
    someone.sign_in("ada@example.org", PASSWORD)
    same([someone.heading(), someone.page.url], ["People", run.at("/desk/people")])
    someone.page.goto(run.at("/"))
    sent = [request for request in someone.requests if request.url == run.at("/")][-1]
    hold("cookie" not in sent.all_headers(), "the cookie goes beyond /desk")
    someone.page.goto(run.at("/desk"))
    someone.send(".presence button", heading="Sign in")
    someone.page.go_back()
    someone.page.reload()
    same(someone.heading(), "Sign in")
    someone.close()


@check
def people(run: Run) -> None:
    """Somebody is invited, chooses a password with the link, and sees what their role opens and no more."""
    ada = run.worker()
    ada.page.goto(run.at("/desk/people/invite"))
    ada.sign_in("ada@example.org", PASSWORD)
    same(ada.heading(), "Invite somebody")
    run.look(ada, "7-invite")
    ada.write("#name", "Sam Reed")
    ada.write("#email", "sam@example.org")
    ada.press("#role", "Space")
    ada.page.keyboard.press("ArrowDown")
    ada.press("#manages", "Space")
    ada.send(heading="A link for Sam Reed")
    link = ada.page.inner_text("#link")
    hold(link.startswith(run.at("/desk/password/")), link)
    run.look(ada, "8-link")
    ada.page.goto(run.at("/desk/people"))
    run.look(ada, "9-people")
    ada.send("tbody tr:nth-child(2) a", heading="Sam Reed")
    run.look(ada, "10-person")

    sam = run.worker()
    sam.page.goto(link)
    same(sam.heading(), "Choose a password")
    run.look(sam, "11-password")
    sam.write("#password", PASSWORD)
    sam.send(heading="Good to see you, Sam Reed")
    hold("People" not in sam.page.inner_text("nav"), "a study lead is shown the administrators' pages")
    sam.page.goto(run.at("/desk/people"))
    same(sam.heading(), "This page is not for your role")
    run.look(sam, "12-not-allowed")
    sam.page.goto(run.at("/desk/account"))
    run.look(sam, "13-account")

    ada.send("form[action$=deactivate] button", heading="Sam Reed")
    sam.page.goto(run.at("/desk"))
    same(sam.heading(), "Sign in")
    units(run, ada)
    ada.page.goto(run.at("/desk/audit"))
    hold("The record is whole" in ada.page.inner_text(".notice"), "the record is not whole")
    hold("switched an account off" in ada.page.inner_text("table"), "the record lacks an act")
    run.look(ada, "14-record")
    ada.close()
    sam.close()


def units(run: Run, ada: Worker) -> None:
    """Units by hand and from a file."""
    ada.page.goto(run.at("/desk/organisations"))
    run.look(ada, "15-organisations")
    ada.send("tbody a", heading="Northside Services")
    ada.write("#path", "=North")
    ada.send("form[action$=add] button.main")
    run.look(ada, "16-units-problem")
    ada.replace("#path", "North / Team A")
    ada.send("form[action$=add] button.main")
    file = {"name": "units.csv", "mimeType": "text/csv", "buffer": b"unit\nNorth / Team B / Nights\nSouth\n"}
    ada.page.set_input_files("#units", files=[file])
    ada.send("form[action$=import] button.main", heading="Northside Services")
    same(ada.page.locator(".tree li").all_inner_texts(), ["North", "Team A", "Team B", "Nights", "South"])
    run.look(ada, "17-units")
    ada.send(".tree li:nth-child(5) a", heading="South")
    run.look(ada, "18-unit")
    ada.send("form[action$=remove] button", heading="Northside Services")
    same(ada.page.locator(".tree li").count(), 4)


def digits(secret: str, at: float) -> str:
    """What an authenticator program shows."""
    mac = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(at) // 30), hashlib.sha1).digest()
    start = mac[19] & 15
    return f"{(struct.unpack('>I', mac[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


@check
def second_step(run: Run) -> None:
    """With a phone: switched on with a code, asked for at sign-in, replaced by a recovery code, switched off again."""
    ada = run.worker()
    ada.page.goto(run.at("/desk/second-step"))
    ada.sign_in("ada@example.org", PASSWORD)
    same(ada.heading(), "Second step")
    run.look(ada, "19-second-step")
    ada.send()
    run.look(ada, "20-secret")
    ada.write("#code", digits(ada.page.inner_text("#secret"), time.time()))
    ada.send(heading="Your recovery codes")
    codes = ada.page.locator(".codes li").all_inner_texts()
    same(len(codes), 10)
    run.look(ada, "21-recovery-codes")
    ada.send(".presence button", heading="Sign in")
    ada.sign_in("ada@example.org", PASSWORD)
    same(ada.heading(), "Your code")
    run.look(ada, "22-code")
    ada.write("#code", "000000")
    ada.send(heading="Your code")
    run.look(ada, "23-code-problem")
    ada.replace("#code", codes[0].lower())
    ada.send(heading="Good to see you, Ada Wells")
    ada.page.goto(run.at("/desk/second-step"))
    run.look(ada, "24-second-step-on")
    ada.write("#current", PASSWORD)
    ada.send()
    hold("Begin" in ada.page.inner_text("main"), "the second step is still on")
    ada.close()


@check
def study(run: Run) -> None:
    """A study from its title to a closed wave, each part by somebody of its role."""
    study_pages.whole(run, PASSWORD)


@check
def builder(run: Run) -> None:
    """A questionnaire from nothing by keyboard alone, its preview, and the wave that could open with it."""
    builder_pages.whole(run, PASSWORD)


@check
def everything_else(run: Run) -> None:
    """Every page that a link leads to, for each role, and the site's own."""
    crawl.rest(run, PASSWORD)


@check
def sight(run: Run) -> None:
    """What was looked at on the way."""
    same(run.wrong, [])


if __name__ == "__main__":
    sys.exit(in_browser(check, Run, __doc__, HERE / "none.yaml"))
