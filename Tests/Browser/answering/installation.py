"""A server of its own with one open wave, in a folder that goes with the test."""

from __future__ import annotations

import csv
import datetime
import json
import re
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

WAVE = "spring-2026"
PEOPLE = 30


class Installation:
    def __init__(self, program: Path, folder: Path, questionnaire: Path):
        self.program = program
        self.folder = folder
        self.questionnaire = self.promising(questionnaire) if questionnaire.exists() else questionnaire
        self.places = ["--data", str(folder / "data"), "--keys", str(folder / "keys")]
        self.errors = open(folder / "errors.txt", "w+")
        self.server = subprocess.Popen(
            [program, "serve", *self.places, "--port", "0", "--json"], stdout=subprocess.PIPE, stderr=self.errors, text=True
        )
        self.ready = json.loads(self.server.stdout.readline())
        self.address = self.ready["address"]

    def promising(self, questionnaire: Path) -> Path:
        """A copy whose promises are about today, whenever that is, with the wordings that lie beside it."""
        today = datetime.date.today()
        for wording in questionnaire.parent.glob("*.txt"):
            shutil.copy(wording, self.folder)
        copy = self.folder / questionnaire.name
        text = re.sub(r"(supportChecked): .*", rf"\1: {today}", questionnaire.read_text())
        copy.write_text(re.sub(r"(Hear): .*", rf"\1: {today + datetime.timedelta(60)}", text))
        return copy

    def open_wave(self, wave: str = WAVE, questionnaire: Path | None = None) -> list[str]:
        """Invitations of two units, in turn."""
        roster = self.folder / f"{wave}-roster.csv"
        with roster.open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["name", "contact", "unit"])
            for number in range(PEOPLE):
                rows.writerow([f"Person {number}", f"person{number}@example.org", ["North", "South"][number % 2]])
        invitations = self.folder / f"{wave}-invitations.csv"
        asked = self.promising(questionnaire) if questionnaire else self.questionnaire
        self.hearth(
            "wave", "open", wave, "--questionnaire", asked, "--roster", roster, "--invitations", invitations,
            "--public-url", self.address,
        )  # fmt: skip
        with invitations.open(newline="") as file:
            return [row["link"] for row in csv.DictReader(file)]

    def preview(self, questionnaire: Path) -> tuple[subprocess.Popen, str]:
        """A running preview and the link that it prints."""
        process = subprocess.Popen(
            [self.program, "questionnaire", "preview", questionnaire, "--port", "0", "--json"], stdout=subprocess.PIPE, text=True,
            cwd=self.folder,
        )  # fmt: skip
        return process, json.loads(process.stdout.readline())["address"]

    def close_wave(self) -> int:
        """How many responses were there."""
        return json.loads(self.hearth("wave", "close", WAVE, "--json"))["responses"]

    def hearth(self, *arguments, places: bool = True) -> str:
        command = [self.program, *arguments, *(self.places if places else [])]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    BODY = b'{"receipt":"K7QM-2XRD-09TV-B"}'

    def begin_request(self) -> socket.socket:
        """The head and half the body of a request."""
        host, port = self.address.removeprefix("http://").split(":")
        wire = socket.create_connection((host, int(port)), timeout=10)
        head = f"POST /answer/{WAVE}/withdrawal HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        wire.sendall(head.encode() + b"Content-Length: %d\r\n\r\n" % len(self.BODY) + self.BODY[:9])
        time.sleep(0.5)
        return wire

    def end_request(self, wire: socket.socket) -> str:
        time.sleep(0.5)
        wire.sendall(self.BODY[9:])
        answer = b""
        while part := wire.recv(65536):
            answer += part
        return answer.decode()

    def stop(self) -> None:
        self.server.send_signal(signal.SIGTERM)

    def wait(self) -> tuple[int, str, str]:
        """Exit code, and what was written after the address."""
        code = self.server.wait(timeout=30)
        self.errors.seek(0)
        return code, self.server.stdout.read(), self.errors.read()

    def kill(self) -> None:
        self.server.kill()
        self.server.wait()
        self.errors.close()
