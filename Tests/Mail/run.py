"""Sends a wave's mail through msmtp to a mail server on this machine, reads it with another library, opens its links in a real browser.

    python3 Tests/Mail/run.py --hearth PROGRAM [--only CHECK]

Exit code 1 when anything is wrong. Needs aiosmtpd and playwright (`make browser-tools`), msmtp, poppler-utils, zbar-tools and Chromium.
"""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Browser" / "answering"))

from checks import CHROMIUM, Checks, hold, options, same  # noqa: E402
from participant import Participant  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from mail_installation import WAVE, Installation  # noqa: E402
from reading import bounce, link, name_of, scanned, shown, stop_link, text_of  # noqa: E402
from sink import Sink  # noqa: E402

TOPICS = ["burnout", "stress", "mental", "wellbeing", "drug", "how is work"]
check = Checks()


class Run:
    def __init__(self, program: Path, folder: Path, sink: Sink):
        self.program, self.folder, self.sink = program, folder, sink
        self.count = 0

    def installation(self, **options) -> Installation:
        self.count += 1
        self.sink.replies.clear()
        self.sink.take()
        folder = self.folder / str(self.count)
        folder.mkdir()
        return Installation(self.program, folder, self.sink.port, **options)


@check
def format(run: Run) -> None:
    """Every message is one that another library reads without a defect, whatever people are called."""
    site = run.installation()
    site.open_wave()
    told = site.send("wave", "invite", WAVE)
    same((told["sent"], told["refused"], told["waiting"], told["withoutAddress"]), (39, 0, 0, 1))
    raw = dict(run.sink.messages)
    mail = run.sink.take()
    same(set(mail), set(site.people) - {"Ward 3"})
    for address, [message] in mail.items():
        lines = raw[address].split(b"\r\n")
        hold(all(len(line) <= 78 for line in lines), f"{address}: a line is too long")
        hold(all(byte < 127 for byte in raw[address]), f"{address}: a byte is not ASCII")
        same(message.defects, [])
        same([defect for header in message.values() for defect in getattr(header, "defects", ())], [])
        hold(len(message.keys()) == len(set(message.keys())), f"{address}: a header stands twice")
        same([a.addr_spec for a in message["to"].addresses], [address])
        same(name_of(raw[address]), shown(site.people[address]))
        same(str(message["from"]), "Coastal Partnership <survey@example.org>")
        same(message["subject"], "A questionnaire from Coastal Partnership / Holiadur gan Coastal Partnership")
        same(message["bcc"], None)
        hold(abs(message["date"].datetime.timestamp() - time.time()) < 3600, "the date is wrong")
        same(message["date"].datetime.utcoffset().total_seconds(), 0)
        hold(re.fullmatch(r"<[0-9a-f]{32}@example\.org>", message["message-id"]), message["message-id"])
        text = text_of(message)
        hold(f"Dear {shown(site.people[address])}," in text and "Annwyl" in text, "the greeting is wrong")
        hold("help@example.org" in text and "STOP" in text, "the way out is missing")
        everything = (str(message["subject"]) + text).lower()
        hold(not any(topic in everything for topic in TOPICS), "the message names the topic")
    same(len({link(message) for [message] in mail.values()}), 39)
    same(site.send("wave", "invite", WAVE)["sent"], 0)


