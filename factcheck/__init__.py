"""A linter for facts: what contradicts, what was overtaken, what will go stale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.api import check, extract
    from factcheck.model import Article, Claim, Failure, Finding, Run
    from factcheck.settings import Settings

__version__ = "0.1.0"
__all__ = ["Article", "Claim", "Failure", "Finding", "Run", "Settings", "check", "extract"]

_HOMES = {"check": "factcheck.api", "extract": "factcheck.api", "Settings": "factcheck.settings"}


def __getattr__(name: str) -> Any:  # noqa: ANN401  whatever is asked for
    """Loads the public names at their first use, so that the command line starts fast."""
    if name not in __all__:
        raise AttributeError(f"module 'factcheck' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(_HOMES.get(name, "factcheck.model")), name)
