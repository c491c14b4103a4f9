"""The figures of an evaluation in the form in which the referee script prints them."""

from typing import Any

from factcheck.evaluation import Evaluation

POOLED = (
    "packs",
    "articles",
    "contradiction",
    "superseded",
    "conflict_recall",
    "false_per_article",
    "decoy_alarm_rate",
    "time_sensitive",
    "quiet",
)


def as_referee(evaluation: Evaluation) -> dict[str, Any]:
    """The referee counts by kind and difficulty in one table, so that a word that is both is counted twice."""
    by = {label: [0, 0] for label in sorted({*evaluation.kinds, *evaluation.difficulties})}
    for label, recall in [*evaluation.kinds.items(), *evaluation.difficulties.items()]:
        by[label][0] += recall.found
        by[label][1] += recall.all
    figures = evaluation.model_dump(include=set(POOLED))
    return {**figures, "by": {label: f"{found}/{every}" for label, (found, every) in by.items()}}
