"""Every figure as a ratio of sums of counts, so that pooled figures and their intervals come from the same counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from factcheck.evaluation.contract import Kind
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
