"""How near the sentences of a story are to each other in meaning, by the embedded vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.comparison import Story, StorySentence
from factcheck.engines.base import Encoder
from factcheck.stories.likeness import alike, exact, likeness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


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
