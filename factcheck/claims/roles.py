"""What a number is in a change: by how much something changed, what it reached, or what it left."""

from __future__ import annotations

import re
from typing import Literal

from factcheck.syntax import Syntax
from factcheck.words import listed

Role = Literal["", "by", "to", "from"]
_STEPS = 6
"""How far above a number the word for the change may stand."""
_BEFORE = re.compile(r"([a-z]+)[\s$£€]*$", re.IGNORECASE)
_SHARES = {"percent", "percentage point"}
_TOLD: dict[str, Role] = {"by": "by", "to": "to", "from": "from"}


def preposition(syntax: Syntax, start: int) -> str:
    """The word right before the offset, in lower case."""
    found = _BEFORE.search(syntax.text, 0, start)
    return found[1].lower() if found else ""


def changes(syntax: Syntax, first: int) -> bool:
    """A word that tells a change stands above the number that begins at token `first`."""
    return _change(syntax, first) is not None


def role(syntax: Syntax, first: int, start: int, unit: str) -> Role:
    """The role of the number that begins at token `first`, its words (with "about") at `start`; "" where nothing changes."""
    before, change = preposition(syntax, start), _change(syntax, first)
    if before in {"up", "down"} and unit:
        return "by"
    if change is None:
        return ""
    told = _TOLD.get(before)
    if told is not None:
        return told
    noun = syntax.tokens[change].pos == "NOUN"
    if noun:
        attributive = syntax.tokens[change].start > start and bool(unit)
        return "by" if before == "of" or attributive else ""
    moving = unit in _SHARES or syntax.tokens[change].lemma.lower() in listed("claims", "moving")
    return "by" if moving and unit and _governs(syntax, change, first) else ""


def _change(syntax: Syntax, index: int) -> int | None:
    """The nearest word above that tells a change ("rose", "a cut")."""
    for _ in range(_STEPS):
        token = syntax.tokens[index]
        lemma = token.lemma.lower()
        if (token.pos == "VERB" and lemma in listed("claims", "changing")) or (
            token.pos == "NOUN" and lemma in listed("claims", "changes")
        ):
            return index
        if token.head == index:
            return None
        index = token.head
    return None


def _governs(syntax: Syntax, verb: int, number: int) -> bool:
    """The number's phrase hangs on the verb without a preposition and is not its subject."""
    index = number
    while syntax.tokens[index].head not in {verb, index}:
        index = syntax.tokens[index].head
        if syntax.tokens[index].dependency in {"prep", "pobj"}:
            return False
    return syntax.tokens[index].dependency in {"dobj", "npadvmod", "advmod", "attr", "oprd", "dep", "nummod"} and number > verb
