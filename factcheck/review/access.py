"""Who may use the page: the token of the printed address, tickets, the password, the cookies given for them, and editors' names."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import time
from threading import Lock

from factcheck.errors import UsageError

LEAST_PASSWORD = 8
"""Characters of a password."""
_MOST_FAILURES = 10
_PAUSE = 60.0
"""Seconds in which no password from an address is looked at after too many wrong ones from there."""
_MOST_ADDRESSES = 10_000
_TICKET_SECONDS = 60.0
"""How long a browser has to start."""
_MOST_BROWSERS = 1000


class Access:
    """The secrets of one server, good until it stops; `hosts` are the names (with the port) that requests may call it by."""

    def __init__(self, hosts: frozenset[str], port: int, password: str | None = None) -> None:
        if password is not None and len(password) < LEAST_PASSWORD:
            raise UsageError(f"the password has {len(password)} characters; take at least {LEAST_PASSWORD}")
        self.hosts, self.cookie, self.guarded = hosts, f"factcheck_{port}", password is not None
        self.token = secrets.token_urlsafe(32)
        self._password, self._lock = password, Lock()
        self._names: dict[str, str] = {}
        self._failures: dict[str, tuple[int, float]] = {}
        """How many wrong passwords came from an address, and until when none from there is looked at."""
        self._tickets: dict[str, float] = {}

    def opens(self, token: str) -> bool:
        """The token is that of the printed address, or a ticket, which is used up by that."""
        with self._lock:
            if self._tickets.pop(token, 0.0) > time.monotonic():
                return True
        return hmac.compare_digest(token.encode("utf-8", "surrogatepass"), self.token.encode())

    def ticket(self) -> str:
        """A token that opens once and for a minute: what stands in a command line may be read by everybody on the machine."""
        with self._lock:
            given = secrets.token_urlsafe(32)
            self._tickets[given] = time.monotonic() + _TICKET_SECONDS
            return given

    def proven(self, password: str, address: str) -> bool:
        """The password is right; after too many wrong ones from an address none from there is, for a minute."""
        network = _network(address)
        with self._lock:
            failures, until = self._failures.pop(network, (0, 0.0))
            waiting = time.monotonic() < until
            right = self._password is None or hmac.compare_digest(password.encode("utf-8", "surrogatepass"), self._password.encode())
            if waiting:
                self._failures[network] = failures, until
            elif not right:
                failures += 1
                self._failures[network] = (failures, 0.0) if failures < _MOST_FAILURES else (0, time.monotonic() + _PAUSE)
            while len(self._failures) > _MOST_ADDRESSES:
                self._failures.pop(next(iter(self._failures)))
            return right and not waiting

    def admit(self) -> str:
        """A new cookie for one browser."""
        with self._lock:
            while len(self._names) >= _MOST_BROWSERS:
                self._names.pop(next(iter(self._names)))
            given = secrets.token_urlsafe(32)
            self._names[given] = ""
            return given

    def admitted(self, cookie: str) -> bool:
        """The cookie was given by this server."""
        return cookie in self._names

    def name_of(self, cookie: str) -> str:
        """The editor's name, "" where none was given yet."""
        return self._names.get(cookie, "")

    def rename(self, cookie: str, author: str) -> None:
        """Keeps the name that an editor gives."""
        with self._lock:
            if cookie in self._names:
                self._names[cookie] = author


def _network(address: str) -> str:
    """The address, of version 6 its /64, all of which one machine may use."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
