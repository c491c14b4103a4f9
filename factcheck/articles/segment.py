"""Cuts an article into sentences; headings, bylines, repeated headlines and other clutter are no sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.articles.dates import dateline_length, is_date_line
from factcheck.articles.lexicon import words
from factcheck.model import Article, Frozen

_EDGE = "*_#> \t\xa0\u200b\ufeff"
_BULLET = re.compile(r"\A(?:[-*+•]|\d{1,2}[.)])\s+")
_END = re.compile(r"[.!?…]+[\"”’')\]*_]*(?=\s|\Z)|[a-z0-9][.!?][\"”’')\]]*(?=[A-Z][a-z])")
_STOPPED = re.compile(r"[.!?…][\"”’')\]*_]*\s*\Z")
_LONGEST_HEADING = 160
_WRAPPED_LEAST, _WRAPPED_MOST = 40, 100


class Sentence(Frozen):
    """One sentence: code points [start, end) of the article's text, and the number of its paragraph."""

    start: int
    end: int
    text: str
    paragraph: int


def sentences(article: Article) -> list[Sentence]:
    """The sentences of the prose in order; always article.text[start:end] == text."""
    found = []
    for number, (start, end) in enumerate(_paragraphs(article)):
        for first, last in _cut(article.text[start:end]):
            if re.search(r"[^\W\d_]", article.text[start + first : start + last]):
                found.append(
                    Sentence(start=start + first, end=start + last, text=article.text[start + first : start + last], paragraph=number)
                )
    return found


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _paragraphs(article: Article) -> Iterator[tuple[int, int]]:
    """Stretches of prose: one or more lines; a line that goes on in the next is joined with it."""
    text, fenced = article.text, False
    seen: set[str] = set()
    current: tuple[int, int] | None = None
    hidden = [(m.start(), m.end()) for m in re.finditer(r"<!--.*?-->", text, re.DOTALL)]
    for start, end in _lines(text):
        line = text[start:end]
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
            line = ""
        if fenced or any(a <= start < b for a, b in hidden):
            line = ""
        if current is not None and line.strip() and _continues(text[current[0] : current[1]], line):
            current = (current[0], end)
            continue
        if current is not None:
            yield from _prose(text, *current, seen, article.title)
        current = (start, end) if line.strip() else None
    if current is not None:
        yield from _prose(text, *current, seen, article.title)


def _continues(before: str, line: str) -> bool:
    """A hard-wrapped line: the one before is long and stops nowhere, and this one is no list item or heading."""
    last = before.rsplit("\n", 1)[-1]
    marked = bool(_BULLET.match(line.lstrip())) or line.lstrip().startswith(("#", ">", "|")) or before.lstrip().startswith(("#", "|"))
    if marked or last.rstrip().endswith("**"):
        return False
    wrapped = _WRAPPED_LEAST <= len(last) <= _WRAPPED_MOST and len(line) <= _WRAPPED_MOST
    return line[:1].islower() or (wrapped and not _STOPPED.search(last))


def _prose(text: str, start: int, end: int, seen: set[str], title: str | None) -> Iterator[tuple[int, int]]:
    raw = text[start:end]
    begin = start + len(raw) - len(raw.lstrip(_EDGE))
    bullet = _BULLET.match(text[begin:end])
    begin += bullet.end() if bullet else 0
    begin += dateline_length(text[begin:end])
    stop = start + len(raw.rstrip(_EDGE))
    line = text[begin:stop]
    plain = re.sub(r"\W+", " ", line).strip().lower()
    repeated = plain in seen or (title is not None and plain == re.sub(r"\W+", " ", title).strip().lower())
    seen.add(plain)
    if line and not repeated and not _is_clutter(raw, line):
        yield begin, stop


def _is_clutter(raw: str, line: str) -> bool:
    lowered = line.lower()
    heading = raw.lstrip().startswith("#") or not _STOPPED.search(line)
    unfinished = len(line) > _LONGEST_HEADING or re.search(r"[.!?][\"”’')]*\s+[A-Z\"“]", line)
    byline = re.match(r"\ABy\s+[A-Z][\w.'’-]+(?:\s+(?:and\s+)?[A-Z][\w.'’-]+){0,5}\s*(?:[|,].*)?\Z", line) is not None
    table = line.startswith("|") or set(line) <= set("-=*_ |")
    return (
        (heading and (raw.lstrip().startswith("#") or not unfinished))
        or byline
        or table
        or is_date_line(line)
        or any(lowered.startswith(cue) for cue in words("clutter"))
    )


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
    after = block[match.end() :].lstrip(_EDGE + "\n")
    if not after:
        return True
    if match[0][:1] not in ".!?…":
        return "." not in re.split(r"\s", block[: match.start()])[-1] and "/" not in re.split(r"\s", block[: match.start()])[-1]
    opener = re.match(r"[\"“‘'(\[]*(\S+)", after)
    first = opener[1].rstrip(",;:") if opener else ""
    if match[0][0] != ".":
        return not (match[0][-1] in "\"”’'" and after[:1].islower()) and not after[:1].islower()
    word = re.split(r"[\s(“\"‘—–-]", block[: match.start()])[-1]
    if word in words("ending_abbreviations"):
        return re.sub(r"['’]s?\Z", "", first) in words("openers")
    if word in words("abbreviations") or re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", word):
        return False
    return not after[:1].islower()


def title_line(text: str) -> str | None:
    """The first line that is a heading and no sentence, byline or date; None where prose comes first twice."""
    lines = [line.strip(_EDGE) for line in text[:5000].split("\n") if line.strip(_EDGE)]
    for line in lines[:2]:
        if not _STOPPED.search(line) and len(line) <= _LONGEST_HEADING and not is_date_line(line) and not line.startswith("By "):
            return line
    return None
