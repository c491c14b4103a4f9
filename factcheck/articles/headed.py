"""A headline that a file gives outside its text is put before it, so that it is a sentence of the article like others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.articles.clutter import plain_words
from factcheck.model import Anchor, Article, SourceMap

_SPACE = "\n\n"
_EARLY = 5
"""Among so many first lines a headline is looked for that stands in the text already."""
_TITLE = re.compile(r"^title[ \t]*[:=][ \t]*", re.IGNORECASE | re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+")
_CAPITALISED = 0.6
"""From this share of capitalised words on a headline is in title case."""


def headed(article: Article, line: int | None = None, column: int | None = None) -> Article:
    """The article with its title before its text, unless that begins with it; `line` and `column` are the title's place in the file."""
    words = plain_words(article.title or "")
    lines = [line for line in article.text[:5000].split("\n") if line.strip()][:_EARLY]
    if article.title is None or not words or any(plain_words(line) == words for line in lines):
        return article
    by = len(article.title) + len(_SPACE)
    later = (anchor.model_copy(update={"offset": anchor.offset + by}) for anchor in article.source_map.anchors)
    directives = (
        one.model_copy(update={"offset": one.offset + by, "block": (one.block[0] + by, one.block[1] + by)}) for one in article.directives
    )
    return article.model_copy(
        update={
            "text": f"{article.title}{_SPACE}{article.text}",
            "headed": by,
            "source_map": SourceMap(anchors=(Anchor(offset=0, line=line, column=column), *later)),
            "directives": tuple(directives),
        }
    )


def title_at(front_matter: str, title: str | None) -> tuple[int | None, int | None]:
    """Line and column of the title in the front matter's lines; no column where it is not written there as it is read."""
    found = _TITLE.search(front_matter)
    if found is None or not title:
        return None, None
    line = front_matter.count("\n", 0, found.start()) + 1
    start = front_matter.rfind("\n", 0, found.start()) + 1
    end = front_matter.find("\n", found.start())
    column = front_matter[start : end if end >= 0 else None].find(title, found.end() - start)
    return line, column + 1 if column >= 0 else None


def in_sentence_case(headline: str, sentences: Sequence[str]) -> str:
    """The headline with the words that the text has in lower case as they stand there, where it is in title case or in capitals."""
    words = _WORD.findall(headline)
    if sum(word[0].isupper() for word in words) < _CAPITALISED * len(words):
        return headline
    known = {word for sentence in sentences for word in _WORD.findall(sentence) if word.islower()}
    return _WORD.sub(lambda found: word if (word := found[0].lower()) in known and len(word) == len(found[0]) else found[0], headline)
