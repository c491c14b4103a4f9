"""Cuts out of a text what is no part of it: comments and mark-up; what is left keeps its way back to the file."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from factcheck.articles.blocks import HEADING
from factcheck.articles.directives import from_comment
from factcheck.articles.parts import Cut
from factcheck.model import Anchor, Directive, Frozen, SourceMap

_BULLET = re.compile(r"[-+*]\s|\d{1,9}[.)]\s")


class Rest(Frozen):
    """A text without what was cut out, the way back to the file, what comments tell the linter, and characters taken by reason."""

    text: str
    source_map: SourceMap
    directives: tuple[Directive, ...]
    outside: tuple[tuple[str, int], ...] = ()


def cut_out(text: str, first_line: int, cuts: Iterable[Cut]) -> Rest:
    """The rest of `text`, which begins in column 1 of `first_line` of its file; of cuts that overlap the first counts."""
    taken = list(_apart(cuts))
    kept, anchors, places = [], [], []
    offset = last = 0
    line, column = first_line, 1
    for cut in [*taken, Cut(start=len(text), end=len(text))]:
        piece = text[last : cut.start]
        anchors.append(Anchor(offset=offset, line=line, column=column))
        for match in re.finditer("\n", piece):
            line, column = line + 1, 1
            anchors.append(Anchor(offset=offset + match.end(), line=line, column=1))
        kept.append(piece)
        offset += len(piece)
        column += len(piece) - (piece.rfind("\n") + 1)
        places.append((offset, line, column))
        breaks = text.count("\n", cut.start, cut.end)
        line += breaks
        column = cut.end - text.rfind("\n", cut.start, cut.end) if breaks else column + cut.end - cut.start
        last = cut.end
    remaining = "".join(kept)
    outside = Counter[str]()
    for cut in taken:
        outside[cut.reason] += cut.end - cut.start
    return Rest(
        text=remaining,
        source_map=SourceMap(anchors=_told(anchors)),
        directives=tuple(_directives(taken, places, _blocks(remaining))),
        outside=tuple(sorted(outside.items())),
    )


def _apart(cuts: Iterable[Cut]) -> Iterator[Cut]:
    last = 0
    for cut in sorted(cuts, key=lambda one: one.start):
        if cut.start >= last and cut.end > cut.start:
            yield cut
            last = cut.end


def _told(anchors: list[Anchor]) -> tuple[Anchor, ...]:
    """The last anchor of each offset."""
    return tuple({anchor.offset: anchor for anchor in anchors}.values())


def _directives(cuts: Sequence[Cut], places: Sequence[tuple[int, int, int]], blocks: Sequence[tuple[int, int]]) -> Iterator[Directive]:
    """Those of the comments that are for us; each is about the block that it stands in, or else about the next one."""
    for cut, (offset, line, column) in zip(cuts, places, strict=False):
        directive = from_comment(cut.content, line, column) if cut.content is not None else None
        if directive is not None:
            index = bisect_left(blocks, offset, key=lambda block: block[1])
            block = blocks[index] if index < len(blocks) else (offset, offset)
            yield directive.model_copy(update={"offset": offset, "block": block, "closed": cut.closed})


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
