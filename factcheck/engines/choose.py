"""The parts of a run: parser, encoder, extractor, reader and comparator, from the engines that the settings name."""

from __future__ import annotations

from factcheck.engines.asking import Asking, Chosen
from factcheck.engines.base import ENGINES, Accountable, Engine, load
from factcheck.model import Planned, Usage


class Engines:
    """One engine for several parts shares its limits, its cache and its count."""

    def __init__(self, chosen: Chosen, asking: Asking, *, dry: bool = False) -> None:
        loaded: dict[str, Engine] = {name: load(name, asking, dry=dry) for name in sorted(set(chosen))}
        self._accountable = [engine for engine in loaded.values() if isinstance(engine, Accountable)]
        reads = loaded[chosen.extractor]
        self.parser, self.encoder, self.extractor = reads.parser, reads.encoder, reads.extractor
        self.extracts_alone = not isinstance(reads, Accountable)
        self.proposes_alone = not isinstance(loaded[chosen.reader], Accountable)
        self.reader, self.comparator = loaded[chosen.reader].reader, loaded[chosen.comparator].comparator

    @property
    def asked(self) -> tuple[str, ...]:
        """The models that are asked, with their servers."""
        return tuple(engine.model for engine in self._accountable)

    @property
    def models(self) -> tuple[str, ...]:
        """Every model at work: parser, sentence vectors, the comparator where it is embedded, and those that are asked."""
        embedded = () if self.comparator.name in ENGINES else (self.comparator.name,)
        return (self.parser.name, self.encoder.name, *embedded, *self.asked)

    @property
    def usage(self) -> Usage | None:
        """What asking took so far; None where no engine asks a model."""
        used = [engine.usage for engine in self._accountable]
        return used[0] if used else None

    def planned(self, *, second_look: bool) -> tuple[Planned, ...]:
        """What each stage would ask a model, after a dry run; `second_look` says whether what is found would be asked about again."""
        return tuple(part for engine in self._accountable for part in engine.planned(second_look=second_look))

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader must know about how models were asked."""
        return tuple(notice for engine in self._accountable for notice in engine.notices)


def extracting(chosen: Chosen, asking: Asking) -> Engines:
    """The engine that reads articles into claims; none is loaded for comparing."""
    return Engines(Chosen(*[chosen.extractor] * 3), asking)
