"""Who may use the page: the token of the printed address, the password, the cookies that were given for them, and editors' names."""

from __future__ import annotations

import hmac
import secrets
import time
from threading import Lock

from factcheck.errors import UsageError

LEAST_PASSWORD = 8
"""Characters of a password."""
_MOST_FAILURES = 10
_PAUSE = 60.0
"""Seconds in which no password is looked at after too many wrong ones."""
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
        self._failures, self._until = 0, 0.0

    def opens(self, token: str) -> bool:
        """The token is that of the printed address."""
        return hmac.compare_digest(token.encode("utf-8", "surrogatepass"), self.token.encode())

    def proven(self, password: str) -> bool:
        """The password is right; after too many wrong ones none is, for a minute."""
        with self._lock:
            if time.monotonic() < self._until:
                return False
            right = self._password is None or hmac.compare_digest(password.encode("utf-8", "surrogatepass"), self._password.encode())
            self._failures = 0 if right else self._failures + 1
            if self._failures >= _MOST_FAILURES:
                self._failures, self._until = 0, time.monotonic() + _PAUSE
            return right

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
