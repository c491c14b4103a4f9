"""What depends on one claim alone is worked out once, however many others the claim is compared with."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from factcheck.model import Claim

_T = TypeVar("_T")
_MOST = 8192
"""Claims whose answers are kept at a time."""


def remembered(function: Callable[[Claim], _T]) -> Callable[[Claim], _T]:
    """The function with its answers kept by the very claim object; the answers must not be changed by who gets them."""
    kept: dict[int, tuple[Claim, _T]] = {}

    @wraps(function)
    def answer(claim: Claim) -> _T:
        found = kept.get(id(claim))
        if found is None:
            if len(kept) >= _MOST:
                kept.clear()
            # the claim is kept beside the answer, so that no other object can get its place in memory
            found = kept[id(claim)] = (claim, function(claim))
        return found[1]

    return answer
