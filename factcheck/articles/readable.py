"""What a text looks like to whoever reads it, place for place: odd spaces, characters that nobody sees, wide punctuation."""

from __future__ import annotations

import re

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
