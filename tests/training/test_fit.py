"""The training itself, on a few steps: needs torch, onnx and transformers, which a plain installation has not."""

import random
from pathlib import Path

import numpy as np
import pytest

from factcheck.engines.local.models import EntailmentModel
from factcheck.training import CONTRADICTION, NO_CONTRADICTION, LabelledPair
from factcheck.training.fit import Rates, Trainer, loss, train

SHIPPED = Path(__file__).parent.parent.parent / "factcheck" / "engines" / "local" / "weights" / "entailment"
PAIRS = [
    LabelledPair("The fire killed twelve people on Monday.", "Nobody died in the fire.", CONTRADICTION),
    LabelledPair("The band played in Oslo.", "The band will release an album.", NO_CONTRADICTION),
    LabelledPair("The council approved the budget.", "The budget was approved.", 0, general=True),
]


def test_the_rates_warm_up_stay_and_fall() -> None:
    rates = Rates(warm_up=0.1, flat_until=0.5)
    assert [rates.at(done) for done in (0, 0.05, 0.3, 0.75, 1, 1.2)] == [0, 0.5, 1, 0.5, 0, 0]


def test_either_of_two_labels_is_right_where_only_contradiction_is_ruled_out() -> None:
    torch = pytest.importorskip("torch", reason="training needs torch")
    none = torch.tensor([NO_CONTRADICTION])
    sure = [float(loss(torch.tensor([row]), none, 0.0)) for row in ([9.0, 0.0, 0.0], [0.0, 9.0, 0.0], [0.0, 0.0, 9.0])]
    assert sure[0] == pytest.approx(sure[1])
    assert sure[0] < 0.01
    assert sure[2] > 5


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # torch and onnx warn of their own old ways
def test_a_run_starts_from_the_shipped_weights_learns_and_goes_on(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="training needs torch")
    pytest.importorskip("onnx", reason="training needs onnx")
    pytest.importorskip("transformers", reason="training needs transformers")
    from tokenizers import Tokenizer

    from factcheck.training import export
    from factcheck.training import export as weights

    def trainer() -> Trainer:
        models = weights.model_from(SHIPPED), weights.model_from(SHIPPED)
        return Trainer(*models, Tokenizer.from_file(str(SHIPPED / "tokenizer.json")), tmp_path / "work", Rates(peak=1e-3))

    torch.manual_seed(1)
    first, told = trainer(), list[str]()
    as_shipped = first.logits(first.before, PAIRS[:1]).detach().softmax(1).numpy()[0]
    assert as_shipped == pytest.approx(EntailmentModel.load().predict([PAIRS[0].premise], [PAIRS[0].hypothesis])[0], abs=0.1)
    batches = [random.Random(step).sample(PAIRS, 3) for step in range(6)]
    train(first, batches[:4], {"all": PAIRS}, told.append, every=2)
    assert [line.split(":")[0] for line in told if "all" in line] == ["step 2", "step 4", "step 4"]
    again = trainer()
    assert again.step == 4
    assert torch.equal(again.model.classifier.weight, first.model.classifier.weight)
    assert torch.equal(again.model.bert.embeddings.word_embeddings.weight, first.before.bert.embeddings.word_embeddings.weight)
    exported = weights.blended(weights.model_from(SHIPPED), again.model, 0.0)
    export.export(exported, SHIPPED / "tokenizer.json", tmp_path / "out")
    export.install(tmp_path / "out", tmp_path / "installed")
    model = EntailmentModel.load(tmp_path / "installed")
    asked = [p.premise for p in PAIRS], [p.hypothesis for p in PAIRS]
    assert np.abs(model.predict(*asked) - EntailmentModel.load().predict(*asked)).max() < 0.05
    assert (tmp_path / "installed" / "model.int8.onnx").stat().st_size <= 25 * 2**20
