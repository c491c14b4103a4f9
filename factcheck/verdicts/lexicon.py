"""Reads the word lists that decide when two statements speak of the same and when they are opposed."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from factcheck.model import Claim
from factcheck.verdicts.remembered import remembered


@cache
def table(name: str) -> dict[str, Any]:
    """The data file `name` of this package, parsed."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _synonyms() -> dict[str, str]:
    return {word: group[0] for group in reversed(table("synonyms")["groups"]) for word in group}


@cache
def words(key: str) -> frozenset[str]:
    """One list of synonyms.toml as a set: its words as they are, and those that stand for their groups."""
    listed = table("synonyms")[key]
    return frozenset({*listed, *map(same, listed)})


def same(word: str) -> str:
    """The word that stands for all with this meaning."""
    return _synonyms().get(word, word)


@remembered
def terms(claim: Claim) -> frozenset[str]:
    """The content words of a claim, each by the word that stands for its group."""
    return frozenset(same(term) for term in claim.terms)


@cache
def _kin() -> dict[str, str]:
    return {word: group[0] for group in reversed(table("synonyms")["kin"]) for word in group}


def kin(word: str) -> str:
    """As `same`, but wider: the word that stands for all that can name one event or its parties ("talks", "met")."""
    return _kin().get(same(word), same(word))
