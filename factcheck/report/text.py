"""Makes text of articles safe to print: nothing in it can move a cursor, colour a line, give a command or hide what it says."""

from __future__ import annotations

import re
import unicodedata

_JOINER = "\u200d"
_COMMAND = re.compile(r"##(?=\w*\[)")
"""What build servers take for a command wherever it stands in a line."""


def safe(text: str) -> str:
    """Control characters, escapes and bidirectional overrides as visible escapes; line ends and tabs as spaces."""
    shown = text if text.isprintable() else "".join(_shown(character) for character in text)  # nothing that is printable steers
    return _COMMAND.sub(r"#\\x23", shown)


def uncommanding(line: str) -> str:
    """The line, with its first colon as an escape where a build server would take it for a command ("::error")."""
    stripped = line.lstrip()
    return line.replace("::", "\\x3a:", 1) if stripped.startswith("::") else line


def escaped(document: str) -> str:
    """A JSON text in which no character of its strings steers a terminal: those that `safe` would escape are JSON escapes."""
    steering = {character for character in set(document) if character != "\n" and _steers(character)}
    return document.translate({ord(character): _json_escape(character) for character in steering})


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
