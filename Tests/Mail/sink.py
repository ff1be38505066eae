"""A mail server on this machine that keeps what it is given, and turns down what it is told to."""

from __future__ import annotations

import email
import socket
import threading
from email import policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller


class Sink:
    def __init__(self):
        self.messages: list[tuple[str, bytes]] = []
        self.replies: dict[str, str] = {}
        self.lock = threading.Lock()
        self.arrived = threading.Condition(self.lock)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    async def handle_RCPT(self, server, session, envelope, address, options):
        reply = self.replies.get(address, "250 OK")
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server, session, envelope):
        with self.lock:
            self.messages += [(address, envelope.content) for address in envelope.rcpt_tos]
            self.arrived.notify_all()
        return "250 OK"

    def take(self) -> dict[str, list[EmailMessage]]:
        """What has arrived since the last time, by recipient, as another library reads it."""
        with self.lock:
            taken, self.messages = self.messages, []
        found: dict[str, list[EmailMessage]] = {}
        for address, content in taken:
            found.setdefault(address, []).append(email.message_from_bytes(content, policy=policy.default))
        return found

    def wait_for(self, count: int, seconds: float = 60) -> None:
        with self.lock:
            assert self.arrived.wait_for(lambda: len(self.messages) >= count, seconds), f"{len(self.messages)} messages came"

    def stop(self) -> None:
        self.controller.stop()
