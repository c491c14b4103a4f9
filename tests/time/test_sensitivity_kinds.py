"""Kinds of sentences that are tied to the moment of writing, and near-misses of each that are not."""

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from factcheck.syntax import Syntax
from factcheck.time import sensitivities, tag

DAY = date(2024, 3, 6)
KINDS = tomllib.loads((Path(__file__).parent / "sensitivity.toml").read_text(encoding="utf-8"))
CASES = [(kind, text, side == "fires") for kind, sides in KINDS.items() for side in ("fires", "silent") for text in sides[side]]


def test_each_kind_has_a_dozen_cases() -> None:
    assert {kind for kind, sides in KINDS.items() if len(sides["fires"]) + len(sides["silent"]) < 12} == set()


@pytest.mark.parametrize(("kind", "text", "tied"), CASES)
def test_a_sentence_is_tied_to_its_moment_or_not(kind: str, text: str, tied: bool, parse_sentence: Callable[[str], Syntax]) -> None:
    syntax = parse_sentence(text)
    found = sensitivities(text, syntax, tag(text, DAY, syntax), DAY)
    assert bool(found) is tied, f"{kind}: {[(one.kind, one.trigger) for one in found]}"
    assert all(text[one.start : one.end] == one.trigger for one in found)
