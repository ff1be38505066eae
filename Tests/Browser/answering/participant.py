"""One participant in a real browser: what they press, what their browser sends, what it keeps."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FOCUSED = "selector => document.activeElement?.matches(selector) ?? false"


class Participant:
    """A browser of their own, with everything it asked the network for."""

    def __init__(self, browser: Browser, width: int = 390, scheme: str = "light", browser_context=None):
        self.context = browser_context or browser.new_context(
            viewport={"width": width, "height": 844}, color_scheme=scheme
        )
        self.page: Page = self.context.new_page()
        self.requests: list[Request] = []
        self.noise: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request))
        self.page.on("pageerror", lambda error: self.noise.append(f"script error: {error}"))
        self.page.on("console", self.heard)

    def heard(self, message) -> None:
        # A refusal is an answer that the page shows; the browser also writes a line about its status.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.noise.append(f"console: {message.text}")

    def close(self) -> None:
        self.context.close()

    # What a hand does

    def tab_to(self, selector: str) -> None:
        """Presses Tab until the focus is there, as somebody without a mouse does."""
        for _ in range(80):
            if self.page.evaluate(FOCUSED, selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {selector}")

    def press(self, selector: str, key: str = "Enter") -> None:
        self.tab_to(selector)
        self.page.keyboard.press(key)

    def write(self, selector: str, text: str) -> None:
        self.tab_to(selector)
        self.page.keyboard.type(text)

    def step(self) -> str:
        return self.page.evaluate("document.querySelector('.step:not([hidden])').id.slice(5)")

    def expect(self, step: str) -> None:
        self.page.wait_for_selector(f"#step-{step}:not([hidden])", timeout=10_000)

    def problem(self) -> str:
        self.page.wait_for_selector("#problem:not([hidden])", timeout=10_000)
        return self.page.inner_text("#problem")

    # The way through

    def begin(self, link: str, device: str = "own") -> None:
        """To the first question, by keyboard alone."""
        self.page.goto(link)
        self.press("#begin")
        self.agree()
        self.choose(device)
        self.press("#right button[type=submit]")
        self.expect("page-1")

    def agree(self) -> None:
        self.expect("consent")
        for number in range(1, 4):
            self.press(f"#agree-{number}", "Space")
        self.press("#consent button[type=submit]")
        self.expect("right")

    def choose(self, device: str) -> None:
        self.tab_to("#device-own")
        self.page.keyboard.press("Space")
        if device == "shared":
            self.page.keyboard.press("ArrowDown")

    def proceed(self) -> None:
        """The main button of this step."""
        before = self.step()
        self.press(f"#step-{before} button[type=submit]")
        self.page.wait_for_selector(f"#step-{before}[hidden]", state="attached", timeout=10_000)

    def reach(self, selector: str) -> None:
        """Goes on until the question is on the page: on a phone each has a page of its own."""
        for _ in range(20):
            if self.page.is_visible(selector):
                return
            self.proceed()
        raise AssertionError(f"no page asks {selector}")

    def pick(self, selector: str, down: int = 0) -> None:
        """Chooses an option; `down` moves on from the first of a group."""
        self.reach(selector)
        self.press(selector, "Space")
        for _ in range(down):
            self.page.keyboard.press("ArrowDown")

    def say(self, selector: str, words: str) -> None:
        self.reach(selector)
        self.write(selector, words)

    def review(self) -> None:
        """On to the last look."""
        while self.step() != "check":
            self.proceed()

    def answer(self, words: str = "More time between visits.") -> None:
        """Every question, by keyboard alone, up to the last look."""
        self.pick("#q-role-1", down=1)
        self.say("#q-years", "7")
        self.page.keyboard.press("Enter")
        for number in range(1, 6):
            self.pick(f"#q-tide_{number}-1", down=number - 1)
        self.pick("#q-helps-2")
        self.pick("#q-helps-5")
        self.say("#q-change", words)
        self.review()

    def send(self) -> str:
        self.press("#send button[type=submit]")
        self.expect("receipt")
        return self.page.inner_text("#receipt")

    # What can be seen of it

    def axe(self) -> list[str]:
        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": STANDARDS}})
        return [
            f"{violation['id']}: {violation['help']}: {node['html'][:140]}"
            for violation in found.response["violations"]
            for node in violation["nodes"]
        ]

    def bodies(self) -> list[tuple[str, dict]]:
        """Address and body of everything that was posted."""
        posts = [request for request in self.requests if request.method == "POST"]
        return [(post.url.rsplit("/", 1)[1], json.loads(post.post_data or "{}")) for post in posts]

    def kept(self) -> dict:
        """What this browser keeps, as anybody with the developer's tools sees it."""
        return self.page.evaluate(
            """async () => {
              const databases = await indexedDB.databases();
              const records = [];
              for (const { name } of databases) {
                const opening = indexedDB.open(name);
                const database = await new Promise(done => { opening.onsuccess = () => done(opening.result); });
                for (const table of database.objectStoreNames) {
                  const all = database.transaction(table).objectStore(table).getAll();
                  await new Promise(done => { all.onsuccess = done; });
                  for (const record of all.result)
                    records.push({ fields: Object.keys(record).sort(), extractable: record.key?.extractable });
                }
                database.close();
              }
              return { records, tab: { ...sessionStorage }, local: { ...localStorage }, cookies: document.cookie };
            }"""
        )

    def picture(self, folder: Path | None, name: str) -> None:
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=folder / f"answer-{name}.png", full_page=True)

    def lose_reply(self, to: str) -> Callable[[], None]:
        """The server does what it is asked, and the browser never hears of it. Returns what ends that."""

        def lose(route) -> None:
            route.fetch()
            route.abort()

        self.page.route(f"**/{to}", lose)
        return lambda: self.page.unroute(f"**/{to}", lose)
