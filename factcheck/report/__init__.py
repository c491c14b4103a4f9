"""Shows a run in each of its forms; here, what all of them share: text of articles made safe to print, so that it steers nothing."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

_JOINER = "\u200d"
_ANYWHERE = re.compile(r"##(?=\w*\[)")
"""What build servers take for a command wherever it stands in a line: "##vso[", "##teamcity[", "##[error]"."""
_AT_A_START = re.compile(r"^((?:[^\S\n]|\x1b\[[\d;]*m)*):(?=:)", re.MULTILINE)
"""What they take for one where a line begins with it: "::error"."""
Spelling = Literal["\\x{:02x}", "\\u{:04x}", "&#{};"]
SHOWN: Spelling = "\\x{:02x}"
JSON: Spelling = "\\u{:04x}"
XML: Spelling = "&#{};"


def disarmed(text: str, spelling: Spelling = SHOWN) -> str:
    """The text with one character of all that build servers take for a command spelled out: no log of theirs obeys an article.

    JSON and XML have spellings that their readers undo; elsewhere the character is shown as an escape.
    """
    return _AT_A_START.sub(rf"\1{_spelled(':', spelling)}", _quiet(text, spelling))


def safe(text: str) -> str:
    """Control characters, escapes and bidirectional overrides as visible escapes; line ends and tabs as spaces."""
    shown = text if text.isprintable() else "".join(_shown(character) for character in text)  # nothing that is printable steers
    return _quiet(shown, SHOWN)


def escaped(document: str) -> str:
    """A JSON text in which no character of its strings steers a terminal or a build server: they are JSON escapes."""
    steering = {character for character in set(document) if character != "\n" and _steers(character)}
    spelled = {ord(character): _json_escape(character) for character in steering}
    return _quiet(document.translate(spelled) if spelled else document, JSON)


def _quiet(text: str, spelling: Spelling) -> str:
    return _ANYWHERE.sub(rf"#{_spelled('#', spelling)}", text)


def _spelled(character: str, spelling: Spelling) -> str:
    """As the replacement of a pattern, in which backslashes are doubled."""
    return spelling.format(ord(character)).replace("\\", r"\\")


def _shown(character: str) -> str:
    if character in {"\n", "\t"}:
        return " "
    if not _steers(character):
        return character
    return f"\\x{ord(character):02x}" if ord(character) < 256 else f"\\u{ord(character):04x}"


def _steers(character: str) -> bool:
    category = unicodedata.category(character)
    return category in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"} or (category == "Cf" and character != _JOINER)


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[index : index + 2].hex()}" for index in range(0, len(units), 2))
