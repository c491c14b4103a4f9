"""A linter for facts: what contradicts, what was overtaken, what will go stale."""

__version__ = "0.1.0"
