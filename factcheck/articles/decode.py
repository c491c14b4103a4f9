"""Bytes to text with a map back: byte-order marks, encodings, line ends."""

from __future__ import annotations

import codecs
import re

from factcheck.errors import InputError

MOST_BYTES = 50_000_000
MOST_CHARACTERS = 1_000_000
_WIDE_SHARE = 0.3
"""A file with more zero bytes than this is UTF-16 without a mark, if it is text at all."""
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(path: str, content: bytes) -> str:
    """The text of a file with LF line ends; raises InputError for what is no text, too large or empty."""
    if len(content) > MOST_BYTES:
        raise too_large(path)
    return normal(path, _characters(path, content))


def too_large(path: str) -> InputError:
    """The error for a file of more than MOST_BYTES."""
    return InputError(path, "too large", f"{path}: larger than {MOST_BYTES // 1_000_000} MB; split it into one file for each article")


def normal(path: str, text: str) -> str:
    """The text with LF line ends; raises InputError where it holds NUL characters."""
    if "\0" in text:
        raise InputError(path, "binary", f"{path}: holds NUL characters, so it is no text; give the article as text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _characters(path: str, content: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), None) or _wide(content)
    try:
        return content.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding:
            raise InputError(path, "encoding", f"{path}: is not the {encoding} that its bytes promise; save it as UTF-8") from error
        return _detected(path, content, error.start)


def _wide(content: bytes) -> str | None:
    """Which UTF-16 it is, by where the zero bytes of English letters stand; None where there are few."""
    second, first = content[1::2].count(0), content[::2].count(0)
    return None if first + second <= _WIDE_SHARE * len(content) else "utf-16-le" if second > first else "utf-16-be"


def _detected(path: str, content: bytes, at: int) -> str:
    """The text of a file whose byte `at` is no UTF-8, in the likeliest of the other encodings that English is written in."""
    if b"\0" in content[:4096] or len(_CONTROLS.findall(content)) > len(content) // 100:
        raise InputError(path, "binary", f"{path}: is binary; give the article as text")
    line = content.count(b"\n", 0, at) + 1
    repaired = content.decode("utf-8", "replace")
    if sum(character > "\x7f" for character in repaired) > 2 * repaired.count("\ufffd"):
        raise InputError(path, "encoding", f"{path}:{line}: the byte {content[at]:#x} is no UTF-8, as the rest is; save the file as UTF-8")
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise InputError(
            path, "encoding", f"{path}:{line}: the byte {content[at]:#x} is neither UTF-8 nor Windows-1252; save the file as UTF-8"
        ) from error


def body(path: str, text: str) -> str:
    """The text, if it can be an article; raises InputError where it is empty, too long, or not valid Unicode."""
    if not text.strip():
        raise InputError(path, "empty", f"{path}: holds no text; give a file with an article in it")
    if len(text) > MOST_CHARACTERS:
        raise InputError(path, "too large", f"{path}: longer than {MOST_CHARACTERS:,} characters; split it into one file for each article")
    if _SURROGATE.search(text):
        raise InputError(path, "encoding", f"{path}: holds lone surrogates, which are no characters; save it as UTF-8")
    return text
