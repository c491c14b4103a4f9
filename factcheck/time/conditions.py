"""Conditions that are still open: "if re-elected in 2024", "should the vote pass"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.model import TimeKind
from factcheck.syntax import Syntax
from factcheck.time.lexicon import table

_PAST = re.compile(r"\b(?:would|could|might|should) (?:not )?have\b", re.IGNORECASE)
_NOT_A_CONDITION = re.compile(r"(?:\bas|\bwonder(?:s|ed)?|\basked|\bask|\bsee|\bknow|\beven)\s+\Z", re.IGNORECASE)


_GENERAL = frozenset({"if", "unless"})
"""Marks that also lead rules which hold at any time: "if it rains, the road floods"."""
_ANYBODY = re.compile(r"\s+(?:you|one|anyone|anybody|someone|somebody|people|a person|a customer)\b", re.IGNORECASE)
_OUTCOME = re.compile(
    r"\b(?:will|won['’]t|would|wouldn['’]t|shall|could|may|might|must|has to|have to|should|going to)\b|['’]ll\b", re.IGNORECASE
)


def conditions(text: str, syntax: Syntax, *, dated: bool) -> Iterator[tuple[TimeKind, int, int]]:
    """The condition's words up to the end of its clause; what might have been is left out, and so is what always holds.

    `dated` says that the sentence names a day to come, which makes the present tense a plan ("unless they agree, it closes on Friday").
    """
    ahead = dated or _OUTCOME.search(text) is not None or _plans(syntax)
    if _PAST.search(text):
        return
    for match in re.finditer(table("cues")["condition_marks"], text, re.IGNORECASE):
        rule = match[0].lower() in _GENERAL and (not ahead or _anybody(text[match.end() :]))
        if not rule and not _NOT_A_CONDITION.search(text[: match.start()]) and _open(syntax, match.end()):
            yield "conditional_future", match.start(), _clause_end(text, match.start())
    for match in re.finditer(table("cues")["condition_inversion"], text):
        if match.start() == 0 or text[: match.start()].rstrip()[-1:] in {",", ";"}:
            yield "conditional_future", match.start(), _clause_end(text, match.start())


def _anybody(condition: str) -> bool:
    return _ANYBODY.match(condition) is not None


def _plans(syntax: Syntax) -> bool:
    """A verb of planning with an infinitive ("plans to leave if …")."""
    verbs = table("cues")["verbal"]
    return any(
        token.lemma.lower() in verbs and token.pos == "VERB" and any(syntax.tokens[i].dependency == "xcomp" for i in syntax.children(index))
        for index, token in enumerate(syntax.tokens)
    )


def _clause_end(text: str, start: int) -> int:
    stop = re.search(r"[,;.:—]", text[start:])
    return start + (stop.start() if stop else len(text[start:].rstrip()))


def _open(syntax: Syntax, end: int) -> bool:
    """The first verb after the mark is in the present, a bare participle, or past with "would" elsewhere."""
    after = [token for token in syntax.tokens if token.start >= end]
    verb = next((token for token in after[:12] if token.pos in {"VERB", "AUX"} or re.fullmatch(r"re-\w+ed", token.text)), None)
    if verb is None:
        return False
    ahead = any(token.text.lower() in {"will", "would", "could", "may", "might", "can", "must", "'ll"} for token in syntax.tokens)
    return verb.tag in {"VBZ", "VBP", "VB", "VBN", "MD", "JJ"} or (verb.tag == "VBD" and ahead)
