"""What an article is about: its prominent names and words and its meaning, so that two articles about one affair can be told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from factcheck.model import Article, Claim
from factcheck.pairs.likeness import alike
from factcheck.verdicts.lexicon import kin, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_EARLY = 600
_NAMES, _WORDS = 24, 24
_FEW_NAMES = 3
LEAST_IN_COMMON = 3
"""The least number of prominent names and words that two articles about one affair share."""
LEAST_MEANING = 0.25
"""The least cosine of the texts of two articles about one affair."""
_ENOUGH, _ENOUGH_FAR, _FAR = 1.1, 1.45, 61
"""How much two articles must have in common, and how much where more than so many days lie between them."""
_MEANING = 1.5
_CAPITALISED = re.compile(r"(?<=[^\W\d_,;][ \u00a0])[^\W\d_a-z][^\W_]*[^\W\d_]{2}")


@dataclass(frozen=True, eq=False)
class Story:
    """The prominent capitalised words and content words of one article, the exact vectors of its text and opening (d), and its day."""

    names: frozenset[str]
    words: frozenset[str]
    text: NDArray[np.float32]
    opening: NDArray[np.float32]
    day: date | None = None

    def one_affair(self, other: Story) -> bool:
        """Both are about one affair: they are alike in meaning, and of what is prominent in the one, enough is prominent in the other.

        The shares of shared names and of shared words (of the article that has fewer) and the likeness are added, so that each can
        make up for the others. Articles that lie months apart must have more in common.
        """
        meaning = alike(self.text, other.text)
        named, said = len(self.names & other.names), len(self.words & other.words)
        if meaning < LEAST_MEANING or named + said < LEAST_IN_COMMON:
            return False
        names, told = min(len(self.names), len(other.names)), min(len(self.words), len(other.words))
        likeness = _MEANING * (meaning + alike(self.opening, other.opening)) / 2
        return named / max(_FEW_NAMES, names) + said / max(1, told) + likeness >= self._enough(other)

    def _enough(self, other: Story) -> float:
        near = self.day is None or other.day is None or abs((self.day - other.day).days) <= _FAR
        return _ENOUGH if near else _ENOUGH_FAR


def opening(article: Article) -> str:
    """The title and the first lines."""
    return f"{article.title or ''}\n{article.text[:_EARLY]}"


def story(article: Article, claims: Iterable[Claim], text: NDArray[np.float32], start: NDArray[np.float32]) -> Story:
    """The names and the words that the article has twice or has early, the most frequent of them; exact vectors of text and opening."""
    names = Counter(match[0].casefold() for match in _CAPITALISED.finditer(article.text))
    early = {match[0].casefold() for match in _CAPITALISED.finditer(article.text[:_EARLY])}
    said: dict[str, set[int]] = {}
    for claim in claims:
        for term in {kin(term) for term in claim.terms} - words("everyday"):
            said.setdefault(term, set()).add(claim.sentence.start)
    named = {name: count for name, count in names.items() if (count > 1 or name in early) and name not in words("unnamed")}
    told = {term: len(at) for term, at in said.items() if (len(at) > 1 or min(at) < _EARLY) and term not in named}
    return Story(names=_most(named, _NAMES), words=_most(told, _WORDS), text=text, opening=start, day=article.day)


def _most(counted: dict[str, int], limit: int) -> frozenset[str]:
    return frozenset(sorted(counted, key=lambda key: (-counted[key], key))[:limit])
