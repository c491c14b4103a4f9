"""FC109: one speaker quoted with nearly the same sentence in other words."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache

from factcheck.verdicts.alignment import Alignment, names_match
from factcheck.verdicts.lexicon import table
from factcheck.verdicts.outcome import Outcome

_LEAST = 5
"""A quotation of fewer words may well have been said twice."""
_ALIKE = 0.75
"""Share of the longer quotation's words that both must have, in the same order."""


def quotation(alignment: Alignment) -> Outcome | None:
    """One speaker, nearly the same words, but at one place other ones: one of the quotations is wrong."""
    first, second = alignment.a, alignment.b
    if first.article == second.article or not first.quotation or not second.quotation or not _one_speaker(alignment):
        return None
    a, b = heard(first.quotation), heard(second.quotation)
    shorter, longer = sorted((a, b), key=len)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    changed = [operation for operation in matcher.get_opcodes() if operation[0] == "replace"]
    if len(shorter) < _LEAST or " ".join(shorter) in " ".join(longer) or shared < _ALIKE * len(longer) or len(changed) != 1:
        return None
    _, a_start, a_end, b_start, b_end = changed[0]
    if {*a[a_start:a_end], *b[b_start:b_end]} <= set(table("quotations")["slips"]["words"]):
        return None
    return Outcome(
        relation="contradicts",
        code="FC109",
        evidence_a=(" ".join(a[a_start:a_end]),),
        evidence_b=(" ".join(b[b_start:b_end]),),
        rationale=f"Both quote {first.attributed_to} with nearly the same sentence, but the words differ.",
    )


def _one_speaker(alignment: Alignment) -> bool:
    """Both sides name the speaker, and it is the same one."""
    first, second = alignment.a.attributed_to or "", alignment.b.attributed_to or ""
    return first[:1].isupper() and second[:1].isupper() and names_match(first, second)


def heard(text: str) -> list[str]:
    """The words as they sound: contractions, abbreviations and spellings that outlets choose for themselves are undone."""
    data = table("quotations")
    found: list[str] = []
    for word in re.findall(r"[\w']+", text.lower().replace("’", "'")):
        full = data["contractions"].get(word) or _expanded(word)
        found.extend(_spelt(data["abbreviations"].get(part, part)) for part in full.split())
    return found


def _expanded(word: str) -> str:
    data = table("quotations")
    for ending, full in data["endings"].items():
        if word.endswith(ending):
            return word[: -len(ending)] + str(full)
    stem, mark, rest = word.partition("'")
    return f"{stem} is" if mark and rest == "s" and stem in data["contracted_is"]["words"] else word


@cache
def _spelt(word: str) -> str:
    endings = {entry["from"]: entry["to"] for entry in table("quotations")["spelling"]}
    longest = max((ending for ending in endings if word.endswith(ending) and len(word) > len(ending) + 2), key=len, default="")
    return word[: len(word) - len(longest)] + str(endings[longest]) if longest else word
