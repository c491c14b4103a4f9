"""README and docs tell the truth: reports, rules, commands, options and settings are the program's own, and links lead somewhere."""

import itertools
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from factcheck import api
from factcheck.cli import cli
from factcheck.findings import RULES
from factcheck.settings import Settings, load
from test_newsroom import committed, git
from tests_support import call

ROOT = Path(__file__).parent.parent
PAGES = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *ROOT.glob("docs/*.md"))}
README, CI, COMMANDS = PAGES["README.md"], PAGES["docs/ci.md"], PAGES["docs/commands.md"]
MARKDOWN = MarkdownIt("commonmark").enable("table")
CALLED = re.compile(r"(?:^|[\s/(])factcheck +([a-z][^\n#|>)\"]*)", re.MULTILINE)


def parsed(text: str) -> Iterator[Token]:
    for token in MARKDOWN.parse(text):
        yield token
        yield from token.children or ()


def code(text: str) -> Iterator[str]:
    """What stands as code on a page, line by line or in a line, but for files of YAML, TOML and Python."""
    for token in parsed(text):
        if token.type == "code_inline" or (token.type == "fence" and token.info in {"sh", "text", "console"}):
            yield token.content


def links(text: str) -> Iterator[tuple[str, str]]:
    """Path and place of each link that leads to no other site."""
    for token in parsed(text):
        if token.type in {"link_open", "image"}:
            path, _, place = str(token.attrs.get("href", token.attrs.get("src", ""))).partition("#")
            if "://" not in path:
                yield path, place


