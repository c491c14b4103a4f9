"""The embedded engine: no key, no network; its reader proposes near sentence pairs, its extractor a draft a clause."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.claims import ParsedArticle
from factcheck.claims.ascribed import ascribed
from factcheck.claims.drafting import drafts
from factcheck.comparison import NEAREST, Proposal, Story
from factcheck.engines import Asking, Comparator, Encoder, Extractor, Parser, Reader
from factcheck.model import ClaimDraft, Failure


class LocalEngine:
    """spaCy's parser and rules over its syntax; near sentences are compared by typed evidence."""

    def __init__(self) -> None:
        from factcheck.engines.local.comparator import EvidenceComparator  # noqa: PLC0415  keeps the command line's start fast
        from factcheck.engines.local.models import StaticEncoder  # noqa: PLC0415
        from factcheck.engines.local.parser import SpacyParser  # noqa: PLC0415

        self.parser: Parser = SpacyParser()
        self.extractor: Extractor = LocalExtractor()
        self.encoder: Encoder = StaticEncoder()
        self.reader: Reader = NearestReader()
        self.comparator: Comparator = EvidenceComparator()


def load(_asking: Asking | None = None, *, dry: bool = False) -> LocalEngine:  # noqa: ARG001  all factories have one signature
    """A fresh embedded engine; spaCy's pipeline and the vectors are loaded at their first use."""
    return LocalEngine()


# The local reader: proposes the sentence pairs of a story that are near each other, and leaves it to typed evidence what they are.


class NearestReader:
    """Reads nothing itself: whether two sentences are near depends on their words and vectors alone."""

    name = NEAREST

    def __call__(self, story: Story) -> Iterator[Proposal | Failure]:
        """One proposal for each near pair, over whole sentences."""
        return map(Proposal.of_near, story.near)


# The embedded extractor: one claim draft for each clause that the parser finds.


class LocalExtractor:
    """Rules over syntax; needs no key and no network."""

    name = "local"

    def __call__(self, parsed: ParsedArticle) -> Iterator[ClaimDraft | Failure]:
        """The drafts of one article in the order of its sentences, those of noun phrases last."""
        yield from drafts(parsed)
        yield from ascribed(parsed)
