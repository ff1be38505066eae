"""An installation with mail settings of its own and people with difficult names."""

from __future__ import annotations

import csv
import json
import subprocess
from pathlib import Path

WAVE = "spring-2026"
FORM = Path(__file__).resolve().parent.parent / "Browser" / "answering" / "questionnaire.yaml"
# Invented; each is a way to break a header.
NAMES = [
    "Ann Example", "Zoë Ångström-Ó Súilleabháin", "山田 太郎", 'Bob "The Boss" O\'Neill; <x@example.org>',
    "Carol, Dave & Eve: team\\lead", "Grace\u202egro.elpmaxe@live\u202c", "=?utf-8?Q?Heidi?=",
    "Ivan " + "Very-Long-Name " * 18, "👩‍👩‍👧‍👦 " * 11, "Llŷr ap Gwyn",
]  # fmt: skip


class Installation:
    def __init__(self, program: Path, folder: Path, port: int, people: int = 40, settings: str = ""):
        self.program = program
        self.folder = folder
        self.places = ["--data", str(folder / "data"), "--keys", str(folder / "keys")]
        self.msmtp = folder / "msmtprc"
        self.msmtp.write_text(f"account default\nhost 127.0.0.1\nport {port}\nfrom survey@example.org\n")
        self.msmtp.chmod(0o600)
        self.mail = folder / "mail.yaml"
        self.mail.write_text(
            "sender: Coastal Partnership\ncontact: help@example.org\nfrom: survey@example.org\n"
            f"sendmail: msmtp -C '{self.msmtp}' -t\nperMinute: 600\nlanguage: both\n{settings}"
        )
        self.people = {f"p{number}@example.org": NAMES[number % len(NAMES)] for number in range(people - 1)}
        self.people["Ward 3"] = "Mallory Paper"
        with (folder / "roster.csv").open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["name", "contact", "unit"])
            rows.writerows([name, contact, "North"] for contact, name in self.people.items())

    def open_wave(self, address: str = "http://127.0.0.1:8080") -> None:
        self.hearth(
            "wave", "open", WAVE, "--questionnaire", FORM, "--roster", self.folder / "roster.csv", "--public-url", address
        )

    def run(self, *arguments, **options) -> subprocess.CompletedProcess:
        return subprocess.run([self.program, *arguments, *self.places], capture_output=True, text=True, **options)

    def hearth(self, *arguments, **options) -> str:
        done = self.run(*arguments, **options)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def command(self, *arguments) -> list:
        """The whole command line, with the mail settings."""
        return [self.program, *arguments, *self.places, "--mail", str(self.mail)]

    def send(self, *arguments) -> dict:
        return json.loads(self.hearth(*arguments, "--mail", self.mail, "--once", "--json"))
