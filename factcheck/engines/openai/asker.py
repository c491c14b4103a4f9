"""Asks one question after another, eight at a time: cache, limits, one repair round, and every question answered or told as a problem."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import ValidationError

from factcheck.engines import Asking, Cache
from factcheck.engines.openai import Budget, Spent
from factcheck.engines.openai.answers import Answer, Prompt, Reply, Trouble
from factcheck.engines.openai.server import Server
from factcheck.engines.openai.wire import CountingWire, HttpWire, Known, Request, Wire, shown, validated
from factcheck.errors import EngineError

A = TypeVar("A", bound=Answer)

_REPAIR = "That answer cannot be used: {}. Answer again, in the form that was asked for and with nothing else."
_LONGEST_SHOWN = 4000
"""How much of a wrong answer the model is shown again."""
_MENDED_BY_LESS = frozenset({"invalid answer", "truncated", "empty", "malformed", "refusal"})
_MOST_IN_VAIN = 3
"""Questions that end in an error of the server, each after all retries, before any has an answer; then no more is asked."""
_MOST_OTHERS, _LONGEST_NAME = 3, 80
"""How many other models are named that a server says it asked, and how much of a name."""


@dataclass(frozen=True)
class Question(Generic[A]):
    """Instructions, the text they are about, the type of the answer, and what else could be wrong with one ("" = nothing).

    Where `settle` is given, mistakes do not cost the answer: it makes one of the first and of the second, which the model gave when it
    was told what is wrong, and whoever asks drops what is wrong still.
    """

    prompt: Prompt
    text: str
    schema: type[A]
    objection: Callable[[A], str] = lambda _answer: ""
    settle: Callable[[A, A], A] | None = None


@dataclass(frozen=True)
class Problem:
    """Why a question has no answer."""

    kind: str
    message: str
    retryable: bool

    @property
    def mended_by_less(self) -> bool:
        """A shorter question may be spared it."""
        return self.kind in _MENDED_BY_LESS


class Asker:
    """One server, asked within one budget; what it learned about the server holds for the whole run."""

    def __init__(self, server: Server, asking: Asking, cache: Cache | None, *, dry: bool) -> None:
        self.server, self.budget, self.known = server, Budget(asking), Known()
        self.counting = CountingWire() if dry else None
        self._asking, self._cache = asking, cache
        self._down: Trouble | None = None
        self._in_vain = 0
        self.json_mode = False
        self.unkept = ""
        """Why answers are no longer kept; "" where they are."""

    @property
    def context_tokens(self) -> int:
        """Tokens that one request may take, with its answer."""
        return self._asking.context_tokens

    @property
    def answer_tokens(self) -> int:
        """Tokens that one answer may take."""
        return self._asking.answer_tokens

    def ask(self, questions: Sequence[Question[A]], order: Sequence[int] | None = None) -> Iterator[A | Problem]:
        """An answer or a problem for each question, in their order; `order` (indices) says which is asked first.

        A run that is broken off ends every request and keeps what was answered so far in the cache. Raises EngineError where the
        caller's thread runs an event loop of its own.
        """
        if not questions:
            return
        _refuse_a_running_loop()
        with asyncio.Runner() as runner:
            crew = runner.run(self._start(questions, order or range(len(questions))))
            try:
                for index in range(len(questions)):
                    yield runner.run(_result(crew.tasks[index]))
            finally:
                runner.run(crew.close())

    async def _start(self, questions: Sequence[Question[A]], order: Sequence[int]) -> _Crew[A]:
        wire: Wire = self.counting or HttpWire(self.server, self._asking, self.budget, self.known)
        await wire.__aenter__()
        crew: _Crew[A] = _Crew(wire, self._asking.concurrency)
        for index in order:
            crew.tasks[index] = asyncio.create_task(self._answer(questions[index], crew))
        return crew

    async def _answer(self, question: Question[A], crew: _Crew[A]) -> A | Problem:
        """A kept answer, or one that the server gives, at the second try at the latest; only what can be used is kept."""
        turns: tuple[tuple[str, str], ...] = (("system", question.prompt.text), ("user", question.text))
        key = self._key(Request(turns, question.schema), question.prompt)
        if (kept := self._kept(key)) is not None and (known := _known(kept, question)) is not None:
            self.budget.cached += 1
            self._note(kept)
            return known
        first: A | None = None
        wrong = ""
        for _ in range(2):
            reply = await self._reply(Request(turns, question.schema), crew)
            found = reply if isinstance(reply, Problem) else _judged(reply, question)
            if isinstance(reply, Problem) or isinstance(found, Problem):
                return first or found  # type: ignore[return-value]  # a problem of the reply is a problem that was found
            answer, wrong = found
            if answer is not None and question.settle is not None:
                answer, wrong = (answer, wrong) if first is None else (question.settle(first, answer), "")
            if answer is not None and not wrong:
                self._keep(key, reply if first is None else reply.model_copy(update={"text": answer.model_dump_json()}))
                return answer
            first = first or (answer if question.settle is not None else None)
            turns = (*turns, ("assistant", reply.text[:_LONGEST_SHOWN]), ("user", _REPAIR.format(wrong)))
        return first or Problem("invalid answer", f"the model's answer cannot be used, nor can its second one ({wrong})", retryable=False)

    async def _reply(self, request: Request, crew: _Crew[A]) -> Reply | Problem:
        try:
            reply = await self._sent(request, crew)
        except Spent as limit:
            return Problem("budget", f"not asked, for {limit}", retryable=True)
        except Trouble as trouble:
            return Problem(trouble.kind, self.server.redacted(str(trouble)), retryable=trouble.retryable)
        self._note(reply)
        return reply

    def _note(self, reply: Reply) -> None:
        self.json_mode |= reply.mode == "json"
        if not self.server.answers_as(reply.model) and len(self.known.others) < _MOST_OTHERS:
            self.known.others.add(" ".join(reply.model.split())[:_LONGEST_NAME])

    async def _sent(self, request: Request, crew: _Crew[A]) -> Reply:
        """Until the server has answered once, one request goes at a time: a server that is down or lacks schemas is found out once."""
        if self.counting is not None:
            return await crew.wire.send(request)
        async with crew.places:
            if self.known.settled():
                return await self._try(request, crew.wire)
            async with crew.probing:
                if not self.known.settled():
                    return await self._try(request, crew.wire)
            return await self._try(request, crew.wire)

    async def _try(self, request: Request, wire: Wire) -> Reply:
        if self._down is not None:
            raise self._down
        try:
            return await wire.send(request)
        except Trouble as trouble:
            self._in_vain += trouble.retryable and not self.known.answered
            if trouble.fatal or self._in_vain >= _MOST_IN_VAIN:
                self._down = trouble
            raise

    def _key(self, request: Request, prompt: Prompt) -> str:
        """Digest of the prompt, the model, the parameters and the input."""
        parameters = {"base_url": self.server.base_url, "temperature": 0, "answer_tokens": self._asking.answer_tokens}
        parts = [prompt.digest, self.server.model, parameters, shown(request.schema), request.turns]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    def _keep(self, key: str, reply: Reply) -> None:
        """An answer that cannot be kept is as good as any other: the run goes on, and the user is told once."""
        if self._cache is None or self.unkept:
            return
        try:
            self._cache.put(key, reply.model_dump_json())
        except EngineError as error:
            self.unkept = str(error)

    def _kept(self, key: str) -> Reply | None:
        kept = self._cache.get(key) if self._cache is not None else None
        if kept is None:
            return None
        try:
            return Reply.model_validate_json(kept)
        except ValidationError:
            return None


class _Crew(Generic[A]):
    """The tasks of one round of questions and what they share."""

    def __init__(self, wire: Wire, places: int) -> None:
        self.wire, self.places, self.probing = wire, asyncio.Semaphore(places), asyncio.Lock()
        self.tasks: dict[int, asyncio.Task[A | Problem]] = {}

    async def close(self) -> None:
        """Ends what still runs."""
        for task in self.tasks.values():
            task.cancel()
        await asyncio.gather(*self.tasks.values(), return_exceptions=True)
        await self.wire.__aexit__(None, None, None)


def _refuse_a_running_loop() -> None:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return
    raise EngineError("engine openai: this thread runs an event loop; call factcheck in another one, with asyncio.to_thread")


async def _result(task: asyncio.Task[A | Problem]) -> A | Problem:
    return await task


def _known(kept: Reply, question: Question[A]) -> A | None:
    """The answer that was kept, where it can still be used; one that was settled needs no second round."""
    found = _judged(kept, question)
    if isinstance(found, Problem):
        return None
    answer, wrong = found
    return answer if not wrong or question.settle is not None else None


def _judged(reply: Reply, question: Question[A]) -> tuple[A | None, str] | Problem:
    """The answer, if it is one, and what is wrong with it, for the model to mend; or what no second try with the same limits would."""
    if reply.refusal or reply.finish == "content_filter":
        return Problem("refusal", f"the model refused to answer{f' ({reply.refusal[:200]})' if reply.refusal else ''}", retryable=False)
    if reply.finish == "length":
        return Problem("truncated", "the model's answer was cut off; give it more with answer-tokens in the configuration", retryable=False)
    if not reply.text.strip():
        return Problem("empty", "the model's answer is empty", retryable=False)
    answer, wrong = validated(reply, question.schema)
    return answer, wrong if answer is None else question.objection(answer)
