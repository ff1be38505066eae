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


@check
def example(run: Run) -> None:
    """`make run` ends with a link that signs the example's administrator in with one press, once."""
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
            hold(any("/answer/example#" in line for line in lines), "there is no link to answer with")
            someone = run.worker()
            someone.page.goto(link)
            same(someone.heading(), "Look round")
            run.look(someone, "69-example")
            someone.send(heading="Good to see you, Demo Administrator")
            hold("Studies" in someone.page.inner_text("nav"), "the administrator sees no studies")
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
