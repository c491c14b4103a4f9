"""Documents of word processors: Word and RTF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from typing import Any
from zipfile import BadZipFile, ZipFile

from factcheck.articles import body, normal
from factcheck.articles.blocks import row_lines
from factcheck.articles.formats import NOWHERE, Content, counted
from factcheck.errors import InputError
from factcheck.model import Frozen

_MOST_UNPACKED = 10_000_000
"""Bytes of one part of a document; a packed file of some kilobytes can stand for gigabytes."""
_MOST_TOGETHER = 200_000_000
"""Bytes of all parts, pictures among them."""


def docx(path: str, content: bytes) -> Iterator[Content]:
    """A Word document: all that a reader sees of it; such files have no lines to point at."""
    try:
        parts = ZipFile(BytesIO(content)).infolist()
    except (BadZipFile, ValueError, OSError):
        parts = []
    texts = [part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))]
    if max(texts, default=0) > _MOST_UNPACKED or sum(part.file_size for part in parts) > _MOST_TOGETHER:
        raise InputError(path, "too large", f"{path}: unpacks to more than {_MOST_UNPACKED // 1_000_000} MB; save it as text")
    try:
        found = read_words(content)
    except Exception as error:  # python-docx lets errors of zipfile, lxml and its own through
        raise InputError(path, "docx", f"{path}: cannot be opened as a Word document; save it again as .docx, or as text") from error
    yield Content(
        text=body(path, normal(path, found.text)), source_map=NOWHERE, title=found.title, outside=counted({"comment": found.comments})
    )


# Word documents: every paragraph that a reader sees, in the body, in tables and boxes, in notes, headers and footers.

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


def read_words(content: bytes) -> WordText:
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
        yield from row_lines(texts) if row is not None else filter(str.strip, texts)


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


# RTF files: the words without their commands; such files have no lines to point at.

_PICTURE = re.compile(rb"[0-9a-fA-F\s]{2000,}")
_MOST_BYTES = 10_000_000
_TITLE = re.compile(rb"\{\\title\s+([^{}\\]{1,300})\}")
_BRACE = re.compile(rb"(?<!\\)[{}]")
_LONGEST_FONTS = 100_000
_BINARY = re.compile(rb"\\bin\d")
_ASIDE = re.compile(rb"(?<!\\)\{\\(?:footnote|shptxt|(?:header|footer)[lrf]?)(?![a-z])")
"""The beginning of a note, a box, or a line above or below the page."""


def rtf(path: str, content: bytes) -> Iterator[Content]:
    """The text of an RTF file."""
    if not content.lstrip().startswith(b"{\\rtf"):
        raise InputError(path, "rtf", f"{path}: is no RTF, which begins with {{\\rtf; save it again, or as text")
    written = _PICTURE.sub(b"", content).replace(b"\\field{", b"\\field\n{")  # or the library writes addresses between the words
    if len(written) > _MOST_BYTES or _BINARY.search(written):
        reason = "holds pictures as bytes" if len(written) <= _MOST_BYTES else "is too large"
        raise InputError(path, "too large", f"{path}: {reason}; save it without pictures, or as text")
    if (fonts := written.find(b"\\fonttbl")) >= 0 and not _closes(written, fonts):
        raise InputError(path, "damaged", f"{path}: its table of fonts does not end; save it again, or as text")
    if written.rstrip(b"\0\r\n\t ")[-1:] != b"}":
        raise InputError(path, "damaged", f"{path}: ends before its last brace; save it again, or as text")
    text = normal(path, _words(path, _asides_last(written))).replace("\xa0", " ")
    title = _TITLE.search(written)
    yield Content(
        text=body(path, text),
        source_map=NOWHERE,
        title=title[1].decode("cp1252", "replace").strip() or None if title else None,
        outside=counted({"mark-up": max(0, len(content) - len(text))}),
    )


def _closes(written: bytes, start: int) -> bool:
    """The group that the offset lies in ends within reason."""
    return _close(written, start, start + _LONGEST_FONTS) is not None


def _close(written: bytes, start: int, last: int) -> int | None:
    """Where the group that the offset lies in ends, None where it does not up to `last`."""
    depth = 1
    for brace in _BRACE.finditer(written, start, last):
        depth += 1 if brace[0] == b"{" else -1
        if depth == 0:
            return brace.end()
    return None


def _asides_last(written: bytes) -> bytes:
    """The document with its notes, boxes and running lines as paragraphs at its end: where they stand the library passes them over."""
    body: list[bytes] = []
    asides: list[bytes] = []
    at = 0
    while (begins := _ASIDE.search(written, at)) is not None and (end := _close(written, begins.end(), len(written))) is not None:
        body.append(written[at : begins.start()])
        asides.append(b"\\par\\par {\\pard " + written[begins.end() : end])
        at = end
    last = max(at, written.rindex(b"}"))
    return b"".join([*body, written[at:last], *asides, written[last:]]) if asides else written


def _words(path: str, written: bytes) -> str:
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415  loaded only for RTF files

    try:
        text: str = rtf_to_text(  # type: ignore[no-untyped-call]
            written.decode("latin-1")
        )
        return text.encode("utf-16", "surrogatepass").decode("utf-16")  # characters beyond the first plane are written as two halves
    except Exception as error:  # the library lets errors of every kind through
        raise InputError(path, "rtf", f"{path}: cannot be read as RTF; save it again, or as text") from error
