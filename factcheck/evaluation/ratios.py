"""Precision, recall and F1 with the intervals in which they lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from factcheck.evaluation.contract import Interval, Kind
from factcheck.model import Frozen

KINDS: tuple[Kind, ...] = ("contradiction", "superseded", "time_sensitive")


class Ratio(Frozen):
    """The sum of the counts named `over` (a name may stand twice), divided by the sum of those named `under`."""

    over: tuple[str, ...]
    under: tuple[str, ...]

    def of(self, counts: Mapping[str, int]) -> float | None:
        """The ratio for these counts; None for a division by zero."""
        under = sum(counts.get(name, 0) for name in self.under)
        return sum(counts.get(name, 0) for name in self.over) / under if under else None


def pooled() -> dict[str, Ratio]:
    """The pooled figures, by their names in the JSON report."""
    ratios: dict[str, Ratio] = {}
    for kind in KINDS:
        tp, fp, fn = f"{kind} tp", f"{kind} fp", f"{kind} fn"
        ratios[f"{kind}.P"] = Ratio(over=(tp,), under=(tp, fp))
        ratios[f"{kind}.R"] = Ratio(over=(tp,), under=(tp, fn))
        ratios[f"{kind}.F1"] = Ratio(over=(tp, tp), under=(tp, tp, fp, fn))
    return {
        **ratios,
        "time_sensitive.kind_accuracy": Ratio(over=("time kinds right",), under=("time_sensitive tp",)),
        "conflict_recall": Ratio(over=("conflicts told",), under=("conflicts",)),
        "false_per_article": Ratio(over=("contradiction fp", "superseded fp"), under=("articles",)),
        "decoy_alarm_rate": Ratio(over=("decoys told",), under=("decoys",)),
        "quiet": Ratio(over=("quiet packs kept",), under=("quiet packs",)),
    }


def recalls(by: Literal["kind", "difficulty"], names: Iterable[str]) -> dict[str, Ratio]:
    """Recall by gold's kinds or difficulties, for those among the counts' names: "contradiction/number"."""
    labels = sorted(
        name.removeprefix(f"{by} ").removesuffix(" all") for name in names if name.startswith(f"{by} ") and name.endswith(" all")
    )
    return {label: Ratio(over=(f"{by} {label} found",), under=(f"{by} {label} all",)) for label in labels}


def precisions(names: Iterable[str]) -> dict[str, Ratio]:
    """Precision by rule, for the codes among the counts' names."""
    codes = sorted({name.split()[0] for name in names if name.startswith("FC")})
    return {code: _precise(code) for code in codes}


def mechanisms(names: Iterable[str]) -> dict[str, Ratio]:
    """Precision by what told it, for those among the counts' names that begin with "by"."""
    told = sorted({name.rsplit(" ", 1)[0] for name in names if name.startswith("by ")})
    return {name: _precise(name) for name in told}


def _precise(name: str) -> Ratio:
    return Ratio(over=(f"{name} right",), under=(f"{name} right", f"{name} false"))


_ROUNDS = 1000
_SEED = 20240304
_BOUNDS = (2.5, 97.5)

Counts = Sequence[Mapping[str, int]]
Floats = npt.NDArray[np.float64]


def intervals(packs: Counts, ratios: Mapping[str, Ratio]) -> dict[str, Interval]:
    """The 95 % interval of each ratio over packs: the percentile bootstrap (Efron, Annals of Statistics 7, 1979).

    `packs` holds each pack's counts. Whole packs are drawn with replacement, as many as there are, since the sentences of one pack are
    not independent of each other; 1,000 rounds with a fixed seed, the same draws for every ratio. Rounds in which a ratio divides by
    zero are left out. None where there are fewer than two packs, or no round defines the ratio. Where every pack agrees (all right,
    or none) the interval has no width, which the counts must speak for: 0 of 3 says less than 0 of 300.
    """
    if len(packs) < 2:
        return dict.fromkeys(ratios)
    draws = _draws(len(packs))
    return {name: _interval(_values(packs, ratio, draws)) for name, ratio in ratios.items()}


def differences(before: Counts, now: Counts, ratios: Mapping[str, Ratio]) -> dict[str, Interval]:
    """The 95 % interval of each ratio's difference (now - before) on the same packs, in the same order: the paired bootstrap.

    Both revisions are scored on the same draws (Efron and Tibshirani, An Introduction to the Bootstrap, 1993), so that what makes a
    pack hard for both does not widen the interval. None as for `intervals`.
    """
    if len(now) < 2:
        return dict.fromkeys(ratios)
    draws = _draws(len(now))
    return {name: _interval(_values(now, ratio, draws) - _values(before, ratio, draws)) for name, ratio in ratios.items()}


def _draws(packs: int) -> Floats:
    """How often each pack was drawn in each round: (rounds, packs)."""
    drawn = np.random.default_rng(_SEED).integers(packs, size=(_ROUNDS, packs))
    return np.stack([np.bincount(row, minlength=packs) for row in drawn]).astype(np.float64)


def _values(packs: Counts, ratio: Ratio, draws: Floats) -> Floats:
    """The ratio in each round: (rounds,); not a number where it divides by zero."""
    over, under = (draws @ _column(packs, names) for names in (ratio.over, ratio.under))
    values: Floats = np.divide(over, under, out=np.full(len(draws), np.nan), where=under > 0)
    return values


def _column(packs: Counts, names: Sequence[str]) -> Floats:
    return np.array([sum(counts.get(name, 0) for name in names) for counts in packs], dtype=np.float64)


def _interval(values: Floats) -> Interval:
    known = values[~np.isnan(values)]
    if not len(known):
        return None
    low, high = np.percentile(known, _BOUNDS)
    return round(float(low), 3), round(float(high), 3)
