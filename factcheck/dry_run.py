"""What a run would send to a model, without sending anything."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from factcheck.clock import today
from factcheck.engines.choose import Engines
from factcheck.model import Article, Usage
from factcheck.pairs.held import LookUp
from factcheck.pipeline import check
from factcheck.report.usage import counts
from factcheck.settings import Settings


def forecast(articles: Sequence[Article], settings: Settings, root: Path, archive: LookUp | None = None) -> str:
    """How many requests and tokens a check would need, what text would leave this machine, and where it would go.

    Pairs are counted as rules read the articles (or as kept answers do), and tokens by the length of the text; repair rounds come on top.
    """
    engines = Engines(settings.extracting, settings.judging, settings, dry=True)
    run = check(articles, (), settings=settings, root=root, as_of=today(), engines=engines, archive=archive)
    usage = run.usage
    if usage is None:
        return "A run would ask no server; no text would leave this machine."
    most = usage.requests * settings.answer_tokens
    sentences = sum(failure.stage == "extraction" for failure in run.failures)
    pairs = sum(failure.stage == "judging" for failure in run.failures)
    return "\n".join(
        [
            f"A run would ask {engines.asked[-1]}: about {counts(usage)}.",
            f"Those tokens would be sent; each answer adds {settings.answer_tokens:,} at most, all of them {most:,}.",
            *_priced(settings, usage, most),
            f"It would be asked about {sentences} sentences and {pairs} pairs of statements (pairs: as rules read the articles).",
            *_leaving(settings, engines.asked[-1]),
        ]
    )


def _priced(settings: Settings, usage: Usage, most: int) -> list[str]:
    price = settings.prices.get(settings.model)
    if price is None or usage.cost is None:
        return []
    return [f"The cost would be {usage.cost:g} to {usage.cost + most * price.output / 1_000_000:g}."]


def _leaving(settings: Settings, model: str) -> list[str]:
    """What text leaves the machine, and for where."""
    where = model.rpartition(" at ")[2].partition(" ")[0]
    sent = []
    if settings.extracting != "local":
        sent.append(f"To {where} would go: of every article the headline and each sentence with its neighbours.")
    if settings.judging != "local":
        sent.append(f"To {where} would go: of each pair both statements and quotations, speakers, outlets and days of publication.")
    return sent
