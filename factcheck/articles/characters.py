"""Characters: from bytes to text with a map back, what a text looks like to whoever reads it, and its quotation marks."""

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


# What a text looks like to whoever reads it, place for place: odd spaces, characters that nobody sees, wide punctuation.

INVISIBLE = (
    "\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Characters that show nothing (Unicode's "default ignorable" ones): soft hyphens, joiners, marks of direction, tags, selectors of glyphs;
to be put between the brackets of a regular expression."""
BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and symbols that show a space: the fillers of Hangul, the pattern of Braille without dots."""
SPACE_ENTITY = (
    r"&(?:nbsp|ensp|emsp1?[34]?|thinsp|hairsp|numsp|puncsp|shy|zwnj|zwj|#0*(?:32|160|173|819[2-9]|820[0-5]|8239|8287|8288|12288)"
    r"|#x0*(?:20|a0|ad|200[0-9a-d]|202f|205f|2060|3000));"
)
"""A space that somebody left written out."""
_QUOTED = re.compile(r"\n[ \t]{0,3}(?:>[ \t]?)+")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_IN_WORD = re.compile(rf"(?<!\S)[^\s{INVISIBLE}]*+[{INVISIBLE}]\S*")
_ENTITY = re.compile(SPACE_ENTITY, re.IGNORECASE)
_SPACE = re.compile(rf"[\s{BLANK}]")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("。"): ".", ord("｡"): ".", ord("、"): ","}


def readable(text: str) -> str:
    """The text with a plain space for every other, without what nobody sees, and with the marks of a wrapped quotation taken away.

    It is as long as `text`: a word that held invisible characters is followed by as many spaces.
    """
    if ">" in text:
        text = _QUOTED.sub(lambda match: " " * len(match[0]), text)
    if "&" in text:
        text = _ENTITY.sub(lambda match: " " * len(match[0]), text)
    if not text.isascii():
        text = _SPACE.sub(" ", text.translate(_WIDE))
        text = _IN_WORD.sub(lambda match: _INVISIBLE.sub("", match[0]).ljust(len(match[0])), text)
    return text.replace("\n", " ")


def is_plain(text: str) -> bool:
    """Nothing but line ends distinguishes the text from what is read of it."""
    return text.replace("\n", " ") == readable(text)


def placed(text: str, start: int, end: int) -> tuple[int, int]:
    """Where in `text` the characters [start, end) of what is read of it stand; they differ inside words with invisible characters."""
    return (start, end) if is_plain(text) or end <= start else (_place(text, start), _place(text, end - 1) + 1)


def _place(text: str, offset: int) -> int:
    """Where the character stands that is read at `offset`."""
    begin = max((match.end() for match in _SPACE.finditer(text[:offset])), default=0)
    shown = [place for place in range(begin, len(text)) if not _INVISIBLE.match(text, place)]
    return shown[offset - begin] if offset - begin < len(shown) else offset


# Where the words between quotation marks are.


def quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What stands between quotation marks in text[start:end], without the marks; one left open goes on to the end."""
    found, opened = [], None
    for offset in range(start, end):
        character = text[offset]
        if character == "“" or (character == '"' and opened is None):
            opened = offset + 1
        elif character in '"”' and opened is not None:
            found.append((opened, offset))
            opened = None
    return [*found, (opened, end)] if opened is not None else found
