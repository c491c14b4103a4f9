"""The numbers by which a model names sentences: articles get letters, their sentences count on from 1 (A1, A2, … B1, …)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from factcheck.comparison import Story, StorySentence
from factcheck.engines.openai.window import delimited
from factcheck.model import Article

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
