"""What two units that say the same have in common at least, so that most that do not are told apart without a closer look."""

from __future__ import annotations

from functools import lru_cache

from factcheck.claims.naming import ends
from factcheck.meanings import deed_of, kin

Marks = frozenset[str]


@lru_cache(maxsize=2**15)
def marks(kind: str, key: str, lemma: str, pos: str, text: str) -> Marks:
    """Marks of which two units share at least one wherever they say the same; two that share one may still say different things."""
    if kind in {"number", "time"}:
        return frozenset({f"#{kind}"})
    if kind == "name":
        return frozenset({*(f"name {word}" for word in ends(key)), f"text {text.casefold()}"})
    deed = deed_of(lemma) if pos == "NOUN" else ""
    return frozenset({f"key {key}", f"text {text.casefold()}", *kin(lemma), *(kin(deed) if deed else ())})