@check
def way(run: Run) -> None:
    """The link of an invitation leads through the form to a receipt; who has collected is not reminded; who said no is not either."""
    site = run.installation(settings="daysBetween: 2\n")
    server = subprocess.Popen(
        [site.program, "serve", *site.places, "--port", "0", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        address = json.loads(server.stdout.readline())["address"]
        site.open_wave(address)
        site.send("wave", "invite", WAVE)
        mail = run.sink.take()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            someone = Participant(browser)
            someone.begin(link(mail["p1@example.org"][0]))
            someone.answer()
            hold(re.fullmatch(r"[0-9A-Z-]{16}", someone.send()), "there is no receipt")
            someone.close()
            refusing = Participant(browser)
            refusing.page.goto(stop_link(mail["p2@example.org"][0]))
            hold("#" not in refusing.page.url, "the address keeps the secret")
            same(refusing.axe(), [])
            refusing.press("#no-mail button[type=submit]")
            refusing.expect("stopped")
            hold(all("cookie" not in request.headers for request in refusing.requests), "a cookie was sent")
            same(refusing.noise, [])
            refusing.page.goto(stop_link(mail["p3@example.org"][0]).split("#")[0])
            refusing.press("#no-mail button[type=submit]")
            hold("does not know your invitation" in refusing.problem(), "a page without an invitation says nothing")
            refusing.close()
            browser.close()
        same(site.hearth("wave", "opt-out", WAVE, "-", input="P4@EXAMPLE.ORG\n").strip(),
             f"1 people get no more messages about “{WAVE}”.")  # fmt: skip
        early = site.run("wave", "remind", WAVE, "--mail", site.mail, "--once")
        hold(early.returncode == 1 and "days ago" in early.stderr, early.stderr)
        change(site, "UPDATE contacts SET letter_day = letter_day - ?", 2)
        told = site.send("wave", "remind", WAVE)
        same(told["said"], "Reminders have gone to more than 27 people.")
        reminded = run.sink.take()
        same(set(site.people) - set(reminded), {"p1@example.org", "p2@example.org", "p4@example.org", "Ward 3"})
        same(link(reminded["p5@example.org"][0]), link(mail["p5@example.org"][0]))
        hold(reminded["p5@example.org"][0]["message-id"] != mail["p5@example.org"][0]["message-id"], "one Message-ID twice")
    finally:
        server.send_signal(signal.SIGTERM)
        rest, errors = server.communicate(timeout=30)
    same((server.returncode, rest, errors), (0, "", ""))


def change(site: Installation, statement: str, days: int) -> None:
    """Moves a day of the directory, as if so many had passed."""
    subprocess.run(
        [sys.executable, "-c", "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); "
         "c.execute(sys.argv[2], (int(sys.argv[3]),)); c.commit()",
         site.folder / "data" / "directory.sqlite", statement, str(days)], check=True)  # fmt: skip


@check
def killed(run: Run) -> None:
    """A sender that is killed loses nobody: the next one goes on, and at most one message comes twice, under the same Message-ID."""
    site = run.installation()
    site.open_wave()
    for _ in range(3):
        sender = subprocess.Popen(site.command("wave", "invite", WAVE), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        run.sink.wait_for(len(run.sink.messages) + 4)
        sender.kill()
        sender.communicate()
    told = site.send("wave", "invite", WAVE)
    same((told["waiting"], told["refused"]), (0, 0))
    mail = run.sink.take()
    same(set(mail), set(site.people) - {"Ward 3"})
    for copies in mail.values():
        same(len({copy["message-id"] for copy in copies}), 1)
    twice = sum(len(copies) - 1 for copies in mail.values())
    hold(twice <= 3, f"{twice} messages came twice after three cuts")


@check
def refusals(run: Run) -> None:
    """A server that says later is asked again, an address it turns down is listed, and nobody is named anywhere else."""
    site = run.installation()
    site.open_wave()
    run.sink.replies.update({"p1@example.org": "550 5.1.1 no such user", "p2@example.org": "451 4.7.1 come back later"})
    done = site.run("wave", "invite", WAVE, "--mail", site.mail, "--once")
    same(done.returncode, 0)
    hold("37 invitations" in done.stdout and "1 could not be sent" in done.stdout, done.stdout)
    hold("@" not in done.stdout + done.stderr, "somebody is named: " + done.stdout + done.stderr)
    same(site.hearth("wave", "bounces", WAVE), "p1@example.org\n")
    run.sink.replies.clear()
    same(site.send("wave", "invite", WAVE)["sent"], 1)
    mail = run.sink.take()
    same(set(site.people) - set(mail), {"p1@example.org", "Ward 3"})
    box = site.folder / "box"
    box.write_text("From MAILER-DAEMON\n" + bounce(mail["p3@example.org"][0]["message-id"]) + "\n")
    same(site.hearth("wave", "bounces", WAVE, box), "p1@example.org\np3@example.org\n")
    maildir = site.folder / "maildir" / "new"
    maildir.mkdir(parents=True)
    (maildir / "1").write_text(bounce(mail["p5@example.org"][0]["message-id"]))
    same(site.hearth("wave", "bounces", WAVE, maildir.parent), "p1@example.org\np3@example.org\np5@example.org\n")


@check
def set_up(run: Run) -> None:
    """A mail command that does not work stops at once, says why, and loses nobody; no shell reads it."""
    site = run.installation(people=12)
    site.open_wave()
    for command in ["/no/such/program -t", "false-program-name", f"msmtp -C {site.folder}/nothing --no-such-option -t"]:
        done = site.run("wave", "invite", WAVE, "--mail", site.mail, "--once", "--sendmail", command)
        same(done.returncode, 1)
        hold("does not work" in done.stderr and "it goes on where it stopped" in done.stderr, done.stderr)
    done = site.run("wave", "invite", WAVE, "--mail", site.mail, "--once", "--sendmail", f"cat > {site.folder}/leak")
    same((done.returncode, (site.folder / "leak").exists()), (1, False))
    same(site.send("wave", "invite", WAVE)["sent"], 11)


@check
def background(run: Run) -> None:
    """A running server sends what an interrupted command left in the queue."""
    site = run.installation(people=12)
    site.open_wave()
    sender = subprocess.Popen(site.command("wave", "invite", WAVE), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    run.sink.wait_for(3)
    sender.kill()
    sender.communicate()
    server = subprocess.Popen(
        [*site.command("serve"), "--port", "0", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    server.stdout.readline()
    deadline = time.time() + 60
    while time.time() < deadline and len({address for address, _ in run.sink.messages}) < 11:
        time.sleep(0.1)
    server.send_signal(signal.SIGTERM)
    _, errors = server.communicate(timeout=60)
    same((server.returncode, errors), (0, ""))
    same(set(run.sink.take()), set(site.people) - {"Ward 3"})


@check
def letters(run: Run) -> None:
    """Letters are one page each, and each code is the link that belongs to the name on its page."""
    site = run.installation(people=12)
    site.open_wave()
    site.send("wave", "invite", WAVE)
    site.hearth("wave", "letters", WAVE, "--out", site.folder / "all.csv", "--everybody")
    with (site.folder / "all.csv").open(newline="") as file:
        links = {shown(row["name"]) + row["contact"]: row["link"] for row in csv.DictReader(file)}
    same(len(links), 12)
    pdf = site.folder / "letters.pdf"
    hold("1 letters" in site.hearth("wave", "letters", WAVE, "--out", pdf, "--mail", site.mail), "too many letters")
    same(scanned(pdf), [links["Mallory PaperWard 3"]])
    hold("Dear Mallory Paper," in subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True).stdout, "whose is it")
    for file in [pdf, site.folder / "all.csv"]:
        same(file.stat().st_mode & 0o777, 0o600)
    same(sorted(os.listdir(site.folder)), ["all.csv", "data", "keys", "letters.pdf", "mail.yaml", "msmtprc", "roster.csv"])
    hold(site.run("wave", "letters", WAVE, "--out", pdf, "--mail", site.mail).returncode == 1, "a file was written over")
    every = site.folder / "every.pdf"
    site.hearth("wave", "letters", WAVE, "--out", every, "--mail", site.mail, "--everybody")
    same(sorted(scanned(every)), sorted(links.values()))
    size = subprocess.run(["pdfinfo", every], capture_output=True, text=True, check=True).stdout
    hold("Pages:           12" in size and "(A4)" in size, size)


@check
def destroyed(run: Run) -> None:
    """After the destruction nothing can be sent, also not from an old copy of the directory put back in place."""
    site = run.installation(people=12)
    site.open_wave()
    site.send("wave", "invite", WAVE)
    data = site.folder / "data"
    old = {file.name: file.read_bytes() for file in data.iterdir()}
    site.hearth("contacts", "destroy", "--wave", WAVE)
    hold(not list((site.folder / "keys").glob("*.contacts")), "the key is still there")
    for name in data.iterdir():
        hold(b"example.org" not in name.read_bytes(), f"{name} holds an address")
    for attempt in ["now", "old"]:
        for command in [["letters", WAVE, "--out", site.folder / "x.csv", "--everybody"], ["bounces", WAVE]]:
            done = site.run("wave", *command)
            same(done.returncode, 1)
            hold("destroyed" in done.stderr or "a key cannot be read" in done.stderr, done.stderr)
            hold(not (site.folder / "x.csv").exists(), "a file is left behind")
        for file in data.iterdir():
            file.unlink()
        for name, content in old.items():
            (data / name).write_bytes(content)


@check
def due(run: Run) -> None:
    """A server that starts destroys the contacts that are due, and only those."""
    site = run.installation(people=12)
    site.open_wave()
    site.hearth("wave", "close", WAVE)
    for days, kept in [(29, True), (1, False)]:
        change(site, "UPDATE contacts SET closed_day = closed_day - ?", days)
        server = subprocess.Popen(
            [*site.command("serve"), "--port", "0", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        server.stdout.readline()
        same(bool(list((site.folder / "keys").glob("*.contacts"))), kept)
        server.send_signal(signal.SIGTERM)
        _, errors = server.communicate(timeout=30)
        same((server.returncode, "have been destroyed" in errors, "@" in errors), (0, not kept, False))


def main() -> int:
    arguments = options(__doc__).parse_args()
    sink = Sink()
    with tempfile.TemporaryDirectory() as folder:
        wrong = check.wrong(Run(arguments.hearth.resolve(), Path(folder), sink), arguments.only)
    sink.stop()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
