"""The parts of a run: parser, extractor, encoder and judge, from the one or two engines that the settings name."""

from __future__ import annotations

from factcheck.engines.asking import Asking
from factcheck.engines.base import ENGINES, Accountable, Engine, load
from factcheck.model import Usage


class Engines:
    """The engine that extracts and the one that judges; one engine for both shares its limits, its cache and its count."""

    def __init__(self, extracting: str, judging: str, asking: Asking, *, dry: bool = False) -> None:
        loaded: dict[str, Engine] = {name: load(name, asking, dry=dry) for name in sorted({extracting, judging})}
        self._accountable = [engine for engine in loaded.values() if isinstance(engine, Accountable)]
        reading = loaded[extracting]
        self.parser, self.extractor, self.encoder, self.judge = reading.parser, reading.extractor, reading.encoder, loaded[judging].judge

    @property
    def asked(self) -> tuple[str, ...]:
        """The models that are asked, with their servers."""
        return tuple(engine.model for engine in self._accountable)

    @property
    def models(self) -> tuple[str, ...]:
        """Every model at work: parser, sentence vectors, the judge where it is embedded, and those that are asked."""
        embedded = () if self.judge is None or self.judge.name in ENGINES else (self.judge.name,)
        return (self.parser.name, self.encoder.name, *embedded, *self.asked)

    @property
    def usage(self) -> Usage | None:
        """What asking took so far; None where no engine asks a model."""
        used = [engine.usage for engine in self._accountable]
        return used[0] if used else None

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader must know about how models were asked."""
        return tuple(notice for engine in self._accountable for notice in engine.notices)
