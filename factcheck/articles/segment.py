"""Cuts an article into sentences; headings, bylines, repeated headlines and other clutter are no sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.articles.clutter import is_clutter, plain_words
from factcheck.articles.dateline import dateline_length, is_date_line
from factcheck.articles.lexicon import words
from factcheck.model import Article, Frozen

_EDGE = "*_#> \t\xa0\u200b\ufeff"
_BULLET = re.compile(r"\A(?:[-+*•]\s+|--\s+|[►▶●■▪◦‣]\ufe0e?\s*|\d{1,2}[.)]\s+)")
_END = re.compile(r"(?<![.!?…])[.!?…]+[\"”’')\]*_]*+(?=[\s\u200b\ufeff]|\Z)|(?<=[a-z0-9])[.!?][\"”’')\]]*+(?=[A-Z][a-z])")
_CLOSED = re.compile(r"[.!?…][\"”’')\]*_\s]*+\Z")
_LONGEST_HEADING = 160
_LONGEST_TAIL = 100
"""What follows the last full stop of a paragraph and has none itself, if it is no longer, is a caption, a credit or a link."""
LONGEST_SENTENCE = 5000
"""Longer stretches without the end of a sentence are no prose, and the parser would choke on them."""
_WRAPPED_LEAST, _WRAPPED_MOST = 40, 100
_NEARBY = 80
"""How far around a full stop one must look to tell what it ends."""


class Sentence(Frozen):
    """One sentence: code points [start, end) of the article's text, and the number of its paragraph."""

    start: int
    end: int
    text: str
    paragraph: int


def sentences(article: Article) -> list[Sentence]:
    """The sentences of the prose in order, without what `overlong` tells of; always article.text[start:end] == text."""
    return [sentence for sentence in _all(article) if len(sentence.text) <= LONGEST_SENTENCE]


def overlong(article: Article) -> list[Sentence]:
    """The stretches of prose that are too long to be sentences."""
    return [sentence for sentence in _all(article) if len(sentence.text) > LONGEST_SENTENCE]


def _all(article: Article) -> Iterator[Sentence]:
    for number, (start, end) in enumerate(_paragraphs(article)):
        for first, last in _pieces(article.text[start:end]):
            text = article.text[start + first : start + last]
            if re.search(r"[^\W\d_]", text):
                yield Sentence(start=start + first, end=start + last, text=text, paragraph=number)


def _pieces(block: str) -> list[tuple[int, int]]:
    """The sentences of one paragraph, without a heading, caption or link that stands where a last sentence would."""
    pieces = list(_cut(block))
    if pieces and not _closed(block):
        start, end = pieces[-1]
        if end - start <= (_LONGEST_HEADING if len(pieces) == 1 else _LONGEST_TAIL):
            pieces.pop()
    return pieces


