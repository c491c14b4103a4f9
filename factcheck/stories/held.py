"""What an archive holds that new articles are compared with: looked up for them, and never compared with each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from factcheck.comparison import Story
from factcheck.model import Article, Claim, TimeSensitivity
from factcheck.stories.affairs import MOST
from factcheck.stories.likeness import Encode

Key = tuple[str, str]
Timed = tuple[Claim, tuple[TimeSensitivity, ...]]
"""A time-sensitive sentence by the claim that holds its strongest trigger, and its kinds from the strongest down."""


@dataclass(frozen=True)
class Held:
    """Articles of the affairs of the new ones with all their claims, and of other articles those claims that may meet new ones.

    `common` has an entry for each article of which only some claims are here: the keys that too many of all its claims have.
    """

    articles: tuple[Article, ...] = ()
    claims: tuple[Claim, ...] = ()
    timed: tuple[Timed, ...] = ()
    common: Mapping[str, frozenset[Key]] = field(default_factory=dict)

    def all_of(self, *articles: str) -> bool:
        """All these articles, given by their ids, are held."""
        return self._ids.issuperset(articles)

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(article.id for article in self.articles)


NONE = Held()
LookUp = Callable[[Sequence[Article], Mapping[str, Sequence[Claim]], Encode], Held]
"""(new articles, the claims of each by its id, what places texts by their meaning) -> what an archive holds for them."""


def crowds(told: Sequence[Story]) -> Iterator[str]:
    """A line for each story in which an archive holds so many articles that sentences met their nearest few alone."""
    for story in told:
        if len(story.articles) > MOST and story.held:
            new = next(article for article in story.articles if article.id not in story.held)
            yield (
                f"{new.path}: {len(story.held):,} articles of the archive are of its story; of more than {MOST} each sentence meets "
                "its nearest few, and not those that a check of all files at once would choose"
            )
