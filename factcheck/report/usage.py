"""What asking a model took, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.amounts import amount
from factcheck.model import Usage


def usage_lines(usage: Usage | None, models: Sequence[str]) -> Iterator[str]:
    """One line with requests, tokens and cost; none where no model was asked."""
    if usage is not None:
        cost = f", cost {usage.cost:g}" if usage.cost is not None else ""
        yield f"asked {models[-1]}: {counts(usage)}{cost}."
        unsaid = [(usage.dropped, "not shown in the texts"), (usage.disagreed, "not confirmed by its second look")]
        told = [f"{count} {why}" for count, why in unsaid if count]
        if told:
            yield f"of the conflicts that it named, {' and '.join(told)}: left out."


def counts(usage: Usage) -> str:
    """Requests, tokens, and answers from the cache."""
    requests = amount(usage.requests, "request")
    kept = amount(usage.cached, "answer")
    return f"{requests}, {usage.tokens:,} tokens, {kept} from the cache"
