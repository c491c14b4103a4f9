"""What goes over the wire to a server and what comes back from it: headers, time, size, and keys that a server repeats."""

from __future__ import annotations

import asyncio
import email.utils
import math
import time
from urllib.request import getproxies, proxy_bypass

import httpx2

from factcheck.engines.openai.replies import Trouble, without_credit
from factcheck.engines.openai.server import Server

LONGEST_WAIT = 60.0
"""Seconds that a server may ask a run to wait; one that asks for more ends it."""
LARGEST_ANSWER = 4 * 2**20
"""Bytes of an answer, unpacked: far more than any answer that was asked for."""


class GuardedTransport(httpx2.AsyncBaseTransport):
    """HTTP to one server: so many seconds for a whole exchange, so many bytes for an answer, which comes as UTF-8 without the key."""

    def __init__(self, server: Server, seconds: float) -> None:
        self._server, self._seconds = server, seconds
        self._http = httpx2.AsyncHTTPTransport(proxy=_proxy(server.base_url), limits=httpx2.Limits(max_connections=None))

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The whole answer; raises ReadTimeout where that takes too long, Trouble where it cannot be unpacked or is too large."""
        try:
            async with asyncio.timeout(self._seconds):
                response = await self._http.handle_async_request(request if self._server.trusted else self._bare(request))
                try:
                    body = await _body(response)
                finally:
                    await response.aclose()
        except TimeoutError:
            raise httpx2.ReadTimeout("no whole answer in time", request=request) from None
        # Written anew as UTF-8, so that no other encoding hides the key; JSON holds no NUL, and UTF-16 would.
        text = self._server.hidden(body.decode("utf-8-sig", "replace").replace("\0", ""), request.content.decode("utf-8", "replace"))
        return httpx2.Response(response.status_code, headers=_headers(response, text), content=text.encode(), request=request)

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._http.aclose()

    def _bare(self, request: httpx2.Request) -> httpx2.Request:
        """The request with headers of our own alone: the openai package adds some from environment variables."""
        headers = {"Authorization": f"Bearer {self._server.key}", "Content-Type": "application/json", "User-Agent": "factcheck"}
        return httpx2.Request(request.method, request.url, headers=headers, content=request.content, extensions=request.extensions)


def _proxy(base_url: str) -> str | None:
    """The proxy that the environment names for the server: a transport of one's own gets none by itself."""
    url = httpx2.URL(base_url)
    proxies = getproxies()
    found = None if proxy_bypass(url.netloc.decode()) else proxies.get(url.scheme) or proxies.get("all")
    return found if found is None or "://" in found else f"http://{found}"


async def _body(response: httpx2.Response) -> bytes:
    """The body, unpacked piece by piece; each layer of packing multiplies what few bytes can become, so that one is allowed."""
    if len(response.headers.get_list("content-encoding", split_commas=True)) > 1:
        raise Trouble("malformed", "the server's answer is packed more than once", retryable=False)
    body = bytearray()
    try:
        async for part in response.aiter_bytes():
            body += part
            if len(body) > LARGEST_ANSWER:
                raise Trouble("malformed", f"the server's answer is larger than {LARGEST_ANSWER // 2**20} MiB", retryable=False)
    except httpx2.DecodingError:
        raise Trouble("malformed", "the server's answer cannot be unpacked") from None
    return bytes(body)


def _headers(response: httpx2.Response, text: str) -> dict[str, str]:
    """Those that the client acts on: the type, and when to ask again, if at all."""
    found = {"Content-Type": "application/json; charset=utf-8"}
    wait = asked_to_wait(response.headers)
    if wait is not None:
        found["Retry-After"] = f"{wait:.3f}"
    if (wait or 0) > LONGEST_WAIT or without_credit(response.status_code, text) or response.headers.get("x-should-retry") == "false":
        found["x-should-retry"] = "false"
    return found


def asked_to_wait(headers: httpx2.Headers) -> float | None:
    """The seconds that Retry-After asks for, as a number or as a date by the server's own clock; None where it says nothing usable."""
    said = headers.get("retry-after", "")
    try:
        milliseconds = headers.get("retry-after-ms")
        wait = float(said) if milliseconds is None else float(milliseconds) / 1000
    except ValueError:
        then, now = _instant(said), _instant(headers.get("date", ""))
        if then is None:
            return None
        wait = then - (time.time() if now is None else now)
    return wait if math.isfinite(wait) and wait > 0 else None


def _instant(said: str) -> float | None:
    try:
        return email.utils.parsedate_to_datetime(said).timestamp()
    except (TypeError, ValueError, OverflowError):
        return None
