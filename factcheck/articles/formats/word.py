"""Word documents."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from factcheck.articles import word_files
from factcheck.articles.decode import body, normal
from factcheck.articles.formats.content import NOWHERE, Content, counted
from factcheck.errors import InputError

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
        found = word_files.read(content)
    except Exception as error:  # python-docx lets errors of zipfile, lxml and its own through
        raise InputError(path, "docx", f"{path}: cannot be opened as a Word document; save it again as .docx, or as text") from error
    yield Content(
        text=body(path, normal(path, found.text)), source_map=NOWHERE, title=found.title, outside=counted({"comment": found.comments})
    )
