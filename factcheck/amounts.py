"""A number with its noun, as every message and report tells it."""

from __future__ import annotations


def amount(number: int, noun: str, plural: str = "") -> str:
    """The number with its noun: "1 note", "2 notes", "1,200 stretches" where the plural is named."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"
