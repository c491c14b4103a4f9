"""FC105 and FC106: negation and opposed states."""

from __future__ import annotations

import re

from factcheck.model import Claim
from factcheck.verdicts.alignment import FACTUAL, Alignment, names
from factcheck.verdicts.evidence import alike, elsewhere, named
from factcheck.verdicts.lexicon import same, table, words
from factcheck.verdicts.outcome import Outcome
from factcheck.verdicts.remembered import remembered
from factcheck.verdicts.sequence import looks_back


def _factual(alignment: Alignment) -> bool:
    return {alignment.a.modality, alignment.b.modality} <= FACTUAL


def _so_far(claim: Claim, other: Claim) -> bool:
    """The clause says that something has not happened yet: without dates it may have happened since, unless that is of long ago."""
    perfect = claim.polarity == "negative" and claim.tense == "present" and bool({"has", "have"} & set(claim.predicate.lower().split()))
    return perfect and not ("never" in claim.lemmas.split() and other.named_time is not None)


def _all_but(claim: Claim) -> bool:
    """What nearly happened did not happen, although the clause has no "not"."""
    return any(f" {adverb} {claim.verb} " in f" {claim.lemmas} " for adverb in words("all_but"))


def negation(alignment: Alignment) -> Outcome | None:
    """The same statement, once affirmed and once denied."""
    if alignment.a.polarity == alignment.b.polarity or not _factual(alignment) or _all_but(alignment.a) or _all_but(alignment.b):
        return None
    if "none" in {alignment.a.tense, alignment.b.tense} or {alignment.a.subject_key, alignment.b.subject_key} & words("anybody"):
        return None
    if alignment.pair.order == "unknown" and (_so_far(alignment.a, alignment.b) or _so_far(alignment.b, alignment.a)):
        return None
    if alignment.inside_one_article and (alignment.a.named_time is None) != (alignment.b.named_time is None):
        return None
    same_words = (
        alignment.same_verb
        and alignment.same_subject
        and alignment.closeness >= 0.6
        and alignment.likeness >= 0.8
        and len(alignment.shared) >= 2
    )
    if not ((same_words or _one_property(alignment)) and alignment.same_time and alignment.same_scope):
        return None
    return Outcome(
        relation="contradicts",
        code="FC105",
        evidence_a=(alignment.a.predicate,),
        evidence_b=(alignment.b.predicate,),
        rationale="One affirms what the other denies, of the same subject and of overlapping times.",
    )


def _one_property(alignment: Alignment) -> bool:
    """Two articles about one affair say of one thing what it is, in the same words but for the "not"."""
    a, b = alignment.a, alignment.b
    if not (a.verb == b.verb == "be" and alignment.same_story and not alignment.inside_one_article and alike(a.subject_key, b.subject_key)):
        return False
    return _ascribed(a) == _ascribed(b) != ""


def _ascribed(claim: Claim) -> str:
    """The lemmas after "be", without those that deny."""
    return " ".join(word for word in claim.lemmas.partition("be ")[2].split() if word not in words("denials"))


@remembered
def stated(claim: Claim) -> dict[str, tuple[str, str]]:
    """The (value, word) that the clause gives its subject, by group."""
    if claim.polarity == "negative" or claim.modality not in FACTUAL:
        return {}
    said = {claim.verb} if claim.verb != "be" else set(re.findall(r"[a-z]+", claim.object.lower())[:2])
    text = f" {claim.lemmas} "
    found: dict[str, tuple[str, str]] = {}
    for group in table("categories")["groups"]:
        values = group["values"].items()
        phrases = [(value, phrase) for value, entry in values for phrase in entry.get("phrases", []) if f" {phrase} " in text]
        lemmas = [(value, lemma) for value, entry in values for lemma in entry["lemmas"] if lemma in said]
        if phrases or lemmas:
            found[group["name"]] = (phrases or lemmas)[0]
    return found


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


def _towards_one(alignment: Alignment) -> bool:
    """One person's stand, and on one matter: a word or another name in common, and no name that the other lacks."""
    a, b = alignment.a, alignment.b
    if named(a, a.subject_key) is None or named(b, b.subject_key) is None:
        return False
    others = [set(names(claim)) - {claim.subject_key} for claim in (a, b)]
    if others[0] and others[1] and not others[0] & others[1]:
        return False
    return bool(others[0] & others[1]) or bool(alignment.shared - {same(a.verb), same(b.verb)} - words("everyday"))


def _other_matter(alignment: Alignment, a: str, b: str) -> bool:
    """Both states are told of a matter, and not of one: guilty of fraud and acquitted of bribery."""
    told = ((alignment.a.lemmas, a), (alignment.b.lemmas, b))
    first, second = (set(re.findall(r" of (?:the |an? )?(\S+)", lemmas.partition(word)[2])) for lemmas, word in told)
    return bool(first and second) and not first & second


def states(alignment: Alignment) -> Outcome | None:
    """Opposed states of one subject: a contradiction, or a later state that replaced an earlier one."""
    first, second = stated(alignment.a), stated(alignment.b)
    if not first.keys() & second.keys() or not _same_thing(alignment) or elsewhere(alignment):
        return None
    for group in (entry["name"] for entry in table("categories")["groups"]):
        if group in first and group in second and first[group][0] != second[group][0]:
            if _other_matter(alignment, first[group][1], second[group][1]):
                continue
            outcome = _opposed(alignment, group, first[group][0], second[group][0])
            if outcome is not None:
                return outcome
    return None


def _of_one_person(alignment: Alignment, group: str) -> bool:
    """What happens to somebody once in an affair, told of one person by name in two articles about it, needs no further words in common."""
    a, b = alignment.a, alignment.b
    people = named(a, a.subject_key) is not None and named(b, b.subject_key) is not None
    return bool(table("categories")["once"].get(group)) and people and alignment.same_story and not alignment.inside_one_article


def _opposed(alignment: Alignment, group: str, a: str, b: str) -> Outcome | None:
    if table("categories")["towards"].get(group) and not _towards_one(alignment):
        return None
    if table("categories")["momentary"].get(group) and not alignment.one_moment:
        return None
    said = {"evidence_a": (alignment.a.predicate,), "evidence_b": (alignment.b.predicate,)}
    order = alignment.pair.order
    forward = (order == "a_first" and _may_follow(group, a, b)) or (order == "b_first" and _may_follow(group, b, a))
    if forward:
        earlier, later = (a, b) if order == "a_first" else (b, a)
        return Outcome(
            relation="supersedes",
            code="FC205",
            rationale=f"The state of the same subject has changed: first {earlier}, later {later}.",
            **said,
        )
    lasting = not _may_follow(group, a, b) and not _may_follow(group, b, a)
    together = alignment.a.named_time is not None and alignment.b.named_time is not None and alignment.same_time
    if not lasting and (looks_back(alignment.a) or looks_back(alignment.b)):
        return None
    if (
        (alignment.likeness < 0.5 and not _of_one_person(alignment, group))
        or not alignment.same_time
        or not alignment.same_scope
        or not (lasting or together or (order == "unknown" and alignment.closeness >= 0.5))
    ):
        return None
    return Outcome(
        relation="contradicts",
        code="FC106",
        rationale=f"One says {a}, the other {b}, of the same subject; both cannot hold at once.",
        **said,
    )
