"""Do two claims tell of the same thing in the same affair, although their words differ?"""

from __future__ import annotations

import re

from factcheck.model import Claim, Name
from factcheck.verdicts.alignment import Alignment, names, names_match
from factcheck.verdicts.lexicon import kin, words
from factcheck.verdicts.sequence import days, same_weekday

_LOCATING = re.compile(r"\b(?:in|at|near|off|outside|from|to|into|inside|around|over) (?:the )?$", re.IGNORECASE)


def alike(first: str, second: str) -> bool:
    """Two subjects or objects are one name, or nouns of one meaning; a noun that may stand for anybody is like none."""
    if not first or not second or first in words("anybody") or second in words("anybody"):
        return False
    if first[0].isupper() and second[0].isupper():
        return names_match(first, second)
    if first[0].isupper() or second[0].isupper():
        name, noun = (first, second) if first[0].isupper() else (second, first)
        return name.lower().split()[-1] == noun
    return kin(first) == kin(second)


def named(claim: Claim, key: str) -> Name | None:
    """The person that the key names in the claim."""
    return next((v for v in claim.values if isinstance(v, Name) and v.canonical == key and v.category == "person"), None)


def people_after(claim: Claim, preposition: str) -> list[Name]:
    """The people named right after the preposition, or after up to three words in between ("by the engineer Ida Holm")."""
    people = [v for v in claim.values if isinstance(v, Name) and v.category == "person" and v.text[:1].isupper()]
    led = re.compile(rf"\b{preposition} (?:[a-z]+ ){{0,3}}$")
    return [v for v in people if led.search(claim.quote[: max(0, v.start - claim.span.start)])]


def located(claim: Claim, name: Name) -> bool:
    """A preposition of place leads to the name: it tells where."""
    return _LOCATING.search(claim.quote[: max(0, name.start - claim.span.start)]) is not None


def other_people(alignment: Alignment, first: str, second: str) -> bool:
    """Both keys name a person, and not the same one."""
    a, b = named(alignment.a, first), named(alignment.b, second)
    return a is not None and b is not None and not names_match(a.canonical, b.canonical)


def other_subject(alignment: Alignment) -> bool:
    """Both subjects are one noun, but told apart by the names before it ("the Harrow council", "the Lowmere council")."""
    if alignment.a.subject_key != alignment.b.subject_key:
        return False
    first, second = (set(re.findall(r"(?<=[a-z] )[A-Z]\w+", claim.subject)) for claim in (alignment.a, alignment.b))
    return bool(first and second) and not first & second


def same_day(alignment: Alignment) -> bool:
    """Both clauses name one and the same day."""
    return bool(days(alignment.a) & days(alignment.b)) or same_weekday(alignment.a, alignment.b)


def particulars(alignment: Alignment, vocabulary: frozenset[str]) -> int:
    """How many names and telling words the clauses share, beside the words of the rule that asks and those every article has."""
    common = {kin(word) for word in vocabulary} | words("everyday")
    shared = {kin(term) for term in alignment.a.terms} & {kin(term) for term in alignment.b.terms}
    return len(set(alignment.shared_names)) + len(shared - common)


def other_turn(alignment: Alignment) -> bool:
    """Both clauses number what they tell of, and not alike: the first strike and the second."""
    turns = words("turns")
    first, second = (turns & set(claim.lemmas.split()) for claim in (alignment.a, alignment.b))
    return bool(first and second) and not first & second


def elsewhere(alignment: Alignment) -> bool:
    """Both clauses name places, and none in common; who is named in both may be in two places."""
    if any(named(alignment.a, name) for name in alignment.shared_names):
        return False
    first, second = (
        [v.canonical for v in claim.values if isinstance(v, Name) and v.category == "place"] for claim in (alignment.a, alignment.b)
    )
    return bool(first and second) and not any(names_match(a, b) for a in first for b in second)


def other_occasion(alignment: Alignment) -> bool:
    """Each names somebody or something that the other does not ("against Harrow", "against Lowmere")."""
    first, second = set(names(alignment.a)), set(names(alignment.b))
    spare = [name for name in first if name not in alignment.shared_names]
    return bool(spare) and len(second) > len(set(alignment.shared_names))


def other_owner(alignment: Alignment) -> bool:
    """Both clauses name people, and nobody in common: what is told belongs to different people."""
    first, second = (names(claim, "person") for claim in (alignment.a, alignment.b))
    return bool(first and second) and not any(names_match(a, b) for a in first for b in second)
