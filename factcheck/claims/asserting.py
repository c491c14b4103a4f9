"""What a clause or a sentence asserts outright, and what it only waits for, excepts or leaves without a tense."""

from __future__ import annotations

import re

from factcheck.model import Claim
from factcheck.words import listed

_EXCEPTION = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, listed('claims', 'excepting')), key=len, reverse=True))})\b", re.IGNORECASE)


def awaited(claim: Claim) -> bool:
    """The clause tells what is waited for: "until he tests negative"."""
    return bool(claim.words) and claim.words[0].dependency == "mark" and claim.words[0].lemma in {"until", "till"}


def finite(claim: Claim) -> bool:
    """The verb has a tense, or an auxiliary that says what must or may be."""
    return claim.tense != "none" or bool(claim.modal)


def excepting(sentence: str) -> bool:
    """The sentence makes an exception or hangs on a condition: "except on Sundays", "notwithstanding clause 4", "unless they have paid"."""
    return _EXCEPTION.search(sentence) is not None
