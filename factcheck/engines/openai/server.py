"""Which server is asked, with which key and model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from urllib.parse import urlsplit

from pydantic import Field

from factcheck.engines.asking import Asking
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
