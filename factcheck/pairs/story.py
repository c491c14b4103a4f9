"""What an article is about: the names and words that are prominent in it, so that two articles about one affair can be told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from factcheck.model import Article, Claim, Frozen
from factcheck.verdicts.lexicon import kin, words

_EARLY = 600
_NAMES, _WORDS = 24, 24
_LEAST, _ENOUGH = 3, 0.45
_CAPITALISED = re.compile(r"(?<=[^\W\d_,;][ \u00a0])[^\W\d_a-z][^\W_]*[^\W\d_]{2}")


class Story(Frozen):
    """The prominent capitalised words and the prominent content words of one article."""

    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    def one_affair(self, other: Story) -> bool:
        """Both are about one affair: of what is prominent in the one, enough is prominent in the other too.

        The shares of shared names and of shared words (of the article that has fewer) are added, so that either can make up for the other.
        """
        named, said = len(self.names & other.names), len(self.words & other.words)
        names, told = min(len(self.names), len(other.names)), min(len(self.words), len(other.words))
        return named + said >= _LEAST and named / max(1, names) + said / max(1, told) >= _ENOUGH

    @property
    def marks(self) -> frozenset[str]:
        """What another article of the same affair can be found by."""
        return frozenset({*(f"name:{name}" for name in self.names), *(f"word:{word}" for word in self.words)})


def story(article: Article, claims: Iterable[Claim]) -> Story:
    """The names and the words that the article has twice or has early, the most frequent of them."""
    names = Counter(match[0].casefold() for match in _CAPITALISED.finditer(article.text))
    early = {match[0].casefold() for match in _CAPITALISED.finditer(article.text[:_EARLY])}
    said: dict[str, set[int]] = {}
    for claim in claims:
        for term in {kin(term) for term in claim.terms} - words("everyday"):
            said.setdefault(term, set()).add(claim.sentence.start)
    named = {name: count for name, count in names.items() if (count > 1 or name in early) and name not in words("unnamed")}
    told = {term: len(at) for term, at in said.items() if (len(at) > 1 or min(at) < _EARLY) and term not in named}
    return Story(names=_most(named, _NAMES), words=_most(told, _WORDS))


def _most(counted: dict[str, int], limit: int) -> frozenset[str]:
    return frozenset(sorted(counted, key=lambda key: (-counted[key], key))[:limit])
