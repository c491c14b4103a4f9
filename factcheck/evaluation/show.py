"""Shows the figures of an evaluation as text or JSON."""

from __future__ import annotations

import json
from typing import Any


def as_text(figures: dict[str, Any], *, as_json: bool) -> str:
    """One line for each figure, then recall by kind and difficulty; or one JSON object."""
    if as_json:
        return json.dumps(figures)
    lines = [f"{name:18s} {value}" for name, value in figures.items() if name != "by"]
    lines.append("recall by kind and difficulty:")
    lines += [f"   {label:40s} {value}" for label, value in figures["by"].items()]
    return "\n".join(lines)
