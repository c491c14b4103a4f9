"""The program's own figures are those of the referee script, where that is present."""

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from factcheck import api
from factcheck.evaluation.packs import evaluate

ROOT = Path(__file__).parent.parent.parent
REFEREE = ROOT.parent / "shared" / "bin" / "score-packs"
PACKS = ("05-wildfire", "11-ferry")


@pytest.mark.skipif(not REFEREE.is_file(), reason="the referee script is not here")
def test_the_figures_are_the_referee_s(tmp_path: Path) -> None:
    for name in PACKS:
        shutil.copytree(ROOT / "fixtures" / "packs" / name, tmp_path / name)
    command = f"{sys.executable} -m factcheck check"
    done = subprocess.run([sys.executable, REFEREE, tmp_path, "--command", command, "--json"], capture_output=True, text=True, check=True)
    theirs = json.loads(done.stdout)
    ours = evaluate(tmp_path, date(2026, 6, 30), lambda paths, root, day: api.check(paths, as_of=day, root=root))
    assert {k: v for k, v in ours.items() if k != "seconds"} == {k: v for k, v in theirs.items() if k != "seconds"}
    assert ours["time_sensitive"]["tp"] > 5
