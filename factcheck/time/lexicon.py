"""Reads the words of time and the cues of time-sensitivity."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The data file `name` of this package, parsed."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def month_numbers() -> dict[str, int]:
    """Month names, their three-letter forms and "sept", lower case, to 1 … 12."""
    names = table("words")["months"]
    found = {name: number for number, name in enumerate(names, start=1)}
    found.update({name[:3]: number for number, name in enumerate(names, start=1)})
    return {**found, "sept": 9}


def alternatives(words: list[str] | dict[str, Any]) -> str:
    """A regular expression for any of the words, longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
