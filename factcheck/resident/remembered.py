"""Answers that are kept from one check to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from factcheck.engines.base import Parser
from factcheck.syntax import Syntax

A = TypeVar("A")


class Remembered(Generic[A]):
    """Answers by question, of which those that were needed last are kept: `most` of them at least, twice as many at most."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._young: dict[str, A] = {}
        self._old: dict[str, A] = {}

    def get(self, question: str) -> A | None:
        """The answer; None where it is not known."""
        found = self._young.get(question)
        if found is None and (found := self._old.get(question)) is not None:
            self.put(question, found)
        return found

    def put(self, question: str, answer: A) -> None:
        """Keeps the answer."""
        if len(self._young) >= self._most and question not in self._young:
            self._young, self._old = {}, self._young
        self._young[question] = answer


class RememberingParser:
    """Parses only sentences that it has not parsed lately: where one word changes, one sentence is parsed."""

    def __init__(self, parser: Parser, most: int) -> None:
        self.name = parser.name
        self._parser = parser
        self._known: Remembered[Syntax] = Remembered(most)

    def __call__(self, texts: Sequence[str]) -> list[Syntax]:
        """One `Syntax` for each text; raises EngineError where the parser fails."""
        return answered(texts, self._known, self._parser)


def answered(questions: Sequence[str], known: Remembered[A], ask: Callable[[Sequence[str]], Sequence[A]]) -> list[A]:
    """The answers in the order of the questions, of which only those that are not known are asked, each once."""
    found = {question: known.get(question) for question in questions}
    unknown = [question for question, answer in found.items() if answer is None]
    for question, answer in zip(unknown, ask(unknown) if unknown else (), strict=True):
        known.put(question, answer)
        found[question] = answer
    return [answer for answer in map(found.__getitem__, questions) if answer is not None]
