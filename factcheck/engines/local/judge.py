"""The local judge: asks the entailment model what typed comparison leaves open, and believes it as far as labelled packs bear it out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Protocol

from factcheck.engines.local.entailment import EntailmentModel, Probabilities
from factcheck.errors import EngineError
from factcheck.model import Article, Failure, Pair, Verdict
from factcheck.verdicts.calibrator import Calibrator, load
from factcheck.verdicts.judging import Answer, Doubt, Measured, Question, doubt, measured, questions, verdict

_CHUNK = 64
"""Pairs asked about at a time, so that the progress shows and a stopped run has lost little."""


class Model(Protocol):
    """What the judge needs of an entailment model."""

    name: str

    def predict(self, premises: Sequence[str], hypotheses: Sequence[str]) -> Probabilities:
        """Probabilities of entailment, neutral and contradiction: shape (n, 3)."""
        ...


@cache
def packaged() -> EntailmentModel:
    """The model of the package, loaded once."""
    return EntailmentModel.load()


@cache
def packaged_calibrator() -> Calibrator:
    """The calibrator of the package, learned from labelled packs and conflicts planted in real news."""
    return load(files("factcheck.verdicts") / "entailment.json")


class EntailmentJudge:
    """Judges pairs by an entailment model; the model is loaded when the first pair comes."""

    name = "entailment/minilm-l6"

    def __init__(self, model: Model | None = None, calibrator: Calibrator | None = None) -> None:
        self._model, self._calibrator = model, calibrator

    def asks(self, pair: Pair) -> bool:
        """Only where values of a slot can be exchanged, or meaning alone can clash."""
        return doubt(pair) is not None

    def __call__(self, pairs: Sequence[Pair], articles: Mapping[str, Article]) -> Iterator[Verdict | Failure]:
        """One verdict for each pair, in their order; a failure where the model fails on it or nothing can be asked about it."""
        for start in range(0, len(pairs), _CHUNK):
            part = pairs[start : start + _CHUNK]
            asked = [doubt(pair) for pair in part]
            for pair, one, found in zip(part, asked, self.measure(asked, articles), strict=True):
                if one is None or isinstance(found, str):
                    yield _failure(pair, str(found), articles)
                else:
                    yield verdict(one, found, self._calibrator or packaged_calibrator())

    def measure(self, asked: Sequence[Doubt | None], articles: Mapping[str, Article]) -> list[Measured | str]:
        """What the model's answers to each doubt come to, or why there are none."""
        wanted = [questions(one, articles) if one is not None else [] for one in asked]
        try:
            known = self._known(list(dict.fromkeys(question for each in wanted for question in each)))
        except EngineError as error:
            return [str(error)] * len(wanted)
        return [
            measured(one, [known[question] for question in each]) if one is not None else "nothing can be asked about it"
            for one, each in zip(asked, wanted, strict=True)
        ]

    def _known(self, asked: Sequence[Question]) -> dict[Question, Answer]:
        if not asked:
            return {}
        model = self._model or packaged()
        rows = model.predict([premise for premise, _ in asked], [hypothesis for _, hypothesis in asked])
        return {question: (float(row[0]), float(row[1]), float(row[2])) for question, row in zip(asked, rows, strict=True)}


def _failure(pair: Pair, reason: str, articles: Mapping[str, Article]) -> Failure:
    path = articles[pair.a.article].path
    return Failure(stage="judging", subject=path, kind="engine", message=f"{path}: a pair of statements could not be judged: {reason}")
