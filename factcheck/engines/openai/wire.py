"""The one place that speaks to a server: structured outputs, what servers lack, and what their errors mean."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field, replace
from functools import cache
from types import TracebackType
from typing import Any, Literal, Protocol, Self, TypeVar

import openai
from openai.types.chat import ChatCompletionMessageParam
from pydantic import ValidationError

from factcheck.engines import Asking
from factcheck.engines.openai import Budget
from factcheck.engines.openai.answers import Answer, Reason, Reply, Trouble, estimated, object_in, read, without_credit
from factcheck.engines.openai.server import LONGEST_WAIT, GuardedTransport, Server

A = TypeVar("A", bound=Answer)

_KINDS: dict[int, Reason] = {401: "refused by the server", 403: "refused by the server", 404: "refused by the server", 429: "rate limit"}
_FATAL = {401, 403, 404}
_NOT_ABOUT_PARAMETERS = {401, 402, 403, 408, 409, 429}
_LONGEST_MESSAGE = 300
_EVER = 100 * 365 * 86_400


@dataclass(frozen=True)
class Request:
    """The conversation so far, as (role, text), and the type of the answer."""

    turns: tuple[tuple[str, str], ...]
    schema: type[Answer]

    @property
    def characters(self) -> int:
        """The length of what is sent, with the schema."""
        return sum(len(text) for _, text in self.turns) + len(shown(self.schema))


@dataclass(frozen=True)
class Dialect:
    """What a server understands; each lack is found out once, from its error."""

    schemas: bool = True
    temperature: bool = True
    limit: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"

    def simpler(self, error: openai.APIStatusError, *, proven: bool) -> Dialect | None:
        """The dialect to try after this error; None where the error is about something else.

        Servers that lack schemas answer 4xx or 500; once an answer came with a schema, no error is taken for that.
        """
        said = f"{error.message} {error.param}".lower()
        wrong = error.status_code < 500 and error.status_code not in _NOT_ABOUT_PARAMETERS
        unknown = error.param == "max_tokens" and error.code == "unsupported_parameter"
        if wrong and self.limit == "max_tokens" and (unknown or "max_completion_tokens" in said):
            return replace(self, limit="max_completion_tokens")
        if wrong and self.temperature and "temperature" in said:
            return replace(self, temperature=False)
        if self.schemas and not proven and error.status_code not in _NOT_ABOUT_PARAMETERS:
            return replace(self, schemas=False)
        return None


@dataclass
class Known:
    """What was learned about the server in this run."""

    dialect: Dialect = Dialect()
    answered: bool = False
    lacks_schemas: int | None = None
    """The HTTP status with which it refused one."""
    others: set[str] = field(default_factory=set)
    """Models that it says answered in the place of the one that was asked."""

    def settled(self) -> bool:
        """It is there, and its dialect is known."""
        return self.answered


class Wire(Protocol):
    """Sends a request and gives the reply; used as an asynchronous context."""

    async def __aenter__(self) -> Self:
        """Opens what sending needs."""
        ...

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Closes it."""
        ...

    async def send(self, request: Request) -> Reply:
        """The reply; raises Trouble where none came, Spent where a limit forbids the request."""
        ...


