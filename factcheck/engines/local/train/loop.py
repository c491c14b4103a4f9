"""The training itself: one pass over batches laid out beforehand, with checkpoints from which a stopped run goes on."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.engines.local.entailment import LONGEST_INPUT, ORDER
from factcheck.engines.local.train.data import LabelledPair


@dataclass(frozen=True)
class Rates:
    """How fast it learns: warm-up, a flat stretch, then a straight line down to nothing."""

    peak: float = 1e-4
    warm_up: float = 0.03
    flat_until: float = 0.55
    smoothing: float = 0.05

    def at(self, done: float) -> float:
        """Share of the peak after `done` (0 to 1) of the run."""
        if done < self.warm_up:
            return done / self.warm_up
        return 1.0 if done < self.flat_until else (1.0 - done) / (1.0 - self.flat_until)


@dataclass
class Trainer:
    """Model, optimiser and step; `folder` holds the checkpoint."""

    model: Any
    tokenizer: Any
    folder: Path
    rates: Rates
    step: int = 0

    def __post_init__(self) -> None:
        import torch  # noqa: PLC0415 -- only training needs it

        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.model.to(self.device)
        self.optimiser = torch.optim.AdamW(self.model.parameters(), lr=self.rates.peak, weight_decay=0.01, fused=True)
        if self.checkpoint.exists():
            state = torch.load(self.checkpoint, map_location=self.device, weights_only=True)
            self.model.load_state_dict(state["model"])
            self.optimiser.load_state_dict(state["optimiser"])
            torch.set_rng_state(state["chance"].cpu())
            self.step = state["step"]

    @property
    def checkpoint(self) -> Path:
        """The file a stopped run goes on from."""
        return self.folder / "checkpoint.pt"

    def save(self) -> None:
        """Write the checkpoint; a run killed while writing leaves the one before whole."""
        import torch  # noqa: PLC0415 -- only training needs it

        partial = self.checkpoint.with_suffix(".partial")
        torch.save(
            {
                "model": self.model.state_dict(),
                "optimiser": self.optimiser.state_dict(),
                "chance": torch.get_rng_state(),
                "step": self.step,
            },
            partial,
        )
        partial.replace(self.checkpoint)

    def logits(self, pairs: Sequence[LabelledPair]) -> Any:  # noqa: ANN401 -- torch is not installed where types are checked
        """Logits of the pairs, shape (pairs, 3), in the order of ORDER."""
        import torch  # noqa: PLC0415 -- only training needs it

        encoded = self.tokenizer(
            [pair.premise for pair in pairs],
            [pair.hypothesis for pair in pairs],
            truncation=True,
            max_length=LONGEST_INPUT,
            padding=True,
            pad_to_multiple_of=8,
            return_tensors="pt",
        ).to(self.device)
        with torch.autocast(self.device, dtype=torch.bfloat16):
            return self.model(**encoded).logits.float()

    def learn(self, pairs: Sequence[LabelledPair], done: float) -> float:
        """One step over `pairs`; the loss before it."""
        import torch  # noqa: PLC0415 -- only training needs it

        for group in self.optimiser.param_groups:
            group["lr"] = self.rates.peak * self.rates.at(done)
        labels = torch.tensor([pair.label for pair in pairs], device=self.device)
        loss = torch.nn.functional.cross_entropy(self.logits(pairs), labels, label_smoothing=self.rates.smoothing)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad()
        return float(loss.item())

    def accuracy(self, pairs: Sequence[LabelledPair]) -> float:
        """Share of the pairs whose likeliest label is theirs."""
        import torch  # noqa: PLC0415 -- only training needs it

        self.model.eval()
        with torch.inference_mode():
            right = sum(
                int((self.logits(part).argmax(1).cpu() == torch.tensor([pair.label for pair in part])).sum())
                for part in (pairs[at : at + 64] for at in range(0, len(pairs), 64))
            )
        self.model.train()
        return right / max(1, len(pairs))


def start(base: Path, folder: Path, rates: Rates, seed: int) -> Trainer:
    """A trainer on the encoder in `base`, or where its checkpoint in `folder` stands."""
    import torch  # noqa: PLC0415 -- only training needs it
    from transformers import AutoModelForSequenceClassification, AutoTokenizer  # noqa: PLC0415 -- only training needs it

    torch.manual_seed(seed)
    names = dict(enumerate(ORDER))
    # On a processor the plain attention without dropout learns from half as many pairs again in the same time.
    model = AutoModelForSequenceClassification.from_pretrained(
        base,
        num_labels=len(ORDER),
        id2label=names,
        label2id={name: at for at, name in names.items()},
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        attn_implementation="eager",
    )
    folder.mkdir(parents=True, exist_ok=True)
    model.train()
    return Trainer(model, AutoTokenizer.from_pretrained(base), folder, rates)


def train(
    trainer: Trainer,
    batches: Sequence[Sequence[LabelledPair]],
    watched: dict[str, list[LabelledPair]],
    tell: Callable[[str], None],
    every: int = 1000,
) -> None:
    """Go through the batches from where the trainer stands; a checkpoint and the watched figures every `every` steps."""
    begun, first, smooth = time.monotonic(), trainer.step, 0.0
    while trainer.step < len(batches):
        loss = trainer.learn(batches[trainer.step], trainer.step / len(batches))
        trainer.step += 1
        smooth = loss if not smooth else 0.98 * smooth + 0.02 * loss
        if trainer.step % 100 == 0:
            speed = (trainer.step - first) * len(batches[0]) / (time.monotonic() - begun)
            tell(f"step {trainer.step} of {len(batches)}  loss {smooth:.3f}  {speed:.0f} pairs/s")
        if trainer.step % every == 0 or trainer.step == len(batches):
            trainer.save()
            tell("  ".join(f"{name} {trainer.accuracy(pairs):.3f}" for name, pairs in watched.items()))
