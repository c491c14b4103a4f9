"""Cuts out of a text what is no part of it, mark-up and comments, and reads what the comments tell the linter."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from factcheck.articles import Cut
from factcheck.articles.blocks import HEADING
from factcheck.articles.markdown import Fences
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


# Comments in Markdown: they are no part of an article's text, and some of them are for the linter.


def comments(text: str) -> Iterator[Cut]:
    """The comments of the text in order.

    What stands in fenced code or between backticks is no comment. A comment for the linter that never ends is cut out up to the end
    of its line; any other is left as text, as nobody can tell where it was meant to end.
    """
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
            yield Cut(start=opened, end=cut + 3, content=text[opened + 4 : cut])
            at = cut + 3
        else:
            if from_comment(text[opened + 4 : stop], None, None) is not None:
                yield Cut(start=opened, end=stop, content=text[opened + 4 : stop], closed=False)
            at = stop + 1


# What an article's comments and front matter tell the linter: read here, judged with the findings.

_ADDRESSED = re.compile(r"\s*factcheck\s*:\s*|\s*factcheck\s+(?=(?:ignore|disable|enable)\b)", re.IGNORECASE)
_PARTS = re.compile(r"(?P<action>[\w-]+)\s*(?:\[(?P<codes>[^\[\]]*)\])?\s*(?P<reason>.*)\Z", re.DOTALL)
_MOST_WRITTEN = 120
"""How much of a directive a message repeats."""


def from_comment(comment: str, line: int | None, column: int | None) -> Directive | None:
    """The directive in a comment's text ("factcheck: ignore[FC101] reason"); None where the comment is not for the linter."""
    addressed = _ADDRESSED.match(comment)
    if addressed is None:
        return None
    written = " ".join(comment[addressed.end() :].split())
    parts = _PARTS.match(written)
    return Directive(
        action=parts["action"].lower() if parts else "",
        codes=_codes(parts["codes"]) if parts and parts["codes"] else (),
        reason=parts["reason"].strip() if parts else "",
        written=written[:_MOST_WRITTEN],
        line=line,
        column=column,
    )


def _codes(listed: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in listed.split(",") if code.strip())


def from_front_matter(fields: dict[str, Any], text: str) -> Iterator[Directive]:
    """The directives of a front matter's `factcheck: {ignore: {FC101: reason}}`; `text` is the file up to the end of its front matter."""
    lines = text.split("\n")
    for key, value in fields.items():
        if key != "factcheck" and _is_meant(str(key), value):
            written = " ".join(f"{key}: {value}".split())[:_MOST_WRITTEN]
            yield Directive(action="front matter", codes=(), reason="", written=written, line=_line(lines, str(key), 1), column=1)
    if "factcheck" not in fields:
        return
    told, line = fields["factcheck"], _line(lines, "factcheck", 1)
    entries = told.get("ignore") if isinstance(told, dict) and set(told) == {"ignore"} else None
    if not isinstance(entries, dict) or not entries:
        written = " ".join(f"factcheck: {told}".split())[:_MOST_WRITTEN]
        yield Directive(action="front matter", codes=(), reason="", written=written, line=line, column=1)
        return
    for code, reason in entries.items():
        said = reason if isinstance(reason, str) else ""
        written = " ".join(f"{code}: {said}".split())[:_MOST_WRITTEN]
        line = _line(lines, str(code), line)
        yield Directive(action="file", codes=_codes(str(code)), reason=said.strip(), written=written, line=line, column=1)


def _is_meant(key: str, value: object) -> bool:
    """The key is a misspelling of ours: but for case and hyphens, or by a letter or two where the value looks like ours."""
    plain = re.sub(r"[\W_]", "", key).casefold()
    like_ours = isinstance(value, dict) and any(str(name).casefold() == "ignore" for name in value)
    return plain == "factcheck" or (like_ours and bool(get_close_matches(plain, ["factcheck"], cutoff=0.75)))


def _line(lines: Sequence[str], key: str, first: int) -> int:
    """The line of the key, from the line `first` on; `first` where it is not written out."""
    return next((number for number in range(first, len(lines) + 1) if key in lines[number - 1]), first)
