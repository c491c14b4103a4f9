"""From what was measured on a pair of statements to the probability that a verdict on it is right."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator

from factcheck.errors import EngineError
from factcheck.model import Frozen

Finite = Annotated[float, Field(allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1)]


class Steps(Frozen):
    """A non-decreasing map from confidences to shares: straight lines between the points (at, share), level beyond the outermost."""

    at: tuple[Finite, ...] = Field(min_length=1)
    share: tuple[Share, ...]

    @model_validator(mode="after")
    def _sorted(self) -> Self:
        if len(self.at) != len(self.share) or list(self.at) != sorted(set(self.at)) or list(self.share) != sorted(self.share):
            raise ValueError("points must have one share each, rise in `at`, and not fall in `share`")
        return self

    def __call__(self, confidence: float) -> float:
        """The share at this confidence, from 0 to 1."""
        after = bisect_right(self.at, confidence)
        if after in {0, len(self.at)}:
            return self.share[max(0, after - 1)]
        low, high = self.at[after - 1], self.at[after]
        return self.share[after - 1] + (self.share[after] - self.share[after - 1]) * (confidence - low) / (high - low)


class Calibrator(Frozen):
    """Logistic regression on named measurements, each made comparable by its centre and scale; `steps` correct what comes out, if given.

    `threshold` is the probability from which a verdict is told; None where no threshold was precise enough, so that none is told.
    """

    form: Literal["factcheck calibrator 1"] = "factcheck calibrator 1"
    names: tuple[str, ...]
    centres: tuple[Finite, ...]
    scales: tuple[Annotated[float, Field(gt=0, allow_inf_nan=False)], ...]
    weights: tuple[Finite, ...]
    intercept: Finite
    steps: Steps | None = None
    threshold: Share | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if not len(self.names) == len(set(self.names)) == len(self.centres) == len(self.scales) == len(self.weights):
            raise ValueError("every name must stand once and have one centre, scale and weight")
        return self

    def __call__(self, measured: Mapping[str, float]) -> float:
        """The probability (0 to 1) for these measurements; others than the named ones are passed over.

        Raises ValueError where a named one is missing or not finite: no probability is made up for what was not measured.
        """
        total = self.intercept
        for name, centre, scale, weight in zip(self.names, self.centres, self.scales, self.weights, strict=True):
            value = measured.get(name)
            if value is None or not math.isfinite(value):
                raise ValueError(f"{name}: is {'missing' if value is None else 'not finite'}, so that no probability can be given")
            total += weight * (value - centre) / scale
        probability = _logistic(total)
        return probability if self.steps is None else self.steps(probability)

    def settled(self, measured: Mapping[str, float]) -> bool | None:
        """Whether a verdict is to be told where some shares (0 to 1) are not measured; None where it hangs on them.

        The probability rises or falls with each share, whatever the others are: it lies between those at the ends.
        """
        ends = [dict(measured), dict(measured)]
        for name, weight in zip(self.names, self.weights, strict=True):
            if name not in measured:
                ends[0][name], ends[1][name] = (0.0, 1.0) if weight >= 0 else (1.0, 0.0)
        least, most = (self.tells(self(end)) for end in ends)
        return least if least == most else None

    def tells(self, probability: float) -> bool:
        """A verdict of this probability is to be told."""
        return self.threshold is not None and probability >= self.threshold


def load(file: Traversable) -> Calibrator:
    """The calibrator that stands in a JSON file; raises EngineError where there is none that can be read."""
    try:
        return Calibrator.model_validate_json(file.read_bytes())
    except OSError as error:
        raise EngineError(f"{file}: cannot be read ({error.strerror}); install factcheck again") from error
    except ValidationError as error:
        reason = error.errors()[0]["msg"]
        raise EngineError(f"{file}: is no calibrator ({reason}); write it with python -m factcheck.evaluation.fit") from error


def _logistic(value: float) -> float:
    if value >= 0:
        return 1 / (1 + math.exp(-value))
    return math.exp(value) / (1 + math.exp(value))
