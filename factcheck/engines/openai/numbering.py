"""How a story is shown to a model, its sentences numbered, and how the words that a model quotes are found in it again."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from factcheck.articles.characters import readable
from factcheck.claims.parsed import ParsedArticle
from factcheck.comparison import Order, Story, StorySentence
from factcheck.model import Article
from factcheck.stories.assemble import order

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
