"""Which server is asked, with which key and model."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from pydantic import Field

from factcheck.engines.asking import Asking
from factcheck.errors import UsageError
from factcheck.model import Frozen

OPENAI = "https://api.openai.com/v1"
_NO_KEY = "none"
"""What servers that need no key are sent, for the client must send something."""


class Server(Frozen):
    """An address, the key for it and the model there; the key is never shown."""

    base_url: str
    key: str = Field(repr=False)
    model: str
    withheld: bool = False
    """A key is set and is not sent: nobody but a file named the address."""

    def redacted(self, text: str) -> str:
        """The text in one line without the key, should a server have repeated it."""
        return " ".join((text.replace(self.key, "***") if self.key != _NO_KEY else text).split())


def server(asking: Asking, environment: Mapping[str, str], *, needs_key: bool = True) -> Server:
    """The server that settings and environment name.

    The key goes to OpenAI's own host, and to a server that the user named on the command line or in the environment; a configuration
    file may come with the articles, from anybody, and must not send it elsewhere.

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
    withheld = bool(key) and not (asking.vouched or base_url == usual) and not (at_home and address.scheme == "https")
    return Server(base_url=base_url, key=_NO_KEY if withheld else key or _NO_KEY, model=asking.model, withheld=withheld)
