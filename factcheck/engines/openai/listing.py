"""Which models there are on the servers that can be reached: those that were named, OpenAI's own with a key, and the usual local ones."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence

import openai

from factcheck.engines import Asking
from factcheck.engines.openai.replies import Trouble
from factcheck.engines.openai.server import OPENAI, GuardedTransport, Server, server
from factcheck.model import Frozen

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
