"""What the tests of the asker share: questions with a number, the right answers to them, and an asker for a server."""

import json
from pathlib import Path
from typing import Any

from fault_server import Body, FaultServer
from pydantic import Field

from factcheck.engines import Asking
from factcheck.engines.openai import FolderCache
from factcheck.engines.openai.answers import Answer, Prompt
from factcheck.engines.openai.asker import Asker, Problem, Question
from factcheck.engines.openai.server import Server
from factcheck.model import Modality

PROMPT = Prompt(id="t", version=1, output="Listed", changes=("first",), text="List.", digest="0" * 64)
KEY = "sk-secret"


class Told(Answer):
    """Some words."""

    quote: str
    modality: Modality


class Listed(Answer):
    """A short list, as the engine's own answers are."""

    claims: list[Told] = Field(max_length=8)


def answer(number: int) -> str:
    return json.dumps({"claims": [{"quote": f"q{number}", "modality": "asserted"}]})


def right(body: Body) -> str:
    return answer(asked(body))


def asked(body: Body) -> int:
    return int(body["messages"][1]["content"].removeprefix("unit "))


def asker(server: FaultServer | str, cache: Path | None = None, **settings: Any) -> Asker:  # noqa: ANN401
    url = server if isinstance(server, str) else server.url
    found = Server(base_url=url, key=KEY, model="m")
    return Asker(found, Asking(model="m", **settings), FolderCache(cache) if cache else None, dry=False)


def questions(count: int) -> list[Question[Listed]]:
    return [Question(PROMPT, f"unit {n}", Listed) for n in range(count)]


def one(server: FaultServer, cache: Path | None = None, **settings: Any) -> Listed | Problem:  # noqa: ANN401
    (found,) = asker(server, cache, **settings).ask(questions(1))
    return found


def refused(server: FaultServer, **settings: Any) -> Problem:  # noqa: ANN401
    """The problem that one question ends with."""
    found = one(server, **settings)
    assert isinstance(found, Problem), found
    return found
