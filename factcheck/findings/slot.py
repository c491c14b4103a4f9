"""What a difference is about, in the words of the article: "bus passengers", "Team plan"; "" where no short words say it."""

from __future__ import annotations

import re

from factcheck.comparison import Span
from factcheck.model import Claim, Word

_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})
_NUMBER = frozenset({"nummod", "quantmod", "compound", "amod", "advmod", "npadvmod"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_MOST_WORDS = 6
_DETERMINER = re.compile(r"^(?:the|an?|this|that|these|those|its|their|his|her|our|my|your|both|all|some|any)\s+", re.IGNORECASE)


def slot(claim: Claim, span: Span) -> str:
    """What the words at `span` (code points of the article's text) say something of.

    The noun that a number counts, with its modifiers; else the clause's subject, or its object where the subject is what differs.
    """
    return _counted(claim.words, span) or _part(claim, claim.subject, span) or _part(claim, claim.object, span)


def _counted(words: tuple[Word, ...], span: Span) -> str:
    """The noun that the words at `span` hang on, with what stands between them and it and what modifies it."""
    inside = [index for index, word in enumerate(words) if span[0] <= word.start < span[1]]
    if not inside or any(words[index].pos in _NOUNS and words[index].dependency not in _NUMBER for index in inside):
        return ""
    head = next((words[index].head for index in inside if words[index].head not in inside), -1)
    if head == -1 or words[head].pos not in _NOUNS or not any(words[index].dependency in _NUMBER for index in inside):
        return ""
    kept = [index for index, word in enumerate(words) if index == head or (word.head == head and word.dependency in _MODIFIERS)]
    return " ".join(words[index].text for index in kept if index not in inside and words[index].pos not in {"PRON", "DET"})


def _part(claim: Claim, part: str, span: Span) -> str:
    """The part of the clause without its determiner, where it is short, a noun, and not itself what differs."""
    at = claim.quote.find(part) if part else -1
    begin, end = claim.span.start + at, claim.span.start + at + len(part)
    overlaps = at >= 0 and begin < span[1] and span[0] < end
    nouns = any(word.pos in _NOUNS and word.text in part for word in claim.words)
    plain = _DETERMINER.sub("", part)
    return plain if nouns and not overlaps and len(plain.split()) <= _MOST_WORDS else ""
