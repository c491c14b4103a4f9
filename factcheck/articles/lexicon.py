"""Reads the word lists that tell prose from clutter and English from other languages."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def words(key: str) -> frozenset[str]:
    """One list of words.toml as a set."""
    return frozenset(_table()[key])


@cache
def month_numbers() -> dict[str, int]:
    """Month names and their three- and four-letter forms, lower case, to 1 … 12."""
    found = {}
    for number, name in enumerate(_table()["months"], start=1):
        found.update({name: number, name[:3]: number, name[:4]: number})
    return found
