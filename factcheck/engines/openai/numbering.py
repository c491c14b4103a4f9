"""How a story is shown to a model: numbered, in blocks where it is too long for one request; and how the words quoted are found again."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from factcheck.articles import readable
from factcheck.claims import ParsedArticle
from factcheck.comparison import Order, Story, StorySentence
from factcheck.engines import Encoder
from factcheck.engines.openai.answers import estimated
from factcheck.model import Article
from factcheck.stories.assemble import order
from factcheck.stories.likeness import alike, exact, likeness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


BEFORE, AFTER = 2, 1
"""Neighbours that are sent with a sentence: enough for most pronouns."""


def batch_window(parsed: ParsedArticle, batch: Sequence[int], timed: Collection[int]) -> str:
    """The headline, the sentences before the batch, and those of the batch, numbered from 1; `timed` are to be marked."""
    first = batch[0]
    before = [("before", parsed.sentences[i].sentence.text) for i in range(max(first - BEFORE, 0), first)]
    own = [(f"{n}{' (time)' if i in timed else ''}", parsed.sentences[i].sentence.text) for n, i in enumerate(batch, 1)]
    return delimited([("headline", parsed.article.title or ""), *before, *own])


def around(parsed: ParsedArticle, index: int) -> str:
    """The headline and the sentence with its neighbours: what its statement may take words from."""
    near = parsed.sentences[max(index - BEFORE, 0) : index + AFTER + 1]
    return "\n".join([parsed.article.title or "", *(one.sentence.text for one in near)])


def delimited(lines: Sequence[tuple[str, str]]) -> str:
    """The labelled texts, one a line, between two lines with a digest of them all; empty ones are left out."""
    written = "\n".join(f"{label}: {' '.join(readable(text).split())}" for label, text in lines if text.strip())
    mark = hashlib.sha256(written.encode()).hexdigest()[:12]
    return f"=== text {mark} ===\n{written}\n=== end of text {mark} ==="


def dated(story: Story, a: StorySentence, b: StorySentence) -> Order:
    """Which of the two was written first, by the dates of their articles."""
    return order(story.by_id[a.article], story.by_id[b.article])


def may_move_on(story: Story, a: StorySentence, b: StorySentence) -> bool:
    """Whether one of the two articles can have overtaken the other: not two of one day, nor two of an archive."""
    if a.article == b.article or {a.article, b.article} <= story.held:
        return False
    return dated(story, a, b) != "unknown" or any(story.by_id[sentence.article].day is None for sentence in (a, b))


_NUMBER = re.compile(r"\s*\[?([A-Za-z]{1,3})\s?(\d{1,6})\]?[.:]?\s*")


class Numbering:
    """The sentences of a story under their numbers; letters follow the days of the articles, so that no order of files shows."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._ordered = sorted(story.articles, key=lambda article: (article.day or date.max, _told(article), article.id))
        self._places = {article.id: index for index, article in enumerate(self._ordered)}
        self._letters = {article: letters(index) for article, index in self._places.items()}
        self._sentences = {self.number(sentence): sentence for sentence in story.sentences}

    def number(self, sentence: StorySentence) -> str:
        """How the model is to name the sentence."""
        return f"{self._letters[sentence.article]}{sentence.number}"

    def position(self, sentence: StorySentence) -> tuple[int, int]:
        """Where the sentence stands among all, in the order of the days."""
        return self._places[sentence.article], sentence.number

    def find(self, number: str) -> StorySentence | None:
        """The sentence of that number; None where there is none."""
        match = _NUMBER.fullmatch(number)
        return self._sentences.get(f"{match[1].upper()}{int(match[2])}") if match else None

    def text(self, sentences: Sequence[StorySentence]) -> str:
        """The given sentences with their numbers, below a line that opens each article that has any; all of it between two marks."""
        return delimited([line for article in self._ordered for line in self._article(article, sentences)])

    def _article(self, article: Article, sentences: Sequence[StorySentence]) -> Iterator[tuple[str, str]]:
        own = sorted((s for s in sentences if s.article == article.id), key=lambda s: s.number)
        if own:
            held = " (archive)" if article.id in self._story.held else ""
            yield f"article {self._letters[article.id]}{held}", described(article)
            yield from ((self.number(s), f"(headline) {s.text}" if s.headline else s.text) for s in own)


def described(article: Article) -> str:
    """Day, outlet and title, as far as they are known; the day stands first, where no title can forge it."""
    day = article.day.isoformat() if article.day else "day unknown"
    return "; ".join([day, article.source or "outlet unknown", article.title or "no title"])


def letters(index: int) -> str:
    """A to Z, then AA, AB and so on; `index` counts from 0."""
    found = ""
    index += 1
    while index:
        index, last = divmod(index - 1, 26)
        found = chr(ord("A") + last) + found
    return found


def _told(article: Article) -> tuple[str, str]:
    return article.source or "", article.title or ""


# Finds the words that a model quotes in the text that it was given, whatever it did to quotation marks, dashes and spacing.

LEAST_WORDS = 2
"""One word states nothing, and stands in most sentences by chance."""


def quotes(quote: str) -> bool:
    """Whether it has words enough to be a quotation."""
    return sum(any(map(str.isalnum, word)) for word in quote.split()) >= LEAST_WORDS


def located(quote: str, text: str) -> tuple[int, int] | None:
    """Where the quotation stands in the text, as [start, end) of the text itself; None where its words do not.

    Letters and digits must agree, in any case, and the points and commas inside numbers; all else may differ. The first place counts.
    """
    source, places = _plain(text)
    wanted, _ = _plain(quote)
    if not wanted:
        return None
    at = source.find(wanted)
    while at >= 0:
        start, end = places[at], places[at + len(wanted) - 1] + 1
        if _whole(text, start, end):
            return start, end
        at = source.find(wanted, at + 1)
    return None


def _plain(text: str) -> tuple[str, list[int]]:
    """Letters and digits in lower case, and where each stands in the text."""
    characters: list[str] = []
    places: list[int] = []
    for offset, character in enumerate(text):
        if character.isalnum() or (character in ".," and text[offset - 1 : offset].isdigit() and text[offset + 1 : offset + 2].isdigit()):
            for plain in unicodedata.normalize("NFKC", character).casefold():
                characters.append(plain)
                places.append(offset)
    return "".join(characters), places


def _whole(text: str, start: int, end: int) -> bool:
    """Neither edge lies inside a word or a number."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return not (
        before.isalnum() or after.isalnum() or (after in {".", ","} and text[end + 1 : end + 2].isdigit() and text[end - 1].isdigit())
    )


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
