"""What a reader makes of messages and letters, with libraries and programs of others."""

from __future__ import annotations

import email
import re
import subprocess
import tempfile
import unicodedata
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.utils import parseaddr
from pathlib import Path

from checks import hold, same


def shown(name: str) -> str:
    """A name as it may be written: without what is not seen or turns the writing round."""
    kept = "".join(c for c in name if unicodedata.bidirectional(c) not in ("RLO", "LRO", "PDF", "RLE", "LRE"))
    return " ".join(kept.split())


def text_of(message) -> str:
    return message.get_content().replace("\r\n", "\n")


def name_of(raw: bytes) -> str:
    """The recipient's name by the older reader: the newer one keeps the spaces between encoded words (python/cpython#92081)."""
    name, _ = parseaddr(email.message_from_bytes(raw)["to"])
    return str(make_header(decode_header(name)))


def link(message) -> str:
    return re.search(r"^http\S+/answer/\S+#i=\S+&k=\S+$", text_of(message), re.M)[0]


def stop_link(message) -> str:
    return re.search(r"^http\S+/no-mail#i=\S+$", text_of(message), re.M)[0]


def bounce(identifier: str) -> str:
    """As another library writes one."""
    report = MIMEMultipart("report", **{"report-type": "delivery-status"})
    note = EmailMessage()
    note.set_content("It did not arrive.\n")
    report.attach(note)
    status, server, recipient = Message(), Message(), Message()
    status["Content-Type"] = "message/delivery-status"
    server["Reporting-MTA"] = "dns; mail.example.org"
    recipient["Final-Recipient"] = "rfc822; x@example.org"
    recipient["Action"] = "failed"
    recipient["Status"] = "5.1.1"
    status.set_payload([server, recipient])
    report.attach(status)
    original = Message()
    original["Content-Type"] = "text/rfc822-headers"
    original.set_payload(f"Subject: x\nMessage-ID: {identifier}\n")
    report.attach(original)
    return report.as_string()


def scanned(pdf: Path) -> list[str]:
    """What a scanner reads on each page: one code."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "150", "-png", pdf, f"{folder}/page"], check=True)
        for number, page in enumerate(sorted(Path(folder).iterdir()), 1):
            read = subprocess.run(["zbarimg", "-q", "--raw", page], capture_output=True, text=True).stdout.split()
            same(len(read), 1)
            words = subprocess.run(["pdftotext", "-f", str(number), "-l", str(number), pdf, "-"], capture_output=True, text=True)
            # The reader takes hyphens at the ends of lines away.
            printed = "".join(words.stdout.split()).replace("-", "")
            hold(read[0].replace("-", "") in printed, "the code is not the address that is printed")
            found += read
    return found
