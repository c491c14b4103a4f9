"""Which servers there are and which is asked, with which key and model, and what goes over the wire to it."""

from __future__ import annotations

import asyncio
import email.utils
import math
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx2
import openai
from pydantic import Field

from factcheck.engines import Asking
from factcheck.engines.openai.answers import Trouble, without_credit
from factcheck.errors import UsageError
from factcheck.model import Frozen

OPENAI = "https://api.openai.com/v1"
_NO_KEY = "none"
"""What servers that need no key are sent, for the client must send something."""
_SECRET = 8
"""Characters of what may be a secret."""
_PRIVATE = ("OPENAI_API_KEY", "OPENAI_CUSTOM_HEADERS", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID")
"""What the environment holds for servers that the user chose, and the openai package would send to any."""


class Server(Frozen):
    """An address, the key for it and the model there; the key is never shown."""

    base_url: str
    key: str = Field(repr=False)
    model: str
    trusted: bool = True
    """The user chose the address, and not a file; only then does anything of the environment go there."""
    withheld: tuple[str, ...] = ()
    """The environment variables that are set and were not sent."""
    others: tuple[str, ...] = Field(default=(), repr=False)
    """What else is sent and not to be shown: words of headers that the environment adds."""

    def hidden(self, text: str, sent: str = "") -> str:
        """The text without the key, also where JSON's escapes spell it; a key that stands in what was sent anyway is none."""
        for secret in (self.key, *self.others):
            if secret != _NO_KEY and secret not in sent:
                text = _spelled(secret).sub("***", text)
        return text

    def answers_as(self, name: str) -> bool:
        """Whether the name that an answer bears is the model that is asked: its dated version and its path are, its siblings are not."""
        asked, found = (_bare(name) for name in (self.model, name))
        return not found or re.fullmatch(rf"{re.escape(asked)}(?:[-:@](?:\d[\d.-]*|latest))?", found) is not None

    def redacted(self, text: str) -> str:
        """The text in one line without the key, should a server have repeated it."""
        return " ".join(self.hidden(text).split())


def _bare(model: str) -> str:
    return re.split(r"[/\\]", model.strip().lower())[-1].removesuffix(".gguf").removesuffix(":latest")


@cache
def _spelled(key: str) -> re.Pattern[str]:
    """The key in any JSON, strings of JSON inside strings included, where backslashes double."""
    letters = (rf"(?:\\{{0,16}}{re.escape(letter)}|\\{{1,16}}u(?i:{ord(letter):04x}))" for letter in key)
    return re.compile("".join(letters))


def server(asking: Asking, environment: Mapping[str, str], *, needs_key: bool = True) -> Server:
    """The server that settings and environment name.

    The key, and whatever else the environment holds for such servers, goes to OpenAI's own host, and to a server that the user named
    on the command line or in the environment; a configuration file may come with the articles, from anybody, and must not send it
    elsewhere.

    Raises UsageError where OpenAI's own host has no key, where no model is named, where an address is none, and where a limit of cost
    has no price to count with.
    """
    usual = environment.get("OPENAI_BASE_URL", "").rstrip("/")
    base_url = asking.base_url.rstrip("/") or usual or OPENAI
    address = urlsplit(base_url)
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise UsageError(f"--base-url: {base_url!r} is no address; write it like http://127.0.0.1:8080/v1")
    if address.username or address.password:
        raise UsageError("--base-url: an address must not hold a password; put the key into OPENAI_API_KEY")
    if address.query or address.fragment:
        raise UsageError("--base-url: an address must not go on with ? or #; end it with its path, and put a key into OPENAI_API_KEY")
    key = environment.get("OPENAI_API_KEY", "").strip()
    at_home = address.hostname == urlsplit(OPENAI).hostname
    if needs_key and not key and at_home:
        raise UsageError("engine openai: OPENAI_API_KEY is not set; set it, or name a server of your own with --base-url")
    if not asking.model:
        raise UsageError("engine openai: no model is named; name one with --model, or as model in the configuration")
    if asking.max_cost is not None and asking.model not in asking.prices:
        raise UsageError(f"--max-cost: no price is known for {asking.model!r}; add it to [prices] in the configuration")
    trusted = asking.vouched or base_url == usual or (at_home and address.scheme == "https")
    withheld = () if trusted else tuple(name for name in _PRIVATE if environment.get(name, "").strip())
    others = _secrets(environment.get("OPENAI_CUSTOM_HEADERS", "")) if trusted else ()
    sent = key if trusted and key else _NO_KEY
    return Server(base_url=base_url, key=sent, model=asking.model, trusted=trusted, withheld=withheld, others=others)


def _secrets(headers: str) -> tuple[str, ...]:
    """The words in the values of headers ("Name: value" lines) that are long enough to be secrets."""
    words = (word for line in headers.splitlines() for word in line.partition(":")[2].split())
    return tuple(sorted({word for word in words if len(word) >= _SECRET}, key=len, reverse=True))


# What goes over the wire to a server and what comes back from it: headers, time, size, and keys that a server repeats.

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
    """The proxy that the environment names for the server: a transport of one's own gets none by itself.

    Raises UsageError for one that cannot be used, without the password that it may hold.
    """
    url = httpx2.URL(base_url)
    proxies = getproxies()
    found = None if proxy_bypass(url.netloc.decode()) else proxies.get(url.scheme) or proxies.get("all")
    if found is None:
        return None
    found = found if "://" in found else f"http://{found}"
    try:
        parts = urlsplit(found)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise UsageError("the proxy that the environment names cannot be used; write it like http://127.0.0.1:3128 in HTTPS_PROXY")
    return found


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


LOCAL: Mapping[str, str] = {
    "Ollama": "http://127.0.0.1:11434/v1",
    "LM Studio": "http://127.0.0.1:1234/v1",
    "llama.cpp": "http://127.0.0.1:8080/v1",
}
"""Where servers on this machine listen unless they are told otherwise."""
_SECONDS_HERE, _SECONDS_ELSEWHERE = 2.0, 8.0
"""How long a server on this machine may take, and any other."""
_LONGEST_NAME = 200
_LONGEST_MESSAGE = 160
_OTHER_USES = ("embed", "whisper", "tts", "dall-e", "image", "audio", "moderation", "realtime", "rerank", "sora", "transcribe")
"""What stands in the names of models that do not answer questions about texts."""


class Listed(Frozen):
    """A server with the models that it says it has, in its order; `problem` says why there are none, "" where it answered."""

    name: str
    base_url: str
    models: tuple[str, ...] = ()
    problem: str = ""
    named: bool = False
    """The user named the server, or gave a key for it: a reader wants to know why it does not answer."""

    def chosen(self, wanted: str) -> str:
        """The model to try: the one that is wanted where it is there, else the first that may answer questions about texts."""
        fit = (model for model in self.models if not any(word in model.lower() for word in _OTHER_USES))
        return wanted if wanted in self.models else next(fit, "")


def listed(asking: Asking, environment: Mapping[str, str]) -> list[Listed]:
    """Asks every server at once. With `base_url` that server alone is asked.

    The key goes to OpenAI's own host, and to the server that the user named on the command line or in the environment. Raises
    UsageError for an address that is none.
    """
    servers = list(_servers(asking, environment))
    return asyncio.run(_all(servers))


def _servers(asking: Asking, environment: Mapping[str, str]) -> Iterator[tuple[str, Server, bool]]:
    """(name, server, the user named it); no server comes twice."""
    plain = asking.model_copy(update={"model": asking.model or "any", "max_cost": None})
    if asking.base_url:
        yield "the server named", server(plain, environment, needs_key=False), True
        return
    usual = environment.get("OPENAI_BASE_URL", "").rstrip("/")
    if usual:
        yield "OPENAI_BASE_URL", server(plain, environment, needs_key=False), True
    if environment.get("OPENAI_API_KEY", "").strip() and usual != OPENAI:
        yield "OpenAI", server(plain.model_copy(update={"base_url": OPENAI}), environment), True
    for name, address in LOCAL.items():
        if address != usual:
            guessed = plain.model_copy(update={"base_url": address}).address_from_file()
            yield name, server(guessed, environment, needs_key=False), False


async def _all(servers: Sequence[tuple[str, Server, bool]]) -> list[Listed]:
    return list(await asyncio.gather(*(_ask(name, one, named=named) for name, one, named in servers)))


async def _ask(name: str, one: Server, *, named: bool) -> Listed:
    seconds = _SECONDS_ELSEWHERE if named else _SECONDS_HERE
    found = Listed(name=name, base_url=one.base_url, named=named)
    http = openai.DefaultAsyncHttpxClient(follow_redirects=False, transport=GuardedTransport(one, seconds))
    try:
        async with openai.AsyncOpenAI(base_url=one.base_url, api_key=one.key, http_client=http, timeout=seconds, max_retries=0) as client:
            page = await client.models.list()
    except openai.APITimeoutError:
        problem = f"did not answer in {seconds:g} s"
    except openai.APIConnectionError:
        problem = "cannot be reached"
    except openai.APIStatusError as error:
        problem = f"answered {error.status_code}: {one.redacted(error.message)[:_LONGEST_MESSAGE]}"
    except Trouble as error:
        problem = one.redacted(str(error))[:_LONGEST_MESSAGE]
    except (openai.OpenAIError, ValueError):
        problem = "answered, and not with a list of models"
    else:
        models = [getattr(model, "id", None) for model in getattr(page, "data", None) or ()]
        told = tuple(one.redacted(model)[:_LONGEST_NAME] for model in models if isinstance(model, str) and model.strip())
        return found.model_copy(update={"models": told, "problem": "" if told else "lists no model"})
    return found.model_copy(update={"problem": problem})
