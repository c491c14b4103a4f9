"""Reads files, folders, globs and standard input into articles, and cuts these into sentences; here, the characters and parts of a text."""

from __future__ import annotations

import codecs
import re
from html import unescape
from typing import Literal, NamedTuple
from unicodedata import normalize

from factcheck.errors import InputError
from factcheck.model import Frozen

PartKind = Literal["prose", "heading", "table", "code", "comment", "mark-up"]


class Part(NamedTuple):
    """A stretch of the text: code points [start, end), whole lines but for marks at the start of one."""

    kind: PartKind
    start: int
    end: int


class Cut(Frozen):
    """What is taken out: code points [start, end) of the file's text and the reason; `content` is what a comment says."""

    start: int
    end: int
    reason: str = "comment"
    content: str | None = None
    closed: bool = True
    """False for a comment that never ends."""


class Lines:
    """The lines of a text by number, and where each begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.all = text.split("\n")
        self.starts = [0]
        for line in self.all:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def part(self, kind: PartKind, first: int, last: int) -> Part:
        """The lines from `first` up to and without `last`, but for the line end of the last of them."""
        return Part(kind, self.starts[first], self.starts[last] - 1)

    def blank(self, number: int) -> bool:
        """There is nothing on the line, or no such line."""
        return number >= len(self.all) or not self.all[number].strip()

    def indent(self, number: int) -> int:
        """How many spaces the line begins with."""
        line = self.all[number]
        return len(line) - len(line.lstrip())

    def body(self, number: int, more_than: int) -> int:
        """The line after the lines from `number` on that are indented by more than so many spaces; empty ones at the end stay out."""
        end = number
        while number < len(self.all) and (self.blank(number) or self.indent(number) > more_than):
            number += 1
            end = end if self.blank(number - 1) else number
        return end


# Characters: from bytes to text with a map back, what a text looks like to whoever reads it, and its quotation marks.

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
    "\u00ad\u0334-\u0338\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Characters that show nothing (Unicode's "default ignorable" ones): soft hyphens, joiners, marks of direction, tags, selectors of glyphs;
and strokes through the letter before; to be put between the brackets of a regular expression."""
BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and symbols that show a space: the fillers of Hangul, the pattern of Braille without dots."""
SPACE_ENTITY = (
    r"&(?:nbsp|ensp|emsp1?[34]?|thinsp|hairsp|numsp|puncsp|shy|zwnj|zwj|#0*(?:32|160|173|819[2-9]|820[0-5]|8239|8287|8288|12288)"
    r"|#x0*(?:20|a0|ad|200[0-9a-d]|202f|205f|2060|3000));"
)
"""A space that somebody left written out."""
QUOTE_ENTITY = r"&(?:quot|apos|rdquo|rsquo|raquo|rsaquo|#0*(?:34|39|187|8217|8221|8250)|#x0*(?:22|27|bb|2019|201d|203a));"
"""A mark that ends a quotation, written out."""
_QUOTED = re.compile(r"\n[ \t]{0,3}(?:>[ \t]?)+")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_IN_WORD = re.compile(rf"(?<!\S)[^\s{INVISIBLE}]*+[{INVISIBLE}]\S*")
_ENTITY = re.compile(SPACE_ENTITY, re.IGNORECASE)
_SPACE = re.compile(rf"[\s{BLANK}]")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("。"): ".", ord("｡"): ".", ord("、"): ","}
_POINT = re.compile(r"(?<=\d)[·٫](?=\d)")


def readable(text: str) -> str:
    """The text as it is `seen`, with plain spaces for those that are written out ("&nbsp;"), and without what nobody sees.

    It is as long as `text`: a word that held invisible characters is followed by as many spaces.
    """
    text = seen(_ENTITY.sub(lambda match: " " * len(match[0]), text) if "&" in text else text)
    return text if text.isascii() else _IN_WORD.sub(lambda match: _INVISIBLE.sub("", match[0]).ljust(len(match[0])), text)


def seen(text: str) -> str:
    """The text, character for character, with a plain space for every other and for the marks of a wrapped quotation, and plain stops."""
    if ">" in text:
        text = _QUOTED.sub(lambda match: " " * len(match[0]), text)
    if not text.isascii():
        text = _POINT.sub(".", _SPACE.sub(" ", text.translate(_WIDE)))
    return text.replace("\n", " ")


COMBINING = "\u0300-\u0333\u0339-\u034e\u0350-\u036f"
"""Accents that stand after their letter."""


# Characters that are written out ("&pound;") or were read in a wrong encoding ("Â£").

_BYTES = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ˜™š›œžŸ"
WRITTEN_OUT = (
    r"&(?:amp;(?=#|\w\w)){0,3}(?:(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});|(?:pound|euro|yen)(?=\d))"
    rf"|[^\W\d_][{COMBINING}]+"
    rf"|Â[\xa0-\xbf]|(?:(?<=[a-z0-9.,;:!?%’”\"])|(?<= ))Â(?= )|[ÃÄÅ][{_BYTES}]|[âï][{_BYTES}‘’“”•–—][{_BYTES}‘’“”•–—]"
)
"""An entity, also one that was written out twice ("&amp;pound;"), and a currency without its semicolon; a letter and its accents one by
one; and so the bytes of UTF-8."""
_WRITTEN_OUT, _ACCENT = re.compile(WRITTEN_OUT), re.compile(f"[{COMBINING}]")


def spelled(found: re.Match[str]) -> str | None:
    """The character that is written out, "" where nobody sees it; None for what stands for none."""
    if found[0][0] == "&":
        character = found[0] if found[0].endswith(";") else f"{found[0]};"
    else:
        character = normalize("NFC", found[0]) if _ACCENT.match(found[0], 1) else _decoded(found[0])
    while (plainer := unescape(character)) != character:
        character = plainer
    if len(character) > 1:
        return None
    if character.isspace():
        return " "
    return character if character and character.isprintable() else "" if _INVISIBLE.match(f"{character}\xad") else None


def spelled_out(text: str) -> str:
    """The text with each character that is written out in its place, and spaces to its end."""
    return _WRITTEN_OUT.sub(lambda found: found[0] if (shown := spelled(found)) is None else shown.ljust(len(found[0])), text)


def _decoded(written: str) -> str:
    """The character whose bytes were read as Windows-1252; nothing of a lone Â, which stood before a space."""
    found = b"".join(c.encode("cp1252" if c > "\x9f" else "latin-1") for c in written)
    return found.decode("utf-8", "replace").replace("\ufffd", "") if len(written) == 1 else found.decode("utf-8", "replace")


# Where the words between quotation marks are.


def quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What stands between quotation marks in text[start:end], without the marks; one left open goes on to the end."""
    found, opened = [], None
    for offset, character in enumerate(spelled_out(text[start:end]), start):
        if character == "“" or (character == '"' and opened is None):
            opened = offset + 1
        elif character in '"”' and opened is not None:
            found.append((opened, offset))
            opened = None
    return [*found, (opened, end)] if opened is not None else found
