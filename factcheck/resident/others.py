"""The articles that an open one is compared with, laid out so that what they hold for it is found without going through all of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from factcheck.model import Article, Claim
from factcheck.stories.affairs import profiles
from factcheck.stories.held import Held, Key, Timed
from factcheck.stories.keys import common, keys
from factcheck.stories.likeness import Encode, exact, likeness
from factcheck.stories.nearest import ELSEWHERE
from factcheck.stories.profile import Profile

if TYPE_CHECKING:
    from numpy.typing import NDArray

Place = tuple[str, int]
"""A claim by the id of its article and its place among the claims there."""


@dataclass(frozen=True, eq=False)
class Laid:
    """One article with its claims; `vectors` are those of the claims, exact (n, d), `dull` the keys that too many of them have."""

    article: Article
    claims: tuple[Claim, ...]
    timed: tuple[Timed, ...]
    vectors: NDArray[np.float32]
    profile: Profile
    keys: frozenset[Key]
    dull: frozenset[Key]


class Others:
    """Gives of the articles that were laid out those of one affair with a new one, and of all others the claims that it may meet."""

    def __init__(self) -> None:
        self._laid: dict[str, Laid] = {}
        self._having: dict[Key, set[Place]] = {}

    def keep(self, ids: Iterable[str]) -> None:
        """Forgets all articles but these."""
        for gone in self._laid.keys() - set(ids):
            for key in self._laid.pop(gone).keys:
                self._having[key] = {place for place in self._having[key] if place[0] != gone}

    def add(self, article: Article, claims: Sequence[Claim], timed: Sequence[Timed], encode: Encode) -> None:
        """Lays out an article, once."""
        if article.id in self._laid:
            return
        found = [keys(claim) for claim in claims]
        self._laid[article.id] = Laid(
            article=article,
            claims=tuple(claims),
            timed=tuple(timed),
            vectors=exact(encode([claim.text for claim in claims])),
            profile=profiles([article], {article.id: claims}, encode)[article.id],
            keys=frozenset().union(*found),
            dull=common(found),
        )
        for position, own in enumerate(found):
            for key in own:
                self._having.setdefault(key, set()).add((article.id, position))

    def held(self, new: Sequence[Article], own: Mapping[str, Sequence[Claim]], encode: Encode) -> Held:
        """What is held for the new articles; nothing of what is laid out meets itself."""
        about = profiles(new, own, encode).values()
        beside = [laid for laid in self._laid.values() if any(profile.one_affair(laid.profile) for profile in about)]
        whole = {laid.article.id for laid in beside}
        some = self._met(own, whole, encode)
        claims = [claim for laid in beside for claim in laid.claims] + [claim for met in some.values() for claim in met]
        ids = {claim.id for claim in claims}
        laid_out = [*beside, *map(self._laid.__getitem__, some)]
        return Held(
            articles=tuple(laid.article for laid in laid_out),
            claims=tuple(claims),
            timed=tuple(timed for laid in laid_out for timed in laid.timed if timed[0].id in ids),
            common={article: self._laid[article].dull for article in some},
        )

    def _met(self, own: Mapping[str, Sequence[Claim]], whole: set[str], encode: Encode) -> dict[str, list[Claim]]:
        """Of each other article the claims of the sentences that share a key with a new one and say nearly the same."""
        told = [claim for claims in own.values() for claim in claims]
        wanted: set[Key] = set()
        for claims in own.values():
            found = [keys(claim) for claim in claims]
            wanted |= frozenset().union(*found) - common(found)
        sharing: dict[str, set[int]] = {}
        for article, position in (place for key in wanted for place in self._having.get(key, ())):
            if article not in whole and article not in own:
                sharing.setdefault(article, set()).add(position)
        vectors = exact(encode([claim.text for claim in told])) if sharing else None
        met: dict[str, list[Claim]] = {}
        for article, positions in sorted(sharing.items()):
            laid, places = self._laid[article], sorted(positions)
            assert vectors is not None  # noqa: S101  there is something to compare
            alike = likeness(laid.vectors[places], vectors).max(axis=1) >= ELSEWHERE
            sentences = {laid.claims[place].sentence for place, near in zip(places, alike, strict=True) if near}
            if sentences:
                met[article] = [claim for claim in laid.claims if claim.sentence in sentences]
        return met
