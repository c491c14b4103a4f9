"""RTF files: the words without their commands; such files have no lines to point at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.articles.decode import body, normal
from factcheck.articles.formats.content import NOWHERE, Content, counted
from factcheck.errors import InputError

_PICTURE = re.compile(rb"[0-9a-fA-F\s]{2000,}")
_MOST_BYTES = 10_000_000
_TITLE = re.compile(rb"\{\\title\s+([^{}\\]{1,300})\}")
_BRACE = re.compile(rb"[{}]")
_LONGEST_FONTS = 100_000
_BINARY = re.compile(rb"\\bin\d")


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
    text = normal(path, _words(path, written)).replace("\xa0", " ")
    title = _TITLE.search(written)
    yield Content(
        text=body(path, text),
        source_map=NOWHERE,
        title=title[1].decode("cp1252", "replace").strip() or None if title else None,
        outside=counted({"mark-up": max(0, len(content) - len(text))}),
    )


def _closes(written: bytes, start: int) -> bool:
    """The group that the offset lies in ends within reason."""
    depth = 1
    for brace in _BRACE.finditer(written, start, start + _LONGEST_FONTS):
        depth += 1 if brace[0] == b"{" else -1
        if depth == 0:
            return True
    return False


def _words(path: str, written: bytes) -> str:
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415  loaded only for RTF files

    try:
        text: str = rtf_to_text(  # type: ignore[no-untyped-call]
            written.decode("latin-1")
        )
        return text.encode("utf-16", "surrogatepass").decode("utf-16")  # characters beyond the first plane are written as two halves
    except Exception as error:  # the library lets errors of every kind through
        raise InputError(path, "rtf", f"{path}: cannot be read as RTF; save it again, or as text") from error
