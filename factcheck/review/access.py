"""Who may use the page, and what every request passes through before it is answered."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import time
from collections.abc import MutableMapping
from threading import Lock
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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


# What every request passes through: host, origin, cookie and size are looked at, and every answer gets its protecting headers.

MOST_UPLOAD = 20_000_000
"""Bytes of one request that brings articles."""
MOST_FORM = 100_000
"""Bytes of any other request."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_LONGEST_PATH = 500
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""The address with the token is seen by no other site; without any referrer browsers would send forms with the origin "null"."""
_OPEN = ("/enter", "/static/")
"""Paths that need no cookie: where one is given, and our own style sheets and scripts."""


class _TooLargeError(Exception):
    """The body of a request is longer than it may be."""


class Gate:
    """Refuses what does not come from the page itself in a browser that was let in; gives each request `scope["cookie"]`."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app, self._access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers it with the refusal; anything but HTTP is not served."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        cookie = _cookie(headers, self._access.cookie)
        scope["cookie"] = cookie if self._access.admitted(cookie) else ""
        most = MOST_UPLOAD if scope["path"] == "/runs" else MOST_FORM
        sending = _protected(send, cached=scope["path"].startswith("/static/"))
        long = len(scope["path"]) > _LONGEST_PATH
        refused = PlainTextResponse("There is no such page here.\n", 404) if long else self._refusal(scope, headers, most)
        if refused is not None:
            await refused(scope, receive, sending)
            return
        try:
            await self._app(scope, _bounded(receive, most), sending)
        except ClientDisconnect:
            return
        except _TooLargeError:
            await _too_large(most)(scope, receive, sending)

    def _refusal(self, scope: Scope, headers: Headers, most: int) -> PlainTextResponse | None:
        host, path, method = headers.get("host", ""), scope["path"], scope["method"]
        if len(headers.getlist("host")) != 1 or host.lower() not in self._access.hosts:
            return PlainTextResponse("This server answers to its own address only.\n", 403)
        if method not in {"GET", "HEAD", "POST"}:
            return PlainTextResponse("Only GET and POST are served.\n", 405)
        if method == "POST" and (
            headers.get("origin") != f"http://{host}" or headers.get("sec-fetch-site", "same-origin") != "same-origin"
        ):
            return PlainTextResponse("Only this server's own pages may send this.\n", 403)
        if not scope["cookie"] and not path.startswith(_OPEN):
            return PlainTextResponse("Open the address that factcheck review printed; it holds a token.\n", 401)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > 18 or int(length) > most:
            return _too_large(most)
        return None


def _cookie(headers: Headers, name: str) -> str:
    """Browsers send what other programs on this machine have set, too, however it is written."""
    return cookie_parser("; ".join(headers.getlist("cookie"))).get(name, "")


def _too_large(most: int) -> PlainTextResponse:
    return PlainTextResponse(f"This is larger than {most:,} bytes; send less at once.\n", 413)


def _bounded(receive: Receive, most: int) -> Receive:
    """Gives the body on until it is longer than it may be."""
    read = 0

    async def bounded() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > most:
            raise _TooLargeError
        return message

    return bounded


def _protected(send: Send, *, cached: bool) -> Send:
    async def protected(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            headers["cache-control"] = "max-age=3600" if cached else "no-store"
        await send(message)

    return protected
