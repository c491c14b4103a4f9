"""Makes text of articles safe to print: nothing in it can move a cursor, colour a line or hide what it says."""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"


def safe(text: str) -> str:
    """Control characters, escapes and bidirectional overrides as visible escapes; line ends and tabs as spaces."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in {"\n", "\t"}:
        return " "
    category = unicodedata.category(character)
    if category in {"Cc", "Cs", "Co", "Cn"} or (category == "Cf" and character != _JOINER) or character in {"\u2028", "\u2029"}:
        return f"\\x{ord(character):02x}" if ord(character) < 256 else f"\\u{ord(character):04x}"
    return character
