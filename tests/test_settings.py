"""Configuration files: found, read, explained, and refused where they are wrong."""

from pathlib import Path

import pytest

from factcheck.errors import SettingsError
from factcheck.settings import BASELINE, Settings, load
from tests_support import call


def test_the_nearest_file_wins_and_an_unrelated_pyproject_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "factcheck.toml").write_text("soon-days = 10\n")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    found = load(inner)
    assert found.settings.soon_days == 10
    assert found.root == tmp_path.resolve()
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.factcheck]\nsoon-days = 20\n")
    assert load(inner).settings.soon_days == 20


def test_options_win_and_their_origin_is_told(tmp_path: Path) -> None:
    (tmp_path / "factcheck.toml").write_text('fail-on = "note"\n')
    found = load(tmp_path, options={"fail_on": "never", "engine": None})
    assert found.settings.fail_on == "never"
    assert found.origins["fail_on"] == "option"
    assert found.origins["engine"] == "default"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("stale-after-day = 3\n", "did you mean 'stale-after-days'"),
        ("soon_days = 3\n", "did you mean 'soon-days'"),
        ("zzz = 3\n", "known are"),
        ("soon-days = 0\n", "soon-days"),
        ("soon-days = 'x'\n", "soon-days"),
        ("fail-on = 'fatal'\n", "fail-on"),
        ("select = [", "no valid TOML"),
        ("[aliases]\na = 3\n", "aliases"),
        ("aliases = 'x'\n", "aliases: input should be a table"),
        ("select = 'FC1'\n", "select: input should be a list"),
        ("x = " + "[" * 100_000, "no valid TOML"),
        ("min-confidence = 2\n", "min-confidence"),
        ("[severity]\nFC1 = 'fatal'\n", "severity.FC1: input should be 'error', 'warning' or 'note'"),
        ("[paths.'a/**']\nignor = ['FC1']\n", "paths.a/**: unknown key 'ignor'; did you mean 'ignore'?"),
        ("[paths]\na = 3\n", "paths.a: input should be a table"),
        ("trusted = 'Post'\n", "trusted: input should be a list"),
    ],
)
def test_what_is_wrong_is_named_with_its_file(content: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "factcheck.toml").write_text(content)
    with pytest.raises(SettingsError, match=r"factcheck\.toml") as raised:
        load(tmp_path)
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())


@pytest.mark.parametrize("content", ["tool = 3\n", "[tool]\nother = 3\n", ""])
def test_a_pyproject_without_our_table_is_passed_over(content: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(content)
    assert load(tmp_path).settings == Settings()


def test_paths_and_severities_are_read(tmp_path: Path) -> None:
    content = 'trusted = ["Post"]\nmin-confidence = 0.5\n[severity]\nFC203 = "warning"\n[paths."archive/"]\nignore = ["FC2"]\nseverity = {FC1 = "note"}\n'
    (tmp_path / "factcheck.toml").write_text(content)
    settings = load(tmp_path).settings
    assert (settings.trusted, settings.min_confidence, settings.severity) == (("Post",), 0.5, {"FC203": "warning"})
    assert settings.paths["archive/"].ignore == ("FC2",)
    assert settings.paths["archive/"].severity == {"FC1": "note"}


def test_without_a_file_paths_are_relative_to_the_nearest_baseline(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert load(inner).root == inner
    (tmp_path / BASELINE).write_text("{}")
    assert load(inner).root == tmp_path
    assert load(inner).baseline == tmp_path / BASELINE
    assert load(inner, baseline=tmp_path / "a" / "known.json").root == tmp_path / "a"
    (tmp_path / "a" / "factcheck.toml").write_text("")
    assert load(inner).root == tmp_path / "a"
    assert load(inner, baseline=tmp_path / "known.json").root == tmp_path / "a"


@pytest.mark.parametrize("pattern", ["C:\\\\x\\\\", "!", "[z-a]", "a\\\\"])
def test_a_pattern_that_is_none_is_told(pattern: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "factcheck.toml").write_text(f'[paths."{pattern}"]\nignore = ["FC2"]\n')
    (tmp_path / "a.txt").write_text("The hall is currently closed.\n")
    done = call("check", "a.txt")
    assert (done.code, len(done.err.splitlines())) == (2, 1)
    assert "factcheck.toml: paths: " in done.err
    assert "is no pattern of paths" in done.err


@pytest.mark.parametrize("pattern", ["[[:alpha:]]*", "", "*.txt", "a\\\\ b"])
def test_an_odd_pattern_is_one_all_the_same(pattern: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "factcheck.toml").write_text(f'[paths."{pattern}"]\nignore = ["FC2"]\n')
    (tmp_path / "a.txt").write_text("The hall is currently closed.\n")
    done = call("check", "a.txt")
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize("name", ["factcheck.toml", "pyproject.toml"])
def test_a_byte_order_mark_is_no_part_of_the_configuration(name: str, tmp_path: Path) -> None:
    head = "[tool.factcheck]\n" if name == "pyproject.toml" else ""
    (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + f"{head}soon-days = 7\n".encode())
    assert load(tmp_path).settings.soon_days == 7


@pytest.mark.parametrize("name", ["/answers", "../answers", "a/../../answers", "~/../answers", "linked", "linked/answers", "a/linked"])
def test_a_file_has_answers_kept_below_its_folder_alone(name: str, tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "root", tmp_path / "elsewhere"
    (root / "a").mkdir(parents=True)
    elsewhere.mkdir()
    for link in (root / "linked", root / "a" / "linked"):
        link.symlink_to(elsewhere)
    (root / "factcheck.toml").write_text(f'cache-folder = "{name}"\n')
    with pytest.raises(SettingsError, match=r"factcheck\.toml: cache-folder: ") as raised:
        load(root)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("kind", ["folder", "link to itself", "link to nothing"])
def test_a_configuration_that_is_no_file_is_told_and_not_passed_over(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "factcheck.toml"
    if kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(path if kind == "link to itself" else tmp_path / "gone")
    with pytest.raises(SettingsError, match=r"factcheck\.toml: is no file"):
        load(tmp_path)


@pytest.mark.parametrize("name", [".answers", "a/answers", "./answers"])
def test_a_folder_below_is_one_wherever_the_run_begins(name: str, tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "factcheck.toml").write_text(f'cache-folder = "{name}"\n')
    assert load(tmp_path / "a" / "b").settings.cache_folder == str(tmp_path.resolve() / name)
