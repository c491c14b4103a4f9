"""Versions of one program or product: which is the latest, and which came after it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from factcheck.claims.frame import Frame
from factcheck.claims.phrases import Found
from factcheck.words import listed

_VERSION = r"v?(\d+(?:\.\d+)*)(?![\w%])"
_BESIDE = {"late", "latest", "new", "newest", "current", "stable", "recent"}


def newer_version(older: Frame, newer: Frame, _: Mapping[int, int]) -> Found | None:
    """What is told to be the latest version of something, and that a later one has come out."""
    words = {word.lemma for word in older.claim.words}
    said = {word.lemma for word in newer.claim.words}
    out = newer.deeds & listed("claims", "coming_out") or (newer.light and said & _BESIDE and said & listed("claims", "editions"))
    if not (words & listed("claims", "editions") and words & _BESIDE and out):
        return None
    if newer.claim.polarity != "positive" or {word.lemma.lower() for word in newer.claim.words} & listed("claims", "unfinished"):
        return None
    for name in sorted((unit.text for unit in older.units if unit.kind == "name" and not unit.text[:1].isdigit()), key=len, reverse=True):
        kept, after = re.search(_VERSION, older.claim.quote.replace(name, "")), _named(name, newer)
        if kept is not None and after is not None and _parts(after[1]) > _parts(kept[1]):
            at = newer.claim.span.start + after.start(1)
            return (older.claim.span.start, older.claim.span.end), (at, at + len(after[1])), "A later version has come out."
    return None


def _named(name: str, frame: Frame) -> re.Match[str] | None:
    """The version that stands beside the name: "Cadence 6.2", "version 7 of Cadence"."""
    own = re.escape(name)
    found = re.search(rf"\b{own} (?:version |release )?{_VERSION}", frame.claim.quote)
    names = [unit.text for unit in frame.units if unit.kind == "name" and not unit.text[:1].isdigit()]
    if found is None and names == [name]:
        found = re.search(rf"\b{own}\b.* (?:version|release) {_VERSION}", frame.claim.quote)  # "the makers of Fennec released version 12"
    return found or re.search(rf"\b(?:[Vv]ersion|[Rr]elease) {_VERSION}.*? of (?:the )?{own}\b(?! [A-Z])", frame.claim.quote)


def _parts(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]