def _closed(text: str) -> bool:
    """The text ends with the end of a sentence."""
    return _CLOSED.search(text, max(0, len(text) - _NEARBY)) is not None


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines are; those that begin in a comment or in fenced code come out empty."""
    start, fenced = 0, False
    comments = _comments(text)
    opened, closed = next(comments, (len(text), len(text)))
    for line in text.split("\n"):
        end = start + len(line)
        while closed <= start < len(text):
            opened, closed = next(comments, (len(text), len(text)))
        begins = start + len(line) - len(line.lstrip())
        fence = line.lstrip().startswith(("```", "~~~"))
        fenced ^= fence
        yield (start, start) if fence or fenced or opened <= begins < closed else (start, end)
        start = end + 1


def _comments(text: str) -> Iterator[tuple[int, int]]:
    closed = 0
    while (opened := text.find("<!--", closed)) >= 0 and (end := text.find("-->", opened)) >= 0:
        closed = end + 3
        yield opened, closed


def _paragraphs(article: Article) -> Iterator[tuple[int, int]]:
    """Stretches of prose: one or more lines; a line that goes on in the next is joined with it."""
    text, page = article.text, _Page(article)
    current: tuple[int, int] | None = None
    before = ""
    for start, end in _lines(text):
        line = text[start:end]
        if current is not None and line.strip() and _continues(text[current[0] : current[0] + _NEARBY], before, line):
            current, before = (current[0], end), line
            continue
        if current is not None:
            yield from page.prose(*current)
        current, before = ((start, end) if line.strip() else None), line
    if current is not None:
        yield from page.prose(*current)


def _continues(block: str, before: str, line: str) -> bool:
    """A hard-wrapped line: the one `before` is long and stops nowhere, and this one is no list item or heading; `block` is its start."""
    stripped = line.lstrip()
    if _BULLET.match(stripped) or stripped.startswith(("#", ">", "|")) or block.lstrip().startswith(("#", "|")):
        return False
    if before.rstrip().endswith("**"):
        return False
    wrapped = _WRAPPED_LEAST <= len(before) <= _WRAPPED_MOST and len(line) <= _WRAPPED_MOST
    return line[:1].islower() or before.rstrip().endswith((",", ";")) or (wrapped and not _stops(before))


def _stops(line: str) -> bool:
    """The line ends with the end of a sentence, not with an abbreviation."""
    end = line.rstrip()[-_NEARBY:]
    return _closed(line) and not (end.endswith(".") and not end.endswith("..") and _last_word(end[:-1]) in words("titles"))


class _Page:
    """What has been read of an article so far: a headline is passed over when it is met again."""

    def __init__(self, article: Article) -> None:
        self._text = article.text
        self._seen = {plain_words(article.title)} if article.title else set()
        self._begun = False

    def prose(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretch without bullet, dateline and marks at its edges; nothing where it is no prose."""
        raw = self._text[start:end]
        begin, stop = start + len(raw) - len(raw.lstrip(_EDGE)), start + len(raw.rstrip(_EDGE))
        bullet = _BULLET.match(self._text[begin:end])
        begin += bullet.end() if bullet else 0
        begin += dateline_length(self._text[begin:end], first=not self._begun)
        line = self._text[begin:stop]
        plain = plain_words(line)
        repeated = plain in self._seen
        self._seen.add(plain)
        if line and not repeated and not raw.lstrip().startswith("#") and not is_clutter(line):
            self._begun = self._begun or _closed(line)
            yield begin, stop


def _cut(block: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of one paragraph begin and end, without marks and space at their edges."""
    start = 0
    for match in _END.finditer(block):
        if match.end() > start and _ends(block, match):
            yield _trimmed(block, start, match.end())
            start = match.end()
    if block[start:].strip(_EDGE + "\n"):
        yield _trimmed(block, start, len(block))


def _trimmed(block: str, start: int, end: int) -> tuple[int, int]:
    piece = block[start:end]
    return start + len(piece) - len(piece.lstrip(_EDGE + "\n")), start + len(piece.rstrip(_EDGE + "\n"))


def _ends(block: str, match: re.Match[str]) -> bool:
    """The full stop ends a sentence: what stands before it is no abbreviation, or what follows opens a sentence."""
    before = block[max(0, match.start() - _NEARBY) : match.start()]
    after = block[match.end() : match.end() + _NEARBY].lstrip(_EDGE + "\n")
    if not after:
        return True
    if match.end() < len(block) and block[match.end()].isupper():
        address = re.split(r"\s", before)[-1]
        return "." not in address and "/" not in address
    if after[0].islower():
        return False
    return match[0][0] != "." or not _is_abbreviation(before) or _opens(before, after)


def _last_word(before: str) -> str:
    return re.split(r"[\s(“\"‘—–-]", before)[-1]


def _is_abbreviation(before: str) -> bool:
    word = _last_word(before)
    return word in words("titles") | words("abbreviations") or re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", word) is not None


def _opens(before: str, after: str) -> bool:
    """A sentence opener follows an abbreviation that may stand last; a single capital goes with the capital after it."""
    word, opener = _last_word(before), re.match(r"[\"“‘'(\[]*(\S+)", after)
    first = re.sub(r"['’]s?\Z", "", opener[1].rstrip(",;:")) if opener else ""
    return word not in words("titles") and first in words("openers") and (len(word) > 1 or len(first) > 1)


def title_line(text: str) -> str | None:
    """The first line that is a heading and no sentence, byline or date; None where prose comes first twice."""
    lines = [line.strip(_EDGE) for line in text[:5000].split("\n") if line.strip(_EDGE)]
    for line in lines[:2]:
        if (
            not _closed(line)
            and re.search(r"[^\W\d_]", line)
            and len(line) <= _LONGEST_HEADING
            and not is_date_line(line)
            and not line.startswith("By ")
        ):
            return line
    return None
