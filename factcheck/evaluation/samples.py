"""What a calibrator learns from: measurements on verdicts, and whether each verdict is right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated

import numpy as np
import numpy.typing as npt
from pydantic import Field

from factcheck.errors import UsageError
from factcheck.evaluation.gold import Pack
from factcheck.model import Frozen

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


class Sample(Frozen):
    """One possible verdict on a pair: what was measured by name, and whether gold says that the verdict is right.

    `pack` is the pack, or any other group, of which all samples are learned from together, or none.

    Give one sample for each pair of sentences and kind, so that shares of samples are shares of what an editor sees.
    """

    pack: str
    features: dict[str, Annotated[float, Field(allow_inf_nan=False)]]
    right: bool


SamplesOf = Callable[[Pack], Sequence[Sample]]
"""Makes the samples of one pack; what they depend on is that pack alone."""


def table(samples: Sequence[Sample]) -> tuple[Floats, Bools, tuple[str, ...]]:
    """Features (n, k), right (n,), and the k names in order; raises UsageError where there are no samples or their names differ."""
    if not samples:
        raise UsageError("samples: there are none to learn from; name packs that have some")
    names = tuple(sorted(samples[0].features))
    other = next((sample for sample in samples if tuple(sorted(sample.features)) != names), None)
    if other is not None:
        raise UsageError(f"samples: {other.pack} and {samples[0].pack} have different features; measure the same of every pair")
    features = np.array([[sample.features[name] for name in names] for sample in samples], dtype=np.float64)
    return features.reshape(len(samples), len(names)), np.array([sample.right for sample in samples], dtype=np.bool_), names
