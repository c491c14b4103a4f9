"""The judge that asks a model how two statements relate; what the model cannot show in the quotations is no verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from factcheck.engines.openai.answers import Judgement
from factcheck.engines.openai.asker import Asker, Problem, Question
from factcheck.engines.openai.quoting import located
from factcheck.engines.openai.window import pair_window
from factcheck.engines.prompts import prompt
from factcheck.model import Article, Failure, Pair, Relation, Verdict
from factcheck.verdicts.judging import debatable


class OpenAIJudge:
    """Asks about the most doubtful pairs first: those that share most and that typed comparison left open all the same."""

    name = "openai"

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self._prompt = prompt("judge.v1")

    def asks(self, pair: Pair) -> bool:
        """Whatever a reader could find to conflict."""
        return debatable(pair)

    def __call__(self, pairs: Sequence[Pair], articles: Mapping[str, Article]) -> Iterator[Verdict | Failure]:
        """One verdict or failure for each pair, in their order."""
        known = dict(articles)
        questions = [Question(self._prompt, pair_window(pair, known), Judgement, partial(_objection, pair)) for pair in pairs]
        order = sorted(range(len(pairs)), key=lambda i: (-pairs[i].score, pairs[i].a.id, pairs[i].b.id))
        for pair, answer in zip(pairs, self._asker.ask(questions, order), strict=True):
            yield _failure(pair, known, answer) if isinstance(answer, Problem) else _verdict(pair, answer, self._asker.server.model)


def _objection(pair: Pair, answer: Judgement) -> str:
    """Where an answer tells of a conflict, its words must stand in the quotations."""
    if answer.relation not in {"contradicts", "updates"}:
        return ""
    for letter, words, claim in (("a", answer.words_a, pair.a), ("b", answer.words_b, pair.b)):
        if located(words, claim.quote) is None:
            return f"words_{letter} must be words of quotation {letter.upper()}, and {words[:80]!r} is not in it"
    return ""


def _verdict(pair: Pair, answer: Judgement, model: str) -> Verdict:
    relation, code, reason = _relation(pair, answer)
    told = " ".join(answer.difference.split())
    rationale = f"{model} on the two: {told or 'no reason given'}"
    evidence = ((_words(answer.words_a, pair.a.quote),), (_words(answer.words_b, pair.b.quote),)) if code is not None else ((), ())
    return Verdict(
        pair=pair,
        relation=relation,
        code=code,
        confidence=None,
        confidence_from="none",
        evidence=evidence,
        rationale=f"{rationale} ({reason})" if reason else rationale,
        by="judge",
    )


def _relation(pair: Pair, answer: Judgement) -> tuple[Relation, str | None, str]:
    """The relation, the rule, and why it is not the one that the model named: its label must agree with its own reasons.

    Which statement is older is told by dates and words in the texts, never by the model.
    """
    if answer.relation in {"contradicts", "updates"} and not answer.same_subject:
        return "unsure", None, "it names a conflict, but of different subjects"
    if answer.relation == "contradicts":
        if answer.same_time == "no":
            return "unsure", None, "it names a contradiction, but of different times"
        return "contradicts", "FC108", ""
    if answer.relation == "updates":
        if pair.order == "unknown":
            return "unsure", None, "nothing tells which of the two is older"
        return "supersedes", "FC205", ""
    return answer.relation, None, ""


def _words(words: str, quote: str) -> str:
    """The words as the article has them."""
    place = located(words, quote)
    return words if place is None else quote[place[0] : place[1]]


def _failure(pair: Pair, articles: Mapping[str, Article], problem: Problem) -> Failure:
    a, b = articles[pair.a.article], articles[pair.b.article]
    message = f'{a.path}: "{_short(pair.a.quote)}" and {b.path}: "{_short(pair.b.quote)}" were not judged: {problem.message}'
    return Failure(stage="judging", subject=a.path, kind=problem.kind, message=message, retryable=problem.retryable)


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= 60 else f"{words[:59].rstrip()}…"
