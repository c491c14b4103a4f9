"""The local reader: proposes the sentence pairs of a story that are near each other, and leaves it to typed evidence what they are."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.comparison import NEAREST, Proposal, Story
from factcheck.model import Failure


class NearestReader:
    """Reads nothing itself: whether two sentences are near depends on their words and vectors alone."""

    name = NEAREST

    def __call__(self, story: Story) -> Iterator[Proposal | Failure]:
        """One proposal for each near pair, over whole sentences."""
        return map(Proposal.of_near, story.near)