def headings(text: str) -> set[str]:
    tokens = list(parsed(text))
    titles = [after.content for token, after in itertools.pairwise(tokens) if token.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def subcommand(words: list[str]) -> click.Command | None:
    """The command that these words call; None where there is none."""
    found: click.Command | None = cli.commands.get(words[0])
    if isinstance(found, click.Group) and len(words) > 1 and not words[1].startswith("-"):
        return found.commands.get(words[1])
    return found


@pytest.mark.parametrize("day", ["2026-06-30", "2046-06-30"])
def test_the_report_is_what_the_program_prints_whatever_the_day(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    (shown,) = re.findall(r"```text\n\$ factcheck (check [^\n]+)\n(.*?)```", README, re.DOTALL)
    assert "--as-of" not in shown[0]
    done = call(*shown[0].split(), "--as-of", day)
    assert done.out.rstrip() == shown[1].rstrip()
    assert done.code == 1


def test_the_pull_request_s_reports_are_what_the_program_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom = ROOT / "fixtures" / "newsroom"
    shutil.copytree(newsroom / "articles", tmp_path / "articles")
    git(tmp_path, "init", "-q", "-b", "main")
    committed(tmp_path, "Two articles")
    shutil.copytree(newsroom / "story", tmp_path / "articles", dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    shown = re.findall(r"```console\n\$ factcheck (check [^\n]+)\n(.*?)```", CI, re.DOTALL)
    assert len(shown) == 2
    for command, report in shown:
        done = call(*command.split(), "--as-of", "2024-03-12")
        assert (done.code, done.out.rstrip()) == (1, report.rstrip())


def test_the_workflow_is_what_init_writes_and_uses_inputs_that_the_action_has() -> None:
    (block,) = re.findall(r"```yaml\n(.*?)```", CI, re.DOTALL)
    assert block == (ROOT / "factcheck/cli/initial/factcheck.yml").read_text(encoding="utf-8")
    used = yaml.safe_load(block)["jobs"]["factcheck"]["steps"][-1]["with"]
    known = set(yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"])
    assert set(used) <= known
    assert all(f"`{name}`" in CI for name in known)


def test_the_suppressions_that_are_shown_are_understood(tmp_path: Path) -> None:
    (block,) = re.findall(r"```markdown\n(.*?)```", PAGES["docs/suppressions-and-baseline.md"], re.DOTALL)
    (tmp_path / "a.md").write_text(block)
    run = api.check([tmp_path], root=tmp_path)
    assert {(f.code, f.state) for f in run.findings} == {("FC301", "suppressed"), ("FC202", "suppressed"), ("FC901", "new")}
    assert [f.message for f in run.findings if f.code == "FC901"] == [
        'suppression unused: "ignore[FC101] the architect counts the stalls alone"'
    ]


def test_the_settings_of_the_api_are_those_that_there_are() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `(.*)` \| (.+) \|$", PAGES["docs/api.md"], re.MULTILINE)
    known = Settings().model_dump()
    told = {(name, repr(known[name]).replace("'", '"'), field.description) for name, field in Settings.model_fields.items()}
    assert set(rows) == told
    assert len(rows) == len(told)


def test_the_python_that_is_shown_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(r"```python\n(.*?)```", PAGES["docs/api.md"], re.DOTALL)
    exec(compile(block, "docs/api.md", "exec"), {})  # noqa: S102  what is shown is there to be run
    assert "FC101" in capsys.readouterr().out


def test_the_rules_are_those_of_the_catalogue() -> None:
    rows = re.findall(r"^\| (FC\d{3}) \| ([a-z-]+) \| (\w+) \| (.+) \|$", PAGES["docs/rules.md"], re.MULTILINE)
    assert rows == [(rule.code, rule.name, rule.severity, rule.what) for rule in RULES.values()]


def test_every_command_is_told_and_has_help() -> None:
    for name, command in cli.commands.items():
        assert f"| `factcheck {name}" in COMMANDS
        assert command.help


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_is_shown_exists_with_its_options(page: str) -> None:
    for shown in code(PAGES[page]):
        for line in CALLED.findall(shown):
            words = line.split()
            command = subcommand(words)
            assert command is not None, line
            known = {option for parameter in command.params for option in parameter.opts}
            assert {word.partition("=")[0] for word in words if word.startswith("--")} <= {*known, "--help"}, line


@pytest.mark.parametrize("page", PAGES)
def test_every_program_that_is_shown_stands_in_the_repository(page: str) -> None:
    for shown in code(PAGES[page]):
        for path in re.findall(r"\bpython3? ([\w/.]+\.py)\b", shown):
            assert (ROOT / path).is_file(), path


@pytest.mark.parametrize("page", PAGES)
def test_every_option_that_is_named_exists(page: str) -> None:
    groups = [command for command in cli.commands.values() if isinstance(command, click.Group)]
    commands = [*cli.commands.values(), *(command for group in groups for command in group.commands.values())]
    options = {option for command in commands for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"`(--[a-z-]+)", PAGES[page])) - {"--version", "--help"} <= options


def test_the_settings_that_are_shown_exist(tmp_path: Path) -> None:
    pages = (text for page, text in PAGES.items() if page != "docs/editors.md")  # that page's TOML is an editor's
    blocks = [block for text in pages for block in re.findall(r"```toml\n(.*?)```", text, re.DOTALL)]
    for written in blocks:
        (tmp_path / "factcheck.toml").write_text(written)
        assert load(tmp_path).settings.policy.selected
    named = set(re.findall(r"^(?:\[)?([a-z-]+)", "".join(blocks), re.MULTILINE))
    assert named <= {name.replace("_", "-") for name in Settings.model_fields}
    assert len(named) >= 7


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_file_and_a_heading(page: str) -> None:
    for path, place in links(PAGES[page]):
        target = (ROOT / page).parent.joinpath(path).resolve() if path else ROOT / page
        assert target.exists(), f"{page}: {path}"
        assert not place or place in headings(target.read_text(encoding="utf-8")), f"{page}: {path}#{place}"


def test_a_link_to_nowhere_and_a_command_that_is_none_would_be_seen() -> None:
    page = "# Some Title\n\n[a](gone.md#some-title) and [b](https://example.org/c.md)\n\n    $ factcheck chekc a\n\n```sh\nuvx factcheck chekc a --loud\n```\n"
    assert list(links(page)) == [("gone.md", "some-title")]
    assert headings(page) == {"some-title"}
    assert [subcommand(line.split()) for shown in code(page) for line in CALLED.findall(shown)] == [None]


def test_the_readme_is_short_and_every_page_can_be_found() -> None:
    assert len(README.split()) < 1500
    for way in ("pipx install", "uvx --from", "--format html", "--changed-since", "factcheck review"):
        assert way in README
    pages = {name.removeprefix("docs/") for name in PAGES} - {"README.md", "index.md"}
    assert {path.removeprefix("docs/") for path, _ in links(README)} >= pages
    (tree,) = re.findall(r"```\{toctree\}\n(.*?)```", PAGES["docs/index.md"], re.DOTALL)
    assert {f"{name}.md" for name in tree.split("\n\n")[1].split()} == pages
