"""The readers of the supported formats, and the table that names them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from factcheck.articles.formats.content import Content
from factcheck.articles.formats.feeds import feed
from factcheck.articles.formats.mails import mail
from factcheck.articles.formats.page import html
from factcheck.articles.formats.pdf_pages import pdf
from factcheck.articles.formats.prose import asciidoc, markdown, mdx, plain, rst
from factcheck.articles.formats.records import Mapped, json_file, jsonl, table
from factcheck.articles.formats.word import docx, rtf
from factcheck.errors import InputError

Reader = Callable[[str, bytes], Iterator[Content | InputError] | Iterator[Content]]
RecordReader = Callable[[str, bytes, Mapped], Iterator[Content | InputError]]

RECORDS: dict[str, RecordReader] = {".json": json_file, ".jsonl": jsonl, ".ndjson": jsonl, ".csv": table, ".tsv": table}
"""Suffix -> reader of files whose fields can be called anything."""


def _unmapped(records: RecordReader) -> Reader:
    return lambda path, content: records(path, content, {})


READERS: Mapping[str, Reader] = {
    ".txt": plain,
    ".md": markdown,
    ".markdown": markdown,
    ".mdx": mdx,
    ".rst": rst,
    ".adoc": asciidoc,
    ".asciidoc": asciidoc,
    ".html": html,
    ".htm": html,
    ".docx": docx,
    ".pdf": pdf,
    ".rtf": rtf,
    ".eml": mail,
    ".rss": feed,
    ".atom": feed,
    ".xml": feed,
    **{suffix: _unmapped(reader) for suffix, reader in RECORDS.items()},
}
"""Suffix -> reader; what is not here is not read."""
_SIGNATURES: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"%PDF-"), ".pdf"),
    (re.compile(rb"\{\\rtf"), ".rtf"),
    (re.compile(rb"PK\x03\x04"), ".docx"),
    (re.compile(rb"<!doctype html|<html[\s>]", re.IGNORECASE), ".html"),
    (re.compile(rb"<\?xml|<rss[\s>]|<feed[\s>]"), ".xml"),
    (re.compile(rb"\[\s*\{\s*\"|\{\s*\""), ".json"),
)
_MARK = re.compile(rb"(?:\xef\xbb\xbf)?\s*")


def reader(path: str, content: bytes, mapped: Mapped) -> Reader | None:
    """The reader for a file by its name, for standard input by how it begins; None for a format that is not read."""
    suffix = Path(path).suffix.lower() if path != "-" else _suffix(content)
    records = RECORDS.get(suffix)
    return READERS.get(suffix) if records is None else lambda path, content: records(path, content, mapped)


def _suffix(content: bytes) -> str:
    begin = _MARK.match(content)
    at = begin.end() if begin else 0
    found = next((suffix for pattern, suffix in _SIGNATURES if pattern.match(content, at)), ".txt")
    if found == ".xml" and re.search(rb"<html[\s>]", content[:2_000], re.IGNORECASE):
        return ".html"
    lines = content.count(b"\n{") > 0
    return ".jsonl" if found == ".json" and lines and content[at : at + 1] == b"{" else found
