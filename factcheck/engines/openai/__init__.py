"""The engine that asks a language model behind an OpenAI-compatible server."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.engines.asking import Asking
from factcheck.engines.base import Encoder, Extractor, Judge, Parser
from factcheck.engines.base import load as load_engine
from factcheck.engines.cache import FolderCache, default_folder
from factcheck.model import Usage

if TYPE_CHECKING:
    from factcheck.engines.openai.asker import Asker


class OpenAIEngine:
    """A model extracts and judges; parsing and sentence vectors stay on this machine."""

    def __init__(self, asking: Asking, *, dry: bool) -> None:
        from factcheck.engines.openai.asker import Asker  # noqa: PLC0415  keeps the openai package out of other runs
        from factcheck.engines.openai.extractor import OpenAIExtractor  # noqa: PLC0415
        from factcheck.engines.openai.judge import OpenAIJudge  # noqa: PLC0415
        from factcheck.engines.openai.server import server  # noqa: PLC0415

        local = load_engine("local")
        cache = FolderCache(Path(asking.cache_folder) if asking.cache_folder else default_folder()) if asking.cache else None
        self.asker: Asker = Asker(server(asking, os.environ, needs_key=not dry), asking, cache, dry=dry)
        self.parser: Parser = local.parser
        self.encoder: Encoder = local.encoder
        self._extractor = OpenAIExtractor(self.asker)
        self.extractor: Extractor = self._extractor
        self.judge: Judge | None = OpenAIJudge(self.asker)

    @property
    def model(self) -> str:
        """The model with its server, and whether it answered without a schema."""
        return f"{self.asker.server.model} at {self.asker.server.base_url}{' (JSON mode)' if self.asker.json_mode else ''}"

    @property
    def usage(self) -> Usage:
        """What this run took so far; in a dry run what it would take."""
        budget, counting = self.asker.budget, self.asker.counting
        if counting is not None:
            cost = budget.cost_of(counting.tokens, 0)
            return Usage(requests=counting.requests, tokens=counting.tokens, cost=cost, cached=budget.cached)
        return Usage(requests=budget.requests, tokens=budget.tokens, cost=budget.cost, cached=budget.cached)

    @property
    def notices(self) -> tuple[str, ...]:
        """How the model was asked, where that differs from what a reader expects."""
        asker, extractor, found = self.asker, self._extractor, []
        if asker.server.withheld:
            url = asker.server.base_url
            found.append(f"OPENAI_API_KEY was not sent to {url}, which only a file names; to send it, name that server with --base-url")
        if asker.json_mode:
            status = f" (it answered {asker.known.lacks_schemas})" if asker.known.lacks_schemas else ""
            found.append(f"{asker.server.base_url} takes no schemas{status}: asked in JSON mode, with the schema in the instructions")
        if extractor.silent:
            sentences = "1 sentence, which was" if extractor.silent == 1 else f"{extractor.silent} sentences, which were"
            found.append(f"{asker.server.model} quoted nothing from {sentences} read by rules")
        if extractor.reworded:
            wordings = "1 claim" if extractor.reworded == 1 else f"{extractor.reworded} claims"
            found.append(f"{asker.server.model} worded {wordings} with a number of its own; the article's words stand instead")
        return tuple(found)


def load(asking: Asking, *, dry: bool = False) -> OpenAIEngine:
    """An engine for one run; raises UsageError where server, key or model are not named."""
    return OpenAIEngine(asking, dry=dry)
