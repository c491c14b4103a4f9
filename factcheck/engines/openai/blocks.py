"""Cuts a story that is too long for one request into blocks, so that all that is near in meaning meets in one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from factcheck.comparison import Story, StorySentence
from factcheck.engines.base import Encoder
from factcheck.engines.openai.replies import estimated
from factcheck.stories.likeness import alike, exact, likeness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


Near = Callable[[StorySentence, Sequence[StorySentence]], float]
"""How near a sentence is to the nearest of some others, -1 to 1."""
LEAST_NEAR = 0.2
"""Below it two sentences have hardly a word or a meaning in common; no sentence of a labelled conflict is that far from all others."""
_LABEL = 4
"""Tokens that a number and a line end take."""
_HEAD = 40
"""Tokens that the line of an article takes."""


@dataclass(frozen=True)
class Plan:
    """What each request holds, in the order of the story, and what none of them holds."""

    blocks: tuple[tuple[StorySentence, ...], ...]
    left_out: tuple[StorySentence, ...] = ()


def plan(story: Story, room: int, near: Near) -> Plan:
    """The whole story where it fits into `room` tokens; else blocks in which every two passages that are near meet at least once.

    Before a story is cut, what is near nothing else in it is left out. A passage is an article, or a part of one that is longer than
    half the room.
    """
    if tokens(story.sentences) <= room:
        return Plan((story.sentences,) if story.sentences else ())
    kept = tuple(s for s in story.sentences if near(s, _others(story, s)) >= LEAST_NEAR)
    left_out = tuple(s for s in story.sentences if s not in set(kept))
    if not kept or tokens(kept) <= room:
        return Plan((kept,) if kept else (), left_out)
    passages = [passage for article in story.articles for passage in _passages([s for s in kept if s.article == article.id], room // 2)]
    wanted = {(i, j) for i, j in combinations(range(len(passages)), 2) if _meet(story, passages[i], passages[j], near)}
    blocks = _covering(passages, wanted, room)
    return Plan(tuple(tuple(s for index in sorted(block) for s in passages[index]) for block in blocks), left_out)


def tokens(sentences: Iterable[StorySentence]) -> int:
    """About so many tokens are these sentences with their numbers."""
    listed = list(sentences)
    return sum(estimated(len(s.text)) + _LABEL for s in listed) + _HEAD * len({s.article for s in listed})


def compared(story: Story, first: str, second: str) -> bool:
    """Whether sentences of the two articles (or of one, twice) are to be compared: not what an archive holds, with itself."""
    if first in story.held and second in story.held:
        return False
    return first == second or (min(first, second), max(first, second)) in story.joined


def _others(story: Story, sentence: StorySentence) -> list[StorySentence]:
    return [s for s in story.sentences if s.place != sentence.place and compared(story, s.article, sentence.article)]


def _passages(sentences: Sequence[StorySentence], room: int) -> Iterator[tuple[StorySentence, ...]]:
    """The sentences in as few parts as fit, of about one length."""
    if not sentences:
        return
    length = tokens(sentences) - _HEAD
    share = length / -(-length // max(1, room - _HEAD))
    part: list[StorySentence] = []
    for sentence in sentences:
        if part and tokens([*part, sentence]) > min(room, share + _HEAD + _LABEL):
            yield tuple(part)
            part = []
        part.append(sentence)
    yield tuple(part)


def _meet(story: Story, first: Sequence[StorySentence], second: Sequence[StorySentence], near: Near) -> bool:
    return compared(story, first[0].article, second[0].article) and any(near(s, second) >= LEAST_NEAR for s in first)


def _covering(passages: Sequence[Sequence[StorySentence]], wanted: set[tuple[int, int]], room: int) -> Iterator[set[int]]:
    """Sets of passages within the room in which each wanted pair, and each passage at all, is at least once."""
    sizes = [tokens(passage) for passage in passages]
    open_pairs, unread = set(wanted), set(range(len(passages)))
    while open_pairs or unread:
        block = set(min(open_pairs)) if open_pairs else {min(unread)}
        while (best := _best(block, open_pairs, unread, sizes, room)) is not None:
            block.add(best)
        open_pairs = {pair for pair in open_pairs if not set(pair) <= block}
        unread -= block
        yield block


def _best(block: set[int], open_pairs: set[tuple[int, int]], unread: set[int], sizes: Sequence[int], room: int) -> int | None:
    """The passage that fits and meets most of the block for the first time; None where none fits or gains anything."""
    left = room - sum(sizes[index] for index in block)
    gains = {
        index: (sum((min(index, other), max(index, other)) in open_pairs for other in block), index in unread)
        for index in range(len(sizes))
        if index not in block and sizes[index] <= left
    }
    best = max(gains, key=lambda index: (gains[index], -index), default=None)
    return best if best is not None and (gains[best][0] or (gains[best][1] and not open_pairs)) else None


# How near the sentences of a story are to each other in meaning, by the embedded vectors.


class Nearness:
    """Cosines between sentences of one story; their vectors are made at the first question."""

    def __init__(self, story: Story, encoder: Encoder) -> None:
        self._rows = {sentence.place: index for index, sentence in enumerate(story.sentences)}
        self._texts = [sentence.text for sentence in story.sentences]
        self._encoder = encoder
        self._vectors: NDArray[np.float32] | None = None

    def between(self, a: StorySentence, b: StorySentence) -> float:
        """The cosine of two sentences, not below 0."""
        vectors = self._all()
        return round(max(0.0, alike(vectors[self._rows[a.place]], vectors[self._rows[b.place]])), 3)

    def nearest(self, sentence: StorySentence, others: Sequence[StorySentence]) -> float:
        """The cosine of the sentence and the nearest of the others; -1 where there is none."""
        if not others:
            return -1.0
        vectors = self._all()
        row = self._rows[sentence.place]
        return float(likeness(vectors[row : row + 1], vectors[[self._rows[other.place] for other in others]]).max())

    def _all(self) -> NDArray[np.float32]:
        if self._vectors is None:
            self._vectors = exact(self._encoder(self._texts))
        return self._vectors
