"""Whether of two articles the one can have overtaken the other, and which of two sentences is older, as far as dates tell."""

from __future__ import annotations

from factcheck.comparison import Order, Story, StorySentence
from factcheck.stories.order import order


def dated(story: Story, a: StorySentence, b: StorySentence) -> Order:
    """Which of the two was written first, by the dates of their articles."""
    return order(story.by_id[a.article], story.by_id[b.article])


def may_move_on(story: Story, a: StorySentence, b: StorySentence) -> bool:
    """Whether one of the two articles can have overtaken the other: not two of one day, nor two of an archive."""
    if a.article == b.article or {a.article, b.article} <= story.held:
        return False
    return dated(story, a, b) != "unknown" or any(story.by_id[sentence.article].day is None for sentence in (a, b))
