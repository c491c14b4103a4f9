"""What every request passes through: host, origin, cookie and size are looked at, and every answer gets its protecting headers."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from factcheck.review.access import Access

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
