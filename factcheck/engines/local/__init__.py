"""The embedded engine: no key, no network."""

from __future__ import annotations

from factcheck.engines.asking import Asking
from factcheck.engines.base import Comparator, Encoder, Extractor, Parser, Reader


class LocalEngine:
    """spaCy's parser and rules over its syntax; near sentences are compared by typed evidence."""

    def __init__(self) -> None:
        from factcheck.engines.local.comparator import EvidenceComparator  # noqa: PLC0415  keeps the command line's start fast
        from factcheck.engines.local.extractor import LocalExtractor  # noqa: PLC0415
        from factcheck.engines.local.parser import SpacyParser  # noqa: PLC0415
        from factcheck.engines.local.reader import NearestReader  # noqa: PLC0415
        from factcheck.engines.local.vectors import StaticEncoder  # noqa: PLC0415

        self.parser: Parser = SpacyParser()
        self.extractor: Extractor = LocalExtractor()
        self.encoder: Encoder = StaticEncoder()
        self.reader: Reader = NearestReader()
        self.comparator: Comparator = EvidenceComparator()


def load(_asking: Asking | None = None, *, dry: bool = False) -> LocalEngine:  # noqa: ARG001  all factories have one signature
    """A fresh embedded engine; spaCy's pipeline and the vectors are loaded at their first use."""
    return LocalEngine()
