"""The training itself: one pass over batches laid out beforehand, with checkpoints from which a stopped run goes on."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.engines.local.models import LONGEST_INPUT
from factcheck.training import CONTRADICTION, NO_CONTRADICTION, LabelledPair


@dataclass(frozen=True)
class Rates:
    """How fast it learns: warm-up, a flat stretch, then a straight line down to nothing."""

    peak: float = 8e-5
    warm_up: float = 0.03
    flat_until: float = 0.5
    smoothing: float = 0.03
    remembering: float = 1.0
    """Weight of staying near what the model said of a general pair before this training."""

    def at(self, done: float) -> float:
        """Share of the peak after `done` (0 to 1) of the run."""
        if done < self.warm_up:
            return done / self.warm_up
        return 1.0 if done < self.flat_until else max(0.0, 1.0 - done) / (1.0 - self.flat_until)


@dataclass
class Trainer:
    """Model, optimiser, step and the seconds spent; `folder` holds the checkpoints, `tokenizer` is one of the package tokenizers.

    What the model `before` says of a general pair is what the trained one is to go on saying.
    """

    model: Any
    before: Any
    tokenizer: Any
    folder: Path
    rates: Rates
    step: int = 0
    spent: float = 0.0

    def __post_init__(self) -> None:
        import torch  # noqa: PLC0415 -- only training needs it

        self.before.eval()
        # The vectors of words and places stay: half of the weights, and what few pairs would only blur.
        for name, weights in self.model.named_parameters():
            weights.requires_grad = "embeddings" not in name or "LayerNorm" in name
        self.learned = [weights for weights in self.model.parameters() if weights.requires_grad]
        self.optimiser = torch.optim.AdamW(self.learned, lr=self.rates.peak, weight_decay=0.01, fused=True)
        self.tokenizer.enable_truncation(LONGEST_INPUT)
        self.tokenizer.enable_padding(pad_to_multiple_of=8)
        if self.checkpoint.exists():
            state = torch.load(self.checkpoint, weights_only=True)
            self.model.load_state_dict(state["model"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.step, self.spent = state["step"], state["spent"]

    @property
    def checkpoint(self) -> Path:
        """The file a stopped run goes on from."""
        return self.folder / "checkpoint.pt"

    def save(self) -> None:
        """Write the checkpoint, and the weights of this step beside it; a run killed while writing leaves the one before whole."""
        import torch  # noqa: PLC0415 -- only training needs it

        self.folder.mkdir(parents=True, exist_ok=True)
        partial = self.checkpoint.with_suffix(".partial")
        state = {"model": self.model.state_dict(), "optimiser": self.optimiser.state_dict(), "step": self.step, "spent": self.spent}
        torch.save(state, partial)
        partial.replace(self.checkpoint)
        torch.save(self.model.state_dict(), self.folder / f"step-{self.step}.pt")

    def encoded(self, pairs: Sequence[LabelledPair]) -> dict[str, Any]:
        """The model's inputs for the pairs, padded to one length."""
        import torch  # noqa: PLC0415 -- only training needs it

        rows = self.tokenizer.encode_batch([(pair.premise, pair.hypothesis) for pair in pairs])
        return {
            "input_ids": torch.tensor([row.ids for row in rows]),
            "attention_mask": torch.tensor([row.attention_mask for row in rows]),
            "token_type_ids": torch.tensor([row.type_ids for row in rows]),
        }

    def logits(self, model: Any, pairs: Sequence[LabelledPair]) -> Any:  # noqa: ANN401 -- torch is not installed where types are checked
        """Logits of the pairs, shape (pairs, 3), in the order of ORDER."""
        import torch  # noqa: PLC0415 -- only training needs it

        with torch.autocast("cpu", dtype=torch.bfloat16):
            return model(**self.encoded(pairs)).logits.float()

    def learn(self, pairs: Sequence[LabelledPair], done: float) -> float:
        """One step over `pairs`; the loss before it."""
        import torch  # noqa: PLC0415 -- only training needs it

        for group in self.optimiser.param_groups:
            group["lr"] = self.rates.peak * self.rates.at(done)
        logits = self.logits(self.model, pairs)
        whole = loss(logits, torch.tensor([pair.label for pair in pairs]), self.rates.smoothing)
        general = [at for at, pair in enumerate(pairs) if pair.general]
        if general:
            with torch.inference_mode():
                said = self.logits(self.before, [pairs[at] for at in general]).softmax(1)
            now = logits[general].log_softmax(1)
            whole = whole + self.rates.remembering * torch.nn.functional.kl_div(now, said.clone(), reduction="sum") / len(pairs)
        whole.backward()
        torch.nn.utils.clip_grad_norm_(self.learned, 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad()
        return float(whole.item())

    def right(self, pairs: Sequence[LabelledPair]) -> float:
        """Share of the pairs whose likeliest label is theirs; for NO_CONTRADICTION any but a contradiction."""
        import torch  # noqa: PLC0415 -- only training needs it

        self.model.eval()
        said: list[int] = []
        with torch.inference_mode():
            for at in range(0, len(pairs), 64):
                said += self.logits(self.model, pairs[at : at + 64]).argmax(1).tolist()
        self.model.train()
        fits = [
            one != CONTRADICTION if pair.label == NO_CONTRADICTION else one == pair.label for one, pair in zip(said, pairs, strict=True)
        ]
        return sum(fits) / max(1, len(fits))


def loss(logits: Any, labels: Any, smoothing: float) -> Any:  # noqa: ANN401 -- torch is not installed where types are checked
    """The mean loss of a batch: cross-entropy, and for NO_CONTRADICTION that of entailment and neutral together."""
    import torch  # noqa: PLC0415 -- only training needs it

    shares = logits.log_softmax(1)
    known = labels != NO_CONTRADICTION
    each = torch.zeros(len(labels))
    if known.any():
        each[known] = torch.nn.functional.cross_entropy(logits[known], labels[known], label_smoothing=smoothing, reduction="none")
    if (~known).any():
        none = torch.logsumexp(shares[~known][:, :CONTRADICTION], 1)
        each[~known] = -(1 - smoothing) * none - smoothing * shares[~known][:, CONTRADICTION]
    return each.mean()


def train(  # noqa: PLR0913 -- each is needed
    trainer: Trainer,
    batches: Sequence[Sequence[LabelledPair]],
    watched: dict[str, list[LabelledPair]],
    tell: Callable[[str], None],
    minutes: float | None = None,
    every: int = 500,
) -> None:
    """Go through the batches from where the trainer stands, at most `minutes`; a checkpoint and the watched figures every `every` steps.

    The rates follow whichever is further, the steps or the minutes, so that a run on a busy machine ends in time and slowly.
    """
    begun, earlier, first, smooth = time.monotonic(), trainer.spent, trainer.step, 0.0
    done = 0.0
    while trainer.step < len(batches) and done < 1:
        spent = trainer.spent / (60 * minutes) if minutes else 0.0
        done = max(trainer.step / len(batches), spent)
        value = trainer.learn(batches[trainer.step], done)
        trainer.step += 1
        trainer.spent = earlier + time.monotonic() - begun
        smooth = value if not smooth else 0.98 * smooth + 0.02 * value
        if trainer.step % 50 == 0:
            speed = (trainer.step - first) * len(batches[0]) / (trainer.spent - earlier)
            tell(f"step {trainer.step} of {len(batches)}  loss {smooth:.3f}  {speed:.1f} pairs/s  {done:.0%} done")
        if trainer.step % every == 0:
            _stop_at(trainer, watched, tell)
    _stop_at(trainer, watched, tell)


def _stop_at(trainer: Trainer, watched: dict[str, list[LabelledPair]], tell: Callable[[str], None]) -> None:
    trainer.save()
    tell(f"step {trainer.step}: " + "  ".join(f"{name} {trainer.right(pairs):.3f}" for name, pairs in watched.items()))
