"""Reads the word lists, aliases, numbers and units that an editor can extend."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The data file `name` of this package, parsed."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(key: str) -> frozenset[str]:
    """One list of words.toml as a set."""
    return frozenset(table("words")[key])
