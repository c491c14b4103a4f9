"""Cross-validation by pack, and the program that learns from all packs."""

import subprocess
import sys
from pathlib import Path

import pytest
from synthetic import DAY, contradiction, make_pack
from synthetic_judge import apply, hardly_any, samples_of

from factcheck.engines.local.comparator import load
from factcheck.errors import UsageError
from factcheck.evaluation import fit
from factcheck.evaluation.calibration import Sample
from factcheck.evaluation.fit import Learning, cross_validate, split
from factcheck.evaluation.gold import Pack

GOLD = [contradiction(("east.txt", place), ("west.txt", place)) for place in (0, 1, 3)]


@pytest.fixture(name="packs", scope="module")
def _packs(tmp_path_factory: pytest.TempPathFactory) -> list[Pack]:
    folder = tmp_path_factory.mktemp("packs")
    return [make_pack(folder, f"pack-{number:02}", contradictions=GOLD[: number % 4]) for number in range(40)]


def names(parts: list[list[Pack]]) -> list[list[str]]:
    return [[pack.name for pack in part] for part in parts]


def test_the_split_depends_on_names_alone(packs: list[Pack]) -> None:
    parts = split(packs, 6)
    assert names(parts) == names(split(packs[::-1], 6))
    assert sorted(name for part in names(parts) for name in part) == [pack.name for pack in packs]
    assert {len(part) for part in parts} == {6, 7}
    assert names(parts)[0] != [pack.name for pack in packs[:7]]


@pytest.mark.parametrize("folds", [0, 1, 41])
def test_a_split_that_does_not_go_is_refused(packs: list[Pack], folds: int) -> None:
    with pytest.raises(UsageError, match="from 2 to 40"):
        split(packs, folds)


def test_two_packs_of_one_name_are_refused(packs: list[Pack]) -> None:
    with pytest.raises(UsageError, match="two have one name"):
        split([*packs, packs[0]], 2)


def test_held_out_figures_are_near_what_was_asked(packs: list[Pack]) -> None:
    done = cross_validate(packs, samples_of, apply, folds=5, as_of=DAY, learning=Learning(precision=0.8))
    figures = done.evaluation
    assert figures.packs == 40
    assert figures.contradiction.tp + figures.contradiction.fn == 60
    assert 0.65 < figures.contradiction.P < 0.95
    assert 0.6 < figures.contradiction.R < 0.95
    assert figures.reliability.findings == figures.contradiction.tp + figures.contradiction.fp
    assert done == cross_validate(packs[::-1], samples_of, apply, folds=5, as_of=DAY, learning=Learning(precision=0.8))


def test_held_out_confidences_can_be_believed(packs: list[Pack]) -> None:
    table = cross_validate(packs, samples_of, apply, folds=5, as_of=DAY, learning=Learning(precision=0.01)).evaluation.reliability
    assert table.findings > 500
    assert table.expected_calibration_error is not None
    assert table.expected_calibration_error < 0.05


def test_nothing_is_learned_from_the_packs_held_out(packs: list[Pack]) -> None:
    """Other samples of one pack change what every other fold learns, and not what its own does."""
    changed = packs[0].name

    def disturbed(pack: Pack) -> list[Sample]:
        own = samples_of(pack)
        return own if pack.name != changed else [sample.model_copy(update={"right": not sample.right}) for sample in own]

    before, after = (cross_validate(packs, of, apply, folds=5, as_of=DAY).folds for of in (samples_of, disturbed))
    same = [old.calibrator == new.calibrator for old, new in zip(before, after, strict=True)]
    assert same == [changed in fold.packs for fold in before]


def test_a_higher_precision_tells_less(packs: list[Pack]) -> None:
    loose, strict = (
        cross_validate(packs, samples_of, apply, folds=5, as_of=DAY, learning=Learning(precision=precision)).evaluation.contradiction
        for precision in (0.5, 0.95)
    )
    assert strict.P > loose.P
    assert strict.R < loose.R


def test_the_program_learns_from_all_packs(packs: list[Pack], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, file = str(packs[0].folder.parent), tmp_path / "calibrator.json"
    arguments = [folder, "--samples", "synthetic_judge:samples_of", "--output", str(file)]
    assert fit.main(arguments) == 0
    assert "learned from 640 samples of 40 groups, 60 of them right; threshold 0." in capsys.readouterr().out
    first = file.read_bytes()
    assert fit.main(arguments) == 0
    assert file.read_bytes() == first
    plain = load(file)
    assert plain.names == ("noise", "score")
    assert abs(plain.weights[0]) < 0.5 < plain.weights[1]
    assert fit.main([*arguments, "--steps", "--precision", "1.0"]) == 0
    stepped = load(file)
    assert stepped.steps is not None
    assert stepped.weights == plain.weights
    assert (stepped.threshold or 0) > (plain.threshold or 1)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--samples", "synthetic_judge:nothing"], "names no function"),
        (["--samples", "no_such_module:samples_of"], "names no function"),
        (["--samples", "synthetic_judge:hardly_any"], "all are right or all are wrong"),
        (["--samples", "synthetic_judge:samples_of", "--precision", "2"], "precision: 2.0 is not above 0"),
        (["--samples", "synthetic_judge:samples_of", "--output", "/"], "is a directory"),
        (["--samples", "synthetic_judge:samples_of", "--cases", "pyproject.toml"], "is no case"),
    ],
)
def test_what_goes_wrong_is_told_in_one_line(
    packs: list[Pack], tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert hardly_any(packs[0])
    assert fit.main([str(packs[0].folder.parent), "--output", str(tmp_path / "file.json"), *arguments]) == 2
    told = capsys.readouterr().err
    assert says in told
    assert told.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_one_folder_twice_is_refused(packs: list[Pack], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(packs[0].folder.parent)
    file = str(tmp_path / "file.json")
    assert fit.main([folder, folder, "--samples", "synthetic_judge:samples_of", "--output", file]) == 2
    assert "two have one name" in capsys.readouterr().err


def test_the_program_starts_as_a_module_and_ends_in_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "factcheck.evaluation.fit", str(tmp_path), "--output", str(tmp_path / "calibrator.json")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert ended.stderr.startswith("factcheck: ")
