"""The one reader of the word lists that the packages keep as data, and a number with its noun."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(package: str, name: str) -> dict[str, Any]:
    """The data file `name`.toml of `factcheck.package`, parsed; an empty `package` is factcheck itself."""
    return tomllib.loads(files(__package__).joinpath(package, f"{name}.toml").read_text(encoding="utf-8"))


@cache
def listed(package: str, name: str) -> frozenset[str]:
    """The list `name` of the package's words.toml as a set."""
    return frozenset(table(package, "words")[name])


# A number with its noun, as every message and report tells it.


def amount(number: int, noun: str, plural: str = "") -> str:
    """The number with its noun: "1 note", "2 notes", "1,200 stretches" where the plural is named."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"
