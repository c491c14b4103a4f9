"""How proposals are shown for a second look: both sentences with what stands around them, in an order that no reader chose."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from factcheck.comparison import Proven, Story, StorySentence
from factcheck.engines.openai.numbering import described, letters
from factcheck.engines.openai.window import AFTER, BEFORE, delimited


def pairs_text(proven: Sequence[Proven]) -> str:
    """The articles that the pairs are from, then the pairs, numbered from 1, between two marks."""
    articles = {sentence.article: one.story.by_id[sentence.article] for one in proven for sentence in sides(one)}
    names = {article: letters(index) for index, article in enumerate(articles)}
    opening = [(f"article {names[article.id]}", described(article)) for article in articles.values()]
    return delimited([*opening, *(line for number, one in enumerate(proven, 1) for line in _pair(number, one, names))])


def _pair(number: int, one: Proven, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    a, b = sides(one)
    yield f"pair {number}", f"a from article {names[a.article]}, b from article {names[b.article]}"
    for letter, sentence in (("a", a), ("b", b)):
        yield from _side(f"{number}{letter}", one.story, sentence)


def sides(one: Proven) -> tuple[StorySentence, StorySentence]:
    """Both sentences as they are shown, a and b; which of them is first hangs on their words alone."""
    a, b = one.proposal.pair.sentences
    return (a, b) if _digest(a, b) <= _digest(b, a) else (b, a)


def _digest(first: StorySentence, second: StorySentence) -> bytes:
    return hashlib.sha256(f"{first.text}\x1f{second.text}\x1f{first.start}".encode()).digest()


def _side(label: str, story: Story, sentence: StorySentence) -> Iterator[tuple[str, str]]:
    around = story.around(sentence, BEFORE, AFTER)
    at = around.index(sentence)
    yield f"{label} before", " ".join(s.text for s in around[:at])
    yield f"{label} sentence", f"(headline) {sentence.text}" if sentence.headline else sentence.text
    yield f"{label} after", " ".join(s.text for s in around[at + 1 :])
