"""What asking costs: limits on a run, what it would ask, and answers that are kept."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from pathlib import Path

from factcheck.engines import Asking
from factcheck.engines.openai.answers import MOST_CONFLICTS, MOST_PAIRS
from factcheck.errors import EngineError
from factcheck.model import Planned
from factcheck.whole import write_whole


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