class CountingWire:
    """Sends nothing and counts what would be sent."""

    def __init__(self) -> None:
        self.requests = 0
        self.tokens = 0
        self.by_kind: dict[str, tuple[int, int]] = {}
        """The type of the answer -> requests and tokens."""

    async def __aenter__(self) -> Self:
        """Nothing to open."""
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Nothing to close."""

    async def send(self, request: Request) -> Reply:
        """Always raises Trouble."""
        tokens, kind = estimated(request.characters), request.schema.__name__
        self.requests += 1
        self.tokens += tokens
        before = self.by_kind.get(kind, (0, 0))
        self.by_kind[kind] = (before[0] + 1, before[1] + tokens)
        raise Trouble("not asked", "this is a dry run")


class HttpWire:
    """The openai package's asynchronous client, which retries with backoff and jitter and honours Retry-After."""

    def __init__(self, server: Server, asking: Asking, budget: Budget, known: Known) -> None:
        self._server, self._asking, self._budget, self._known = server, asking, budget, known

    async def __aenter__(self) -> Self:
        """Opens the client; every attempt on the wire is admitted by the budget first, retries too."""

        async def admit(_request: object) -> None:
            self._budget.admit()

        limits = {"timeout": self._asking.timeout_seconds, "max_retries": self._asking.retries}
        transport = GuardedTransport(self._server, self._asking.timeout_seconds)
        http = openai.DefaultAsyncHttpxClient(event_hooks={"request": [admit]}, follow_redirects=False, transport=transport)
        self._client = openai.AsyncOpenAI(base_url=self._server.base_url, api_key=self._server.key, http_client=http, **limits)  # type: ignore[arg-type]
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Closes the client and its connections."""
        await self._client.close()

    async def send(self, request: Request) -> Reply:
        """The reply, asked for in the richest dialect that the server understands."""
        try:
            return await self._adapting(request, self._known.dialect)
        except openai.APIStatusError as error:
            raise self._told(error) from None
        except openai.APITimeoutError:
            raise Trouble("timeout", f"{self._server.base_url} did not answer in {self._asking.timeout_seconds:g} s") from None
        except openai.APIConnectionError as error:
            cause = f" ({self._server.redacted(str(error.__cause__))[:_LONGEST_MESSAGE]})" if error.__cause__ else ""
            message = f"{self._server.base_url} cannot be reached{cause}; check --base-url and that the server runs"
            raise Trouble("unreachable", message, fatal=not self._known.answered) from None
        except openai.OpenAIError as error:
            raise Trouble("malformed", self._server.redacted(str(error))[:_LONGEST_MESSAGE]) from None

    async def _adapting(self, request: Request, dialect: Dialect) -> Reply:
        try:
            reply = await self._post(request, dialect)
        except openai.APIStatusError as error:
            other = dialect.simpler(error, proven=self._known.answered)
            if other is None:
                raise
            try:
                reply = await self._adapting(request, other)
            except openai.APIStatusError as again:
                raise (again if other.schemas else error) from None
            if dialect.schemas and not self._known.dialect.schemas and self._known.lacks_schemas is None:
                self._known.lacks_schemas = error.status_code
        else:
            self._known.dialect, self._known.answered = dialect, True
        return reply

    async def _post(self, request: Request, dialect: Dialect) -> Reply:
        completions = self._client.chat.completions.with_raw_response
        parameters: dict[str, Any] = {"model": self._server.model, "messages": _messages(request, schemas=dialect.schemas)}
        parameters[dialect.limit] = self._asking.answer_tokens
        if dialect.temperature:
            parameters["temperature"] = 0
        if dialect.schemas:
            answer = await completions.parse(**parameters, response_format=request.schema)
        else:
            answer = await completions.create(**parameters, response_format={"type": "json_object"})
        reply = read(answer.text, "schema" if dialect.schemas else "json", request.characters)
        self._budget.add(reply.tokens_in, reply.tokens_out)
        return reply

    def _told(self, error: openai.APIStatusError) -> Trouble:
        """What a refusal means; no credit and a long wait end a run even after good answers."""
        kind = _KINDS.get(error.status_code, "server error")
        said = f"{self._server.base_url} answered {error.status_code}: {self._server.redacted(error.message)[:_LONGEST_MESSAGE]}"
        if without_credit(error.status_code, error.response.text):
            return Trouble("no credit", f"{said}; the account has nothing left to spend", retryable=False, fatal=True)
        wait = float(error.response.headers.get("retry-after", 0))
        if wait > LONGEST_WAIT:
            return Trouble(kind, f"{said}; it asks to wait {_duration(wait)}: run again then, what was answered is kept", fatal=True)
        again = error.status_code in {408, 409, 429} or error.status_code >= 500
        return Trouble(kind, said, retryable=again, fatal=error.status_code in _FATAL and not self._known.answered)


def _duration(seconds: float) -> str:
    """In the units that matter; what nobody waits for is not written out."""
    if seconds > _EVER:
        return "for years"
    minutes = math.ceil(seconds / 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [(days, "d"), (hours, "h"), (minutes, "min")]
    return " ".join(f"{count:,} {unit}" for count, unit in parts if count)


def _messages(request: Request, *, schemas: bool) -> list[ChatCompletionMessageParam]:
    """Where the server takes no schema, the instructions hold it."""
    messages: list[Any] = [{"role": role, "content": text} for role, text in request.turns]
    if not schemas:
        messages[0] = {
            "role": "system",
            "content": f"{request.turns[0][1]}\n\nAnswer with one JSON object of this schema:\n{shown(request.schema)}",
        }
    return messages


@cache
def shown(schema: type[Answer]) -> str:
    """The type as a JSON schema, in one line."""
    return json.dumps(schema.model_json_schema(), ensure_ascii=False, separators=(",", ":"))


def validated(reply: Reply, schema: type[A]) -> tuple[A | None, str]:
    """The answer in the reply, or None and what is wrong with it."""
    try:
        return schema.model_validate_json(object_in(reply.text, reply.mode), strict=True), ""
    except ValidationError as error:
        told = [f"{'.'.join(map(str, e['loc'])) or 'the answer'}: {e['msg']}" for e in error.errors(include_url=False)[:3]]
        return None, "; ".join(told)[:_LONGEST_MESSAGE]
