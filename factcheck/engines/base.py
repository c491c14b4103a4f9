"""The seams: what a parser, an extractor and a judge have to offer, and which engines there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from factcheck.model import Article, ClaimDraft, Failure, Pair, Verdict
from factcheck.syntax import Syntax


class Parser(Protocol):
    """Parses sentences; the answers come in the order of the sentences."""

    name: str

    def __call__(self, texts: Sequence[str]) -> list[Syntax]:
        """One `Syntax` for each text; raises EngineError where the parser fails."""
        ...


class Extractor(Protocol):
    """Proposes the claims of one article; what it could not read comes out as failures."""

    name: str

    def __call__(self, article: Article) -> Iterator[ClaimDraft | Failure]:
        """Drafts and failures in the order of the text."""
        ...


class Judge(Protocol):
    """Says how the two sides of each pair relate; a pair it cannot judge comes out as a failure."""

    name: str

    def __call__(self, pairs: Iterable[Pair]) -> Iterator[Verdict | Failure]:
        """One verdict or failure for each pair, in their order."""
        ...
