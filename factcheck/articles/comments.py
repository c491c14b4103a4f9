"""Comments in Markdown: they are no part of an article's text, and some of them are for the linter."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from factcheck.articles.blocks import HEADING
from factcheck.articles.directives import from_comment
from factcheck.articles.fences import Fences
from factcheck.model import Anchor, Directive, Frozen, SourceMap

_BULLET = re.compile(r"[-+*]\s|\d{1,9}[.)]\s")


class Commented(Frozen):
    """A text without its comments, the way back to the file, and what the comments tell the linter."""

    text: str
    source_map: SourceMap
    directives: tuple[Directive, ...]


class _Comment(Frozen):
    """A comment: code points [start, end) of the file's text, its content, and whether it ends."""

    start: int
    end: int
    content: str
    closed: bool = True


def without_comments(text: str, first_line: int) -> Commented:
    """Cuts the comments out of `text`, which begins in column 1 of `first_line` of its file.

    What stands in fenced code or between backticks is no comment. A comment for the linter that never ends is cut out up to the end
    of its line; any other is left as text, as nobody can tell where it was meant to end.
    """
    comments = list(_comments(text))
    kept, anchors, places = [], [], []
    offset = last = 0
    line, column = first_line, 1
    for comment in [*comments, _Comment(start=len(text), end=len(text), content="")]:
        piece = text[last : comment.start]
        anchors.append(Anchor(offset=offset, line=line, column=column))
        for match in re.finditer("\n", piece):
            line, column = line + 1, 1
            anchors.append(Anchor(offset=offset + match.end(), line=line, column=1))
        kept.append(piece)
        offset += len(piece)
        column += len(piece) - (piece.rfind("\n") + 1)
        places.append((offset, line, column))
        breaks = text.count("\n", comment.start, comment.end)
        line += breaks
        column = comment.end - text.rfind("\n", comment.start, comment.end) if breaks else column + comment.end - comment.start
        last = comment.end
    remaining = "".join(kept)
    directives = _directives(comments, places, _blocks(remaining))
    return Commented(text=remaining, source_map=SourceMap(anchors=_told(anchors)), directives=tuple(directives))


def _told(anchors: list[Anchor]) -> tuple[Anchor, ...]:
    """The last anchor of each offset."""
    return tuple({anchor.offset: anchor for anchor in anchors}.values())


def _comments(text: str) -> Iterator[_Comment]:
    at, cut = 0, -1
    fences = Fences(text)
    while at < len(text):
        if (code := fences.at(at)) is not None:
            at = code.end + 1
            continue
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        opened = text.find("<!--", at, stop)
        if opened >= 0 and text.count("`", at, opened) % 2:
            quoted = text.find("`", opened, stop)
            at = quoted + 1 if quoted >= 0 else stop + 1
            continue
        if opened < 0:
            at = stop + 1
            continue
        cut = text.find("-->", opened + 2) if cut < len(text) else cut
        if cut < 0:
            cut = len(text)
        if cut < len(text):
            yield _Comment(start=opened, end=cut + 3, content=text[opened + 4 : cut])
            at = cut + 3
        else:
            if from_comment(text[opened + 4 : stop], None, None) is not None:
                yield _Comment(start=opened, end=stop, content=text[opened + 4 : stop], closed=False)
            at = stop + 1


def _directives(comments: list[_Comment], places: list[tuple[int, int, int]], blocks: list[tuple[int, int]]) -> Iterator[Directive]:
    """Those of the comments that are for us; each is about the block that it stands in, or else about the next one."""
    for comment, (offset, line, column) in zip(comments, places, strict=False):
        directive = from_comment(comment.content, line, column)
        if directive is not None:
            index = bisect_left(blocks, offset, key=lambda block: block[1])
            block = blocks[index] if index < len(blocks) else (offset, offset)
            yield directive.model_copy(update={"offset": offset, "block": block, "closed": comment.closed})


def _blocks(text: str) -> list[tuple[int, int]]:
    """The stretches between empty lines and headings; each item of a list is one of its own."""
    blocks: list[tuple[int, int]] = []
    offset, joined = 0, False
    for line in text.split("\n"):
        stripped = line.strip()
        prose = bool(stripped) and not HEADING.match(line)
        if prose and joined and not _BULLET.match(stripped):
            blocks[-1] = (blocks[-1][0], offset + len(line.rstrip()))
        elif prose:
            blocks.append((offset, offset + len(line.rstrip())))
        joined = prose
        offset += len(line) + 1
    return blocks
