"""What a clause or a sentence asserts outright, and what it only waits for, excepts or leaves without a tense."""

from __future__ import annotations

import re

from factcheck.model import Claim
from factcheck.words import listed

_EXCEPTION = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, listed('claims', 'excepting')), key=len, reverse=True))})\b", re.IGNORECASE)


def awaited(claim: Claim) -> bool:
    """The clause tells what is waited for: "until he tests negative", "only when he finds a successor"."""
    first = next((word for word in claim.words if word.lemma != "only"), None)
    if first is None or first.dependency not in {"mark", "advmod"}:
        return False
    return first.lemma in {"until", "till"} or (first.lemma in {"when", "once"} and claim.tense == "present")


def finite(claim: Claim) -> bool:
    """The verb has a tense, or an auxiliary that says what must or may be."""
    return claim.tense != "none" or bool(claim.modal)


def one_rule(a: Claim, b: Claim) -> bool:
    """Both say what somebody can do or should do: rules, in which another number or a denial is another rule; never what could happen."""
    unsure = any(word.lemma == "could" or word.text.lower() in {"could", "ought"} for claim in (a, b) for word in claim.words)
    return a.modal == b.modal and a.modal in {"can", "should"} and not (unsure or a.attributed_to or b.attributed_to)


def excepting(sentence: str) -> bool:
    """The sentence makes an exception or hangs on a condition: "except on Sundays", "notwithstanding clause 4", "unless they have paid"."""
    return _EXCEPTION.search(sentence) is not None
