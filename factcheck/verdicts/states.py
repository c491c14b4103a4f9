"""FC105, FC106 and FC109: negation, opposed states, and one quotation in two wordings."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from factcheck.model import Claim
from factcheck.verdicts.alignment import Alignment, names_match
from factcheck.verdicts.lexicon import table
from factcheck.verdicts.outcome import Outcome

_FACTUAL = {"asserted", "reported"}


def _factual(alignment: Alignment) -> bool:
    return {alignment.a.modality, alignment.b.modality} <= _FACTUAL


def negation(alignment: Alignment) -> Outcome | None:
    """The same statement, once affirmed and once denied."""
    if alignment.a.polarity == alignment.b.polarity or not _factual(alignment):
        return None
    alike = (
        alignment.same_verb
        and alignment.same_subject
        and alignment.closeness >= 0.6
        and alignment.likeness >= 0.8
        and len(alignment.shared) >= 2
    )
    if not (alike and alignment.same_time and alignment.same_scope):
        return None
    return Outcome(
        relation="contradicts",
        code="FC105",
        evidence_a=(alignment.a.predicate,),
        evidence_b=(alignment.b.predicate,),
        rationale="One affirms what the other denies, of the same subject and of overlapping times.",
    )


def state(claim: Claim) -> tuple[str, str, str] | None:
    """(group, value, word) of the state that the clause gives its subject, or None."""
    if claim.polarity == "negative" or claim.modality not in _FACTUAL:
        return None
    said = {claim.verb} if claim.verb != "be" else set(re.findall(r"[a-z]+", claim.object.lower())[:2])
    for group in table("categories")["groups"]:
        for value, entry in group["values"].items():
            word = next((lemma for lemma in entry["lemmas"] if lemma in said), None)
            if word:
                return group["name"], value, word
    return None


def _may_follow(group: str, earlier: str, later: str) -> bool:
    values = next(entry["values"] for entry in table("categories")["groups"] if entry["name"] == group)
    return later in values[earlier].get("then", [])


def _same_thing(alignment: Alignment) -> bool:
    """One named subject, or one noun with a name or another word in common."""
    if not alignment.same_subject:
        return False
    named = alignment.a.subject_key[:1].isupper() and alignment.b.subject_key[:1].isupper()
    others = alignment.shared - {alignment.a.subject_key}
    return named or bool(alignment.shared_names) or len(others) >= 1


def states(alignment: Alignment) -> Outcome | None:
    """Opposed states of one subject: a contradiction, or a later state that replaced an earlier one."""
    first, second = state(alignment.a), state(alignment.b)
    if first is None or second is None or first[0] != second[0] or first[1] == second[1] or not _same_thing(alignment):
        return None
    words = {"evidence_a": (alignment.a.predicate,), "evidence_b": (alignment.b.predicate,)}
    group, a, b = first[0], first[1], second[1]
    order = alignment.pair.order
    forward = (order == "a_first" and _may_follow(group, a, b)) or (order == "b_first" and _may_follow(group, b, a))
    if forward:
        earlier, later = (a, b) if order == "a_first" else (b, a)
        return Outcome(
            relation="supersedes",
            code="FC205",
            rationale=f"The state of the same subject has changed: first {earlier}, later {later}.",
            **words,
        )
    lasting = not _may_follow(group, a, b) and not _may_follow(group, b, a)
    together = alignment.a.about is not None and alignment.b.about is not None and alignment.same_time
    if (
        alignment.likeness < 0.5
        or not alignment.same_time
        or not alignment.same_scope
        or not (lasting or together or (order == "unknown" and alignment.closeness >= 0.5))
    ):
        return None
    return Outcome(
        relation="contradicts",
        code="FC106",
        rationale=f"One says {a}, the other {b}, of the same subject; both cannot hold at once.",
        **words,
    )


def quotation(alignment: Alignment) -> Outcome | None:
    """One speaker, nearly the same words, but not the same: one of the quotations is wrong."""
    first, second = alignment.a, alignment.b
    if not first.quotation or not second.quotation or first.attributed_to is None or second.attributed_to is None:
        return None
    if first.article == second.article or not names_match(first.attributed_to, second.attributed_to):
        return None
    a, b = (re.findall(r"[\w']+", text.lower().replace("’", "'")) for text in (first.quotation, second.quotation))
    shorter, longer = sorted((a, b), key=len)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    contained = " ".join(shorter) in " ".join(longer)
    changed = [operation for operation in matcher.get_opcodes() if operation[0] == "replace"]
    if len(shorter) < 5 or contained or shared < 0.6 * len(shorter) or not changed:
        return None
    _, a_start, a_end, b_start, b_end = changed[0]
    return Outcome(
        relation="contradicts",
        code="FC109",
        evidence_a=(" ".join(a[a_start:a_end]),),
        evidence_b=(" ".join(b[b_start:b_end]),),
        rationale=f"Both quote {first.attributed_to} with nearly the same sentence, but the words differ.",
    )
