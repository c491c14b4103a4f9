"""The engine that asks a language model behind an OpenAI-compatible server."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.engines import Asking, Comparator, Encoder, Extractor, Parser, Reader
from factcheck.engines import load as load_engine
from factcheck.engines.openai.budget import FolderCache, default_folder
from factcheck.model import Planned, Usage
from factcheck.words import amount

if TYPE_CHECKING:
    from factcheck.engines.openai.asker import Asker


class OpenAIEngine:
    """A model extracts, reads stories and weighs; parsing and sentence vectors stay on this machine."""

    def __init__(self, asking: Asking, *, dry: bool) -> None:
        from factcheck.engines.openai.asker import Asker  # noqa: PLC0415  keeps the openai package out of other runs
        from factcheck.engines.openai.comparator import OpenAIComparator  # noqa: PLC0415
        from factcheck.engines.openai.extractor import OpenAIExtractor  # noqa: PLC0415
        from factcheck.engines.openai.reader import OpenAIReader  # noqa: PLC0415
        from factcheck.engines.openai.server import server  # noqa: PLC0415

        local = load_engine("local")
        cache = FolderCache(Path(asking.cache_folder) if asking.cache_folder else default_folder()) if asking.cache else None
        self.asker: Asker = Asker(server(asking, os.environ, needs_key=not dry), asking, cache, dry=dry)
        self.parser: Parser = local.parser
        self.encoder: Encoder = local.encoder
        self._extractor = OpenAIExtractor(self.asker)
        self.extractor: Extractor = self._extractor
        self._reader, self._comparator = OpenAIReader(self.asker, self.encoder), OpenAIComparator(self.asker)
        self.reader: Reader = self._reader
        self.comparator: Comparator = self._comparator

    @property
    def model(self) -> str:
        """The model with its server, and whether it answered without a schema."""
        return f"{self.asker.server.model} at {self.asker.server.base_url}{' (JSON mode)' if self.asker.json_mode else ''}"

    @property
    def usage(self) -> Usage:
        """What this run took so far; in a dry run what it would take."""
        budget, counting = self.asker.budget, self.asker.counting
        told = {"cached": budget.cached, "dropped": self._reader.dropped, "disagreed": self._comparator.disagreed}
        if counting is not None:
            return Usage(requests=counting.requests, tokens=counting.tokens, cost=budget.cost_of(counting.tokens, 0), **told)
        return Usage(requests=budget.requests, tokens=budget.tokens, cost=budget.cost, **told)

    def planned(self, *, second_look: bool) -> tuple[Planned, ...]:
        """What each stage would ask, after a dry run; `second_look` says whether what is found would be asked about again."""
        from factcheck.engines.openai.budget import planned  # noqa: PLC0415

        counting = self.asker.counting
        return () if counting is None else tuple(planned(counting.by_kind, self.asker.answer_tokens, second_look=second_look))

    @property
    def notices(self) -> tuple[str, ...]:
        """How the model was asked, where that differs from what a reader expects."""
        asker, extractor, found = self.asker, self._extractor, []
        if asker.server.withheld:
            names, url = " and ".join(asker.server.withheld), asker.server.base_url
            were, it = ("was", "it") if len(asker.server.withheld) == 1 else ("were", "them")
            found.append(f"{names} {were} not sent to {url}, which only a file names; to send {it}, name that server with --base-url")
        if asker.known.others:
            named = ", ".join(sorted(asker.known.others))
            found.append(f"{asker.server.base_url} says that {named} answered, and not {asker.server.model}, which was asked")
        if asker.unkept:
            found.append(f"answers were not kept, and the next run asks for them again: {asker.unkept}")
        if asker.json_mode:
            status = f" (it answered {asker.known.lacks_schemas})" if asker.known.lacks_schemas else ""
            found.append(f"{asker.server.base_url} takes no schemas{status}: asked in JSON mode, with the schema in the instructions")
        if extractor.silent:
            were = "was" if extractor.silent == 1 else "were"
            found.append(f"{asker.server.model} quoted nothing from {amount(extractor.silent, 'sentence')}, which {were} read by rules")
        if extractor.uncovered:
            sentences = amount(extractor.uncovered, "sentence")
            found.append(f"{asker.server.model} left out a part of {sentences}; what rules read there stands beside its claims")
        if extractor.unhedged:
            claims = amount(extractor.unhedged, "claim")
            found.append(f"{asker.server.model} took {claims} for less than a fact without a word for it; the rules' reading stands")
        if extractor.reworded:
            wordings = amount(extractor.reworded, "claim")
            found.append(f"{asker.server.model} worded {wordings} with a number of its own; the article's words stand instead")
        if extractor.untied:
            sentences = amount(extractor.untied, "sentence")
            found.append(f"{asker.server.model} took {sentences} not to be tied to the moment of writing, which rules took for that")
        return tuple(found)


def load(asking: Asking, *, dry: bool = False) -> OpenAIEngine:
    """An engine for one run; raises UsageError where server, key or model are not named."""
    return OpenAIEngine(asking, dry=dry)
