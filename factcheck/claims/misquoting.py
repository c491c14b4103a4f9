"""One speaker, quoted with nearly the same sentence in other words."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from factcheck.claims.naming import names_match
from factcheck.claims.wording import heard
from factcheck.model import Claim
from factcheck.words import table

Span = tuple[int, int]
_LEAST = 5
"""A quotation of fewer words may well have been said twice."""
_MOST_CHANGED = 2
"""Words that may differ: of a longer stretch nobody knows which part of the sentence either outlet cut."""
_ALIKE = 0.75
"""Share of the longer quotation's words that both must have, in the same order."""


def misquoted(a: Claim, b: Claim) -> Iterator[tuple[Span, Span, str]]:
    """The spans of the words that differ: one speaker, nearly the same sentence, other words at one place of it."""
    if a.article == b.article or not a.quotation or not b.quotation or not _one_speaker(a, b):
        return
    first, second = heard(a.quotation), heard(b.quotation)
    shorter, longer = sorted((first, second), key=len)
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    changed = [operation for operation in matcher.get_opcodes() if operation[0] == "replace"]
    if len(shorter) < _LEAST or " ".join(shorter) in " ".join(longer) or shared < _ALIKE * len(longer) or len(changed) != 1:
        return
    _, a_start, a_end, b_start, b_end = changed[0]
    wording, other = first[a_start:a_end], second[b_start:b_end]
    if max(len(wording), len(other)) > _MOST_CHANGED or "".join(wording) == "".join(other) or "[" in a.quotation + b.quotation:
        return
    if {*first[a_start:a_end], *second[b_start:b_end]} <= set(table("claims", "heard")["slips"]["words"]):
        return
    why = f"Both quote {a.attributed_to} with nearly the same sentence, but the words differ."
    yield _placed(a, first, a_start, a_end), _placed(b, second, b_start, b_end), why


def _placed(claim: Claim, heard_words: list[str], start: int, end: int) -> Span:
    """Where the words stand: those of the claim that sound so, else the claim."""
    wanted = set(heard_words[start:end])
    found = [word for word in claim.words if wanted & set(heard(word.text))]
    return (found[0].start, found[-1].end) if found else (claim.span.start, claim.span.end)


def _one_speaker(a: Claim, b: Claim) -> bool:
    """Both sides name the speaker, and it is the same one."""
    first, second = a.attributed_to or "", b.attributed_to or ""
    return first[:1].isupper() and second[:1].isupper() and names_match(first, second)
