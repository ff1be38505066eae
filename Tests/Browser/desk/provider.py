"""Signs in with an organisation's own OpenID Connect provider, a real one on a loopback port, and looks round in the example.

    python3 Tests/Browser/desk/provider.py --hearth PROGRAM [--screenshots DIR]

Exit code 1 when anything is wrong. Needs what run.py needs, and oidc-provider-mock (`make browser-tools`).
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "answering"))

from checks import Checks, hold, in_browser, same  # noqa: E402

sys.path.insert(0, str(HERE))

from participant import Participant  # noqa: E402
from run import PASSWORD, Run  # noqa: E402

check = Checks()


class Provider:
    """A provider for Sam, whose address it has verified, and for Ada, whom it knows by a number only."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.issuer = f"http://127.0.0.1:{self.port}"
        sam = {"sub": "0001", "email": "Sam@Example.org", "email_verified": True}
        # Its page asks for a style sheet from elsewhere: nothing here goes there.
        self.process = subprocess.Popen(
            [
                sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(self.port), "--require-nonce", "true",
                "--user-claims", json.dumps(sam), "--user", "0002",
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for _ in range(100):
            try:
                urllib.request.urlopen(self.issuer + "/.well-known/openid-configuration", timeout=5).close()
                return
            except OSError:
                time.sleep(0.2)
        raise AssertionError("the provider does not start")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


def set_up(run: Run):
    """Ada, signed in, with the desk that she has set up."""
    ada = run.worker()
    ada.page.goto(run.installation.ready["setUp"])
    ada.write("#organisation", "Northside Services")
    ada.write("#operator", "County IT")
    ada.press("#place", "Space")
    ada.press("#confirmed", "Space")
    ada.write("#name", "Ada Wells")
    ada.write("#email", "ada@example.org")
    ada.write("#password", PASSWORD)
    ada.press("#manages", "Space")
    ada.send(heading="Good to see you, Ada Wells")
    return ada


def authorise(someone, provider: Provider, sub: str, button: str) -> None:
    """Presses a button, says at the provider who it is, and comes back."""
    someone.page.click(button)
    someone.page.wait_for_url(provider.issuer + "/**", timeout=30_000)
    with someone.page.expect_navigation(url="**/desk**", timeout=30_000):
        someone.page.click(f"button[name=sub][value='{sub}']")
    someone.noise.clear()


@check
def provider(run: Run) -> None:
    """Set up at the desk, an invitation opened by the verified address, a password given up, and the provider removed again."""
    real = Provider()
    try:
        ada = set_up(run)
        ada.page.goto(run.at("/desk/organisations"))
        ada.send("tbody a", heading="Northside Services")
        ada.page.click("text=The organisation's own sign-in")
        same(ada.heading(), "Sign-in of Northside Services")
        run.look(ada, "60-provider")
        ada.write("#issuer", real.issuer + "/realms/other")
        ada.write("#client", "hearth")
        ada.write("#secret", "not a secret of anybody's")
        ada.send()
        hold("answers 404" in ada.page.inner_text(".problem"), "a provider that is not there is taken")
        run.look(ada, "61-provider-problem")
        ada.replace("#issuer", real.issuer)
        ada.write("#secret", "not a secret of anybody's")
        ada.send(heading="Sign-in of Northside Services")
        hold("Do without it" in ada.page.inner_text("main"), "the provider is not kept")
        run.look(ada, "62-provider-set")

        run.installation.hearth("user", "add", "sam@example.org", "--name", "Sam Reed", "--role", "analyst")
        sam = run.worker()
        sam.page.goto(run.at("/desk/people"))
        same(sam.heading(), "Sign in")
        run.look(sam, "63-sign-in-with-provider")
        sam.page.goto(run.at("/desk/sign-in/studies"))
        authorise(sam, real, "0001", "text=Sign in with Northside Services")
        same([sam.heading(), sam.page.url], ["Studies", run.at("/desk/studies")])
        same(sorted(c["name"] for c in sam.context.cookies() if c["path"].startswith("/desk")), ["hearth"])
        sam.page.goto(run.at("/desk/account"))
        hold("with no password here" in sam.page.inner_text("main"), "the account still has a password")
        run.look(sam, "64-account-with-provider")
        sam.close()

        # Nobody by that number: Ada has a password, and no address says that it is she.
        stranger = run.worker()
        stranger.page.goto(run.at("/desk/sign-in"))
        authorise(stranger, real, "0002", "text=Sign in with Northside Services")
        same(stranger.heading(), "You are not signed in")
        run.look(stranger, "65-not-known")
        stranger.close()
        ada.page.goto(run.at("/desk/account"))
        run.look(ada, "66-joining")
        ada.page.fill("input[id^=password-]", PASSWORD)
        authorise(ada, real, "0002", "text=from now on >> nth=-1")
        same(ada.heading(), "Good to see you, Ada Wells")
        ada.send(".presence button", heading="Sign in")
        authorise(ada, real, "0002", "text=Sign in with Northside Services")
        same(ada.heading(), "Good to see you, Ada Wells")
        # The provider says no.
        other = run.worker()
        other.page.goto(run.at("/desk/sign-in"))
        other.page.click("text=Sign in with Northside Services")
        other.page.wait_for_url(real.issuer + "/**", timeout=30_000)
        with other.page.expect_navigation(url="**/desk**", timeout=30_000):
            other.page.click("button[value=deny]")
        same(other.heading(), "You are not signed in")
        other.noise.clear()
        run.look(other, "67-declined")
        other.close()
    finally:
        real.stop()
    late = run.worker()
    late.page.goto(run.at("/desk/sign-in"))
    run.look(late, "68-sign-in")
    late.close()
    ada.page.goto(run.at("/desk/organisations"))
    ada.send("tbody a", heading="Northside Services")
    ada.page.click("text=The organisation's own sign-in")
    ada.send("form[action$=remove] button", heading="Sign-in of Northside Services")
    ada.page.goto(run.at("/desk/sign-in"))
    ada.page.goto(run.at("/desk/audit"))
    for act in ["set an organisation's own sign-in up", "took an organisation's own sign-in", "removed an organisation's"]:
        hold(act in ada.page.inner_text("table"), f"the record lacks: {act}")
    ada.close()


def answer_on_phone(run: Run, link: str) -> None:
    """As one of those who are left, in a window as wide as a phone."""
    visitor = Participant(run.browser, width=390)
    visitor.page.goto(link)
    hold("invented" in visitor.page.inner_text("#step-information"), "the page does not say that the example is invented")
    visitor.press("#begin")
    visitor.expect("consent")
    for number in (1, 2):
        visitor.press(f"#agree-{number}", "Space")
    visitor.press("#consent button[type=submit]")
    visitor.expect("right")
    visitor.choose("own")
    visitor.press("#right button[type=submit]")
    visitor.expect("page-1")
    visitor.pick("#q-role-1")
    for number in range(1, 5):
        visitor.pick(f"#q-strain_{number}-1", down=2)
    visitor.say("#q-wish", "A window that opens.")
    visitor.review()
    hold(len(visitor.send()) > 10, "there is no receipt")
    same(visitor.noise, [])
    visitor.close()


def read_report(run: Run, someone, address: str) -> None:
    """Closes the example's wave, makes the full report and reads it, on a phone too."""
    page = someone.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address + "/desk/waves/example")
    page.check("#sure")
    someone.send("main form:has(#sure) button", heading="example")
    hold("Closed." in page.inner_text("main"), "the wave is not closed")
    someone.send("form[action$='report/full/make'] button", heading="example")
    page.goto(address + "/desk/waves/example/report/full")
    words = page.inner_text("body")
    for expected in ["nothing in it is real", "Strain (invented)", "North", "South", "25"]:
        hold(expected in words, f"the report lacks “{expected}”: {words[:1500]}")
    hold("window that opens" not in words, "an open answer is printed that nobody has read")
    run.look(someone, "70-example-report")


@check
def example(run: Run) -> None:
    """`make run` ends with an example that can be answered on a phone, and with a link that signs its administrator in, once, to close it and read its report."""
    script = HERE.parents[2] / "scripts" / "serve-example.sh"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [script, run.installation.program, folder, str(port)], stdout=subprocess.PIPE, text=True, env=os.environ
        )
        try:
            lines = []
            while "/desk/example/" not in "".join(lines[-1:]):
                line = process.stdout.readline()
                hold(line != "", "the example ends without a link: " + "".join(lines))
                lines.append(line)
            link = lines[-1].strip()
            hold("what they say is invented too" in "".join(lines), "nobody says that the answers are invented")
            invited = [line.strip() for line in lines if "/answer/example#" in line]
            hold(invited, "there is no link to answer with")
            answer_on_phone(run, invited[0])
            someone = run.worker(width=390)
            someone.page.goto(link)
            same(someone.heading(), "Look round")
            run.look(someone, "69-example")
            someone.send(heading="Good to see you, Demo Administrator")
            hold("Studies" in someone.page.inner_text("nav"), "the administrator sees no studies")
            read_report(run, someone, link.split("/desk/")[0])
            other = run.worker()
            other.page.goto(link)
            same(other.heading(), "This link does not work any more")
            someone.close()
            other.close()
        finally:
            process.terminate()
            process.wait()


@check
def sight(run: Run) -> None:
    """What was looked at on the way."""
    same(run.wrong, [])


if __name__ == "__main__":
    sys.exit(in_browser(check, Run, __doc__, HERE / "none.yaml"))
