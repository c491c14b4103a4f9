"""Word documents: every paragraph that a reader sees, in the body, in tables and boxes, in notes, headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from typing import Any

from factcheck.articles import rows
from factcheck.model import Frozen

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PROPERTIES = {f"{_WORD}pPr", f"{_WORD}rPr"}
_GONE = {f"{_WORD}del", f"{_WORD}moveFrom", _FALLBACK}
"""What a reader no longer sees, and the second form of what is there already."""
_SIGNS = {
    f"{_WORD}tab": "\t",
    f"{_WORD}ptab": "\t",
    f"{_WORD}br": "\n",
    f"{_WORD}cr": "\n",
    f"{_WORD}noBreakHyphen": "-",
    f"{_WORD}softHyphen": "\u00ad",
}
_BESIDE = ("footnotes", "endnotes", "header", "footer")
"""The parts of a document that are read after its body."""


class WordText(Frozen):
    """The text of a document, an empty line between paragraphs; its title, and how many characters of comments are left out."""

    text: str
    title: str | None
    comments: int


def read(content: bytes) -> WordText:
    """The text of a Word file; lets the errors of zipfile, lxml and python-docx through."""
    from docx import Document  # noqa: PLC0415  loaded only for Word files

    document = Document(BytesIO(content))
    parts = sorted(document.part.package.iter_parts(), key=lambda part: str(part.partname))
    beside = [part for kind in _BESIDE for part in parts if re.fullmatch(rf"/word/{kind}\d*\.xml", str(part.partname))]
    found = list(_lines(document.element))
    seen: set[str] = set()
    for part in beside:
        found += [line for line in _lines(_tree(part.blob)) if line not in seen and not seen.add(line)]  # type: ignore[func-returns-value]
    comments = [line for part in parts if str(part.partname) == "/word/comments.xml" for line in _lines(_tree(part.blob))]
    return WordText(text="\n\n".join(found), title=document.core_properties.title or None, comments=sum(map(len, comments)))


def _tree(blob: bytes) -> Any:  # noqa: ANN401  lxml ships no types
    from lxml import etree  # noqa: PLC0415

    return etree.fromstring(blob, parser=etree.XMLParser(resolve_entities=False, no_network=True))


def _lines(root: Any) -> Iterator[str]:  # noqa: ANN401
    """The paragraphs in their order, a row of a table as one line where its cells hold no sentences."""
    paragraphs = [paragraph for paragraph in root.iter(f"{_WORD}p") if not _gone(paragraph)]
    for row, together in groupby(paragraphs, key=lambda paragraph: next(paragraph.iterancestors(f"{_WORD}tr"), None)):
        texts = ["".join(_text(paragraph)) for paragraph in together]
        yield from rows.lines(texts) if row is not None else filter(str.strip, texts)


def _gone(paragraph: Any) -> bool:  # noqa: ANN401
    return any(ancestor.tag in _GONE for ancestor in paragraph.iterancestors())


def _text(paragraph: Any) -> Iterator[str]:  # noqa: ANN401
    """The words of the paragraph itself: those of a box that hangs on it are paragraphs of their own."""
    ahead = list(reversed(paragraph))
    while ahead:
        element = ahead.pop()
        if element.tag in {f"{_WORD}t", f"{_MATHS}t"}:
            yield element.text or ""
        elif element.tag in _SIGNS:
            yield _SIGNS[element.tag]
        elif element.tag not in _GONE | _PROPERTIES | {f"{_WORD}p"}:
            ahead.extend(reversed(element))
