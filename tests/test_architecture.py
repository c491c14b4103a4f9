"""Who may import what: the rules that keep the stages apart."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "factcheck"
PURE = ("claims", "time", "pairs", "verdicts", "findings")
OUTER = (
    "factcheck.engines",
    "factcheck.archive",
    "factcheck.report",
    "factcheck.review",
    "factcheck.settings",
    "factcheck.pipeline",
    "factcheck.cli",
)
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def below(names: set[str], *roots: str) -> set[str]:
    return {name for name in names if any(name == root or name.startswith(root + ".") for root in roots)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports(path: Path) -> None:
    names, place = imports(path), path.relative_to(PACKAGE)
    if place.name == "model.py":
        assert not below(names, "factcheck")
    if place.parts[0] in PURE:
        assert not below(names, *OUTER)
    if place.parts[0] == "report":
        assert not {
            n
            for n in below(names, "factcheck")
            if not n.startswith(("factcheck.model", "factcheck.report", "factcheck.findings.catalogue"))
        } - {"factcheck.findings"}
    if place.parts[:2] != ("engines", "local") and place.as_posix() != "evaluation/judged.py":
        assert not below(names, "spacy", "onnxruntime", "en_core_web_sm", "factcheck.engines.local")
    if place.parts[:2] != ("engines", "openai"):
        assert not below(names, "openai")
    if place.parts[0] != "archive":
        assert not below(names, "sqlite3", "sqlalchemy")
    if place.as_posix() not in {"report/terminal.py", "report/progress.py", "review/terminal.py"}:
        assert not below(names, "rich")


def test_only_one_module_asks_what_day_it_is() -> None:
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        if path != PACKAGE / "clock.py":
            assert "date.today" not in text
            assert "datetime.now" not in text


def test_the_start_loads_nothing_heavy() -> None:
    code = "import sys, factcheck, factcheck.cli; print([m for m in ('spacy', 'onnxruntime', 'openai', 'trafilatura', 'rich', 'pydantic', 'jinja2') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_module_says_what_lives_in_it() -> None:
    for path in MODULES:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path
