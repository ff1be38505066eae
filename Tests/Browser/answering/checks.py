"""Checks that are made one after the other, each said to be sound or wrong."""

from __future__ import annotations

import argparse
import os
import tempfile
import traceback
from pathlib import Path
from typing import Callable

from installation import Installation
from playwright.sync_api import sync_playwright

CHROMIUM = os.environ.get("HEARTH_CHROMIUM", "/usr/bin/chromium")


def same(got, wanted) -> None:
    assert got == wanted, f"{got!r} instead of {wanted!r}"


def hold(condition, words: str) -> None:
    assert condition, words


class Checks:
    """`check = Checks()` marks the functions; their first line says what is checked."""

    def __init__(self):
        self.functions: list[Callable] = []

    def __call__(self, function: Callable) -> Callable:
        self.functions.append(function)
        return function

    def wrong(self, run, only: str | None = None) -> int:
        """How many went wrong, of all or of the one that is named."""
        return sum(failed(function, run) for function in self.functions if only in (None, function.__name__))


def failed(function: Callable, run) -> bool:
    words = function.__doc__.splitlines()[0]
    try:
        function(run)
    except Exception:  # noqa: BLE001: every kind of failure is one finding
        print(f"WRONG  {words}\n  " + traceback.format_exc(limit=-3).replace("\n", "\n  "))
        return True
    print(f"sound  {words}")
    return False


def options(description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hearth", type=Path, required=True, help="the program")
    parser.add_argument("--only", help="the name of one check")
    return parser


def in_browser(checks: Checks, make: Callable, description: str, questionnaire: Path) -> int:
    """Makes the checks with a server of its own and a browser; 1 when anything is wrong."""
    parser = options(description)
    parser.add_argument("--screenshots", type=Path, help="a folder for pictures of every page")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        installation = Installation(arguments.hearth.resolve(), Path(folder), questionnaire)
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            wrong = checks.wrong(make(browser, installation, arguments.screenshots), arguments.only)
            browser.close()
        finally:
            installation.kill()
    return 1 if wrong else 0
