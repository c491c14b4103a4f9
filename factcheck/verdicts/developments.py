"""FC205 by words: a relation that has turned, a condition that is settled, a plan that happened or was called off."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from factcheck.model import Claim
from factcheck.verdicts.alignment import FACTUAL, Alignment, names
from factcheck.verdicts.lexicon import table
from factcheck.verdicts.outcome import Outcome
from factcheck.verdicts.sequence import dated

Side = Literal["a", "b"]


def _said(claim: Claim, lemmas: list[str]) -> str | None:
    """The first of the lemmas that is a content word of the claim."""
    return next((lemma for lemma in lemmas if lemma in {*claim.terms, claim.verb}), None)


def turns(alignment: Alignment) -> Outcome | None:
    """A state between two parties, and a later word that it has changed."""
    for turn in table("developments")["turns"]:
        for side, before, after in (("a", alignment.a, alignment.b), ("b", alignment.b, alignment.a)):
            old, new = _said(before, turn["before"]), _said(after, turn["after"])
            if old is None or new is None or before.tense == "past" or "negative" in {before.polarity, after.polarity}:
                continue
            if after.modality not in FACTUAL or not _same_parties(alignment) or not _older(alignment, side, _said(after, turn["change"])):
                continue
            evidence = ((_word(before, old),), (_word(after, new),))
            first, second = evidence if side == "a" else evidence[::-1]
            rationale = _rationale(
                alignment, turn["because"], f'"{second[0] if side == "a" else first[0]}" tells that the other state has ended'
            )
            return Outcome(relation="supersedes", code="FC205", evidence_a=first, evidence_b=second, older=side, rationale=rationale)
    return None


def _same_parties(alignment: Alignment) -> bool:
    """Two names in common: who feels it, and for whom."""
    return len(set(alignment.shared_names)) >= 2 and alignment.a.article != alignment.b.article


def _older(alignment: Alignment, side: str, change: str | None) -> bool:
    """By dates where both are known; else a word of change tells that the state it ends came first."""
    if alignment.pair.order != "unknown":
        return alignment.pair.order == f"{side}_first"
    return change is not None


def _word(claim: Claim, lemma: str) -> str:
    """The word of the quotation that has this lemma, as written."""
    stem = lemma[: max(3, len(lemma) - 2)]
    match = re.search(rf"\b{re.escape(stem)}\w*", claim.quote, re.IGNORECASE)
    return match[0] if match else lemma


def _rationale(alignment: Alignment, because: str, order: str) -> str:
    """Why one is overtaken, and what orders the two: the articles' dates, or the words of the later one."""
    if alignment.pair.order == "unknown":
        ordered = f"No dates order the two; {order}"
    else:
        days = sorted(dated(claim).strip("()") for claim in (alignment.a, alignment.b))
        ordered = f"The earlier article is of {days[0]}, the later of {days[1]}"
    return f"{because[0].upper()}{because[1:]}. {ordered}."


def _phrase(text: str, phrases: list[str]) -> str | None:
    """The first of the phrases in the text, in lower case."""
    match = _any(tuple(phrases)).search(text.lower())
    return match[0] if match else None


@cache
def _any(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, phrases), key=len, reverse=True))})\b")


def open_condition(claim: Claim, condition: dict[str, Any]) -> str | None:
    """The words "if …" in the claim's sentence that hang on this condition, or None."""
    match = re.search(r"\b(?:if|should|unless)\b[^,.;]*", claim.quote, re.IGNORECASE)
    return match[0] if match and _phrase(match[0], condition["if"]) else None


def settles(claim: Claim) -> frozenset[str]:
    """The conditions that the claim hangs on or settles."""
    entries = table("developments")["conditions"]
    return frozenset(f"condition {e['name']}" for e in entries if open_condition(claim, e) or _phrase(claim.quote, e["settled"]))


def conditions(alignment: Alignment) -> Outcome | None:
    """What hung on a condition, and a statement that tells how it came out."""
    for condition in table("developments")["conditions"]:
        for side, before, after in (("a", alignment.a, alignment.b), ("b", alignment.b, alignment.a)):
            hung, settled = open_condition(before, condition), _phrase(after.quote, condition["settled"])
            if (
                hung is None
                or settled is None
                or after.modality not in FACTUAL
                or alignment.pair.order == ("b_first" if side == "a" else "a_first")
            ):
                continue
            if not any(name in alignment.shared_names for name in names(before, "person")) or before.article == after.article:
                continue
            evidence = ((hung,), (settled,)) if side == "a" else ((settled,), (hung,))
            return Outcome(
                relation="supersedes",
                code="FC205",
                evidence_a=evidence[0],
                evidence_b=evidence[1],
                older=_side(side),
                rationale=_rationale(alignment, condition["because"], f'"{settled}" presupposes what the other still awaits'),
            )
    return None


def _side(side: str) -> Side:
    return "a" if side == "a" else "b"
