"""How proposals are shown for a second look: both sentences among what stands around them, in an order that no reader chose."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from factcheck.comparison import Proven, StorySentence
from factcheck.engines.openai.numbering import described, letters
from factcheck.engines.openai.window import AFTER, BEFORE, delimited


def pairs_text(proven: Sequence[Proven]) -> str:
    """What the pairs are from, each sentence once under its article, then the pairs, numbered from 1, by these; between two marks."""
    near: dict[str, dict[int, StorySentence]] = {}
    for one in proven:
        for sentence in sides(one):
            near.setdefault(sentence.article, {}).update({s.number: s for s in one.story.around(sentence, BEFORE, AFTER)})
    names = {article: letters(index) for index, article in enumerate(near)}
    articles = {sentence.article: one.story.by_id[sentence.article] for one in proven for sentence in sides(one)}
    lines = []
    for article, sentences in near.items():
        lines.append((f"article {names[article]}", described(articles[article])))
        lines += [(f"{names[article]}{number}", _text(sentence)) for number, sentence in sorted(sentences.items())]
    return delimited([*lines, *(_pair(number, one, names) for number, one in enumerate(proven, 1))])


def _pair(number: int, one: Proven, names: Mapping[str, str]) -> tuple[str, str]:
    a, b = (f"{names[sentence.article]}{sentence.number}" for sentence in sides(one))
    return f"pair {number}", f"a is {a}, b is {b}"


def _text(sentence: StorySentence) -> str:
    return f"(headline) {sentence.text}" if sentence.headline else sentence.text


def sides(one: Proven) -> tuple[StorySentence, StorySentence]:
    """Both sentences as they are shown, a and b; which of them is first hangs on their words alone."""
    a, b = one.proposal.pair.sentences
    return (a, b) if _digest(a, b) <= _digest(b, a) else (b, a)


def _digest(first: StorySentence, second: StorySentence) -> bytes:
    return hashlib.sha256(f"{first.text}\x1f{second.text}\x1f{first.start}".encode()).digest()
