"""The program's own figures are those of the referee script, where that is present."""

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from refereed import as_referee

from factcheck.evaluation.report import evaluate
from factcheck.evaluation.score import checking

ROOT = Path(__file__).parent.parent.parent
REFEREE = ROOT.parent / "shared" / "bin" / "score-packs"
PACK = "05-wildfire"
DAY = date(2026, 6, 30)
PLANTED = {
    "articles": ["one.txt", "two.txt"],
    "contradictions": [
        {
            "kind": "number",
            "difficulty": "plain",
            "a": {"article": "one.txt", "quote": "The new hall seats 500 people."},
            "b": {
                "article": "two.txt",
                "quote": "It has room for a large audience.",
                "also": ["The new hall seats 350 people."],
            },
        }
    ],
    "arguable": [
        {
            "a": {"article": "one.txt", "quote": "The roof weighs 40 tonnes."},
            "b": {"article": "two.txt", "quote": "The roof weighs 60 tonnes."},
        }
    ],
}
TEXTS = {
    "one.txt": "Published 4 March 2024\n\nThe new hall seats 500 people. The roof weighs 40 tonnes. The old organ has 900 pipes.\n",
    "two.txt": "Published 4 March 2024\n\nThe new hall seats 350 people. The roof weighs 60 tonnes. The old organ has 700 pipes.\n",
}


@pytest.mark.skipif(not REFEREE.is_file(), reason="the referee script is not here")
def test_the_figures_are_the_referee_s(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "fixtures" / "packs" / PACK, tmp_path / PACK)
    (tmp_path / "planted").mkdir()
    (tmp_path / "planted" / "gold.json").write_text(json.dumps(PLANTED))
    for name, text in TEXTS.items():
        (tmp_path / "planted" / name).write_text(text)
    command = f"{sys.executable} -m factcheck check"
    done = subprocess.run([sys.executable, REFEREE, tmp_path, "--command", command, "--json"], capture_output=True, text=True, check=True)
    theirs = json.loads(done.stdout)
    evaluation = evaluate(tmp_path, DAY, checking(DAY))
    ours = as_referee(evaluation)
    assert ours == {k: v for k, v in theirs.items() if k != "seconds"}
    assert ours["time_sensitive"]["tp"] > 5
    assert ours["contradiction"]["tp"] > 0
    assert ours["contradiction"]["fp"] > 0
    assert evaluation.codes["FC101"].neither == 1
