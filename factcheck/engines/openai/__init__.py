"""The engine that asks a language model behind an OpenAI-compatible server; and what asking costs: limits, forecasts, answers kept."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.engines import Asking, Comparator, Encoder, Extractor, Parser, Reader
from factcheck.engines import load as load_engine
from factcheck.engines.openai.answers import MOST_CONFLICTS, MOST_PAIRS
from factcheck.errors import EngineError
from factcheck.model import Planned, Usage
from factcheck.whole import write_whole
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


class Spent(Exception):  # noqa: N818  it is no error: the user set the limit
    """A limit is reached; the message names it."""


class Budget:
    """Counts requests (each attempt on the wire), tokens and answers from the cache; refuses what the limits forbid."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._price = asking.prices.get(asking.model)
        self.requests = 0
        self.cached = 0
        self.tokens_in = 0
        self.tokens_out = 0

    @property
    def tokens(self) -> int:
        """Tokens sent and received."""
        return self.tokens_in + self.tokens_out

    @property
    def cost(self) -> float | None:
        """In the currency of the prices; None where the model's price is unknown."""
        return None if self._price is None else self.cost_of(self.tokens_in, self.tokens_out)

    def cost_of(self, tokens_in: int, tokens_out: int) -> float | None:
        """What so many tokens cost; None where the model's price is unknown."""
        if self._price is None:
            return None
        return round((tokens_in * self._price.input + tokens_out * self._price.output) / 1_000_000, 6)

    def admit(self) -> None:
        """Counts one more request; raises Spent where a limit is reached."""
        asking, cost = self._asking, self.cost
        if asking.max_requests is not None and self.requests >= asking.max_requests:
            raise Spent(f"--max-requests {asking.max_requests} is reached")
        if asking.max_tokens is not None and self.tokens >= asking.max_tokens:
            raise Spent(f"--max-tokens {asking.max_tokens} is reached")
        if asking.max_cost is not None and cost is not None and cost >= asking.max_cost:
            raise Spent(f"--max-cost {asking.max_cost:g} is reached")
        self.requests += 1

    def add(self, tokens_in: int, tokens_out: int) -> None:
        """Counts the tokens of an answer."""
        self.tokens_in += tokens_in
        self.tokens_out += tokens_out


# What a run would ask, stage by stage: as a dry run counted it, and as labelled packs had it where answers decide.

Counted = Mapping[str, tuple[int, int]]
"""The type of the answer -> requests and the tokens that they send."""

_STAGES = {
    "Extraction": "sentences read into claims",
    "Conflicts": "stories read for conflicts",
    "Developments": "stories read for developments",
    "Verifications": "conflicts looked at again",
}
_LIKELY_ANSWER = {"Extraction": 1500, "Conflicts": 900, "Developments": 800, "Verifications": 500}
"""Tokens of one answer."""
_LIKELY_CONFLICTS = 6
"""Conflicts that a strong model names in one story; on the labelled packs it was 2 to 11, in the mean 5."""
_A_PAIR, _A_SECOND_LOOK = 260, 1500
"""Tokens that one pair takes in a request, and that instructions and schema take."""


def planned(counted: Counted, answer_tokens: int, *, second_look: bool) -> Iterator[Planned]:
    """One entry for each stage that would ask; `most` is where each answer is as long as it may be and has to be mended once."""
    for kind, (requests, tokens) in counted.items():
        yield Planned(
            stage=_STAGES.get(kind, kind),
            requests=requests,
            tokens=tokens + requests * min(answer_tokens, _LIKELY_ANSWER.get(kind, answer_tokens)),
            most_requests=2 * requests,
            most_tokens=2 * (tokens + requests * answer_tokens) + requests * answer_tokens,
        )
    stories, readings = counted.get("Conflicts", (0, 0))[0], sum(counted.get(kind, (0, 0))[0] for kind in ("Conflicts", "Developments"))
    if second_look and stories:
        yield _second_look(stories, readings, answer_tokens)


def _second_look(stories: int, readings: int, answer_tokens: int) -> Planned:
    """Of conflicts that nobody has named yet."""
    likely, most = stories * -(-_LIKELY_CONFLICTS // MOST_PAIRS), readings * MOST_CONFLICTS // MOST_PAIRS
    sent = likely * _A_SECOND_LOOK + stories * _LIKELY_CONFLICTS * _A_PAIR
    return Planned(
        stage=_STAGES["Verifications"],
        requests=likely,
        tokens=sent + likely * min(answer_tokens, _LIKELY_ANSWER["Verifications"]),
        most_requests=2 * most,
        most_tokens=2 * most * (_A_SECOND_LOOK + MOST_PAIRS * _A_PAIR + answer_tokens) + most * answer_tokens,
    )


# A cache of answers in a folder: one file for each, written whole or not at all.


def default_folder() -> Path:
    """The user's folder for our caches, as the platform has it."""
    import platformdirs  # noqa: PLC0415  only engines with a model need it

    return Path(platformdirs.user_cache_dir("factcheck"))


class FolderCache:
    """Files named by their key, in 256 folders by its first two characters."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> str | None:
        """What is kept under the key; None where there is nothing, or nothing that can be read."""
        try:
            return self._path(key).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def put(self, key: str, value: str) -> None:
        """Keeps the value; raises EngineError where the folder cannot be written, or a link leads out of it."""
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _refuse_a_link(path.parent)
            write_whole(path, value)
        except OSError as error:
            raise EngineError(
                f"{self._folder}: cannot be written ({error.strerror}); name another cache-folder, or pass --no-cache"
            ) from error

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key[2:]}.json"


def _refuse_a_link(folder: Path) -> None:
    if folder.is_symlink():
        raise OSError(errno.ELOOP, f"{folder} is a link")
