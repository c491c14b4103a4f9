"""Who may import what: for each room the rooms that it may see, and for each heavy package the one place that may load it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "factcheck"
MODULES = sorted(PACKAGE.rglob("*.py"))

BASE = {"clock", "comparison", "errors", "meanings", "model", "processes", "syntax", "words"}
MAY_SEE: dict[str, set[str]] = {
    "clock": set(),
    "errors": set(),
    "notebook": set(),
    "processes": {"errors"},
    "model": {"notebook"},
    "words": set(),
    "whole": {"errors"},
    "syntax": {"model"},
    "comparison": {"model"},
    "meanings": {"words"},
    "articles": {"errors", "model", "words"},
    "time": {"articles", "model", "syntax", "words"},
    "claims": {"articles", "meanings", "model", "syntax", "time", "words"},
    "stories": {"claims", "comparison", "meanings", "model", "time", "words"},
    "verdicts": {"claims", "comparison", "meanings", "model", "time", "words"},
    "reckoning": {"claims", "comparison", "model", "time", "words", "meanings"},
    "findings": {"comparison", "errors", "model", "stories", "words"},
    "report": {"words", "findings", "model", "whole"},
    "rewrites": {"articles", "model", "report", "words"},
    "engines": {"articles", "claims", "comparison", "errors", "model", "stories", "syntax", "time", "whole", "words"},
    "settings": {"engines", "errors", "findings", "model"},
    "reading": BASE | {"articles", "claims", "engines", "reckoning", "settings", "stories", "time", "verdicts"},
    "pipeline": BASE | {"articles", "engines", "findings", "reading", "settings", "stories", "verdicts", ""},
    "resident": BASE | {"articles", "engines", "pipeline", "reading", "settings", "stories"},
    "lsp": BASE | {"articles", "report", "resident", "rewrites", "settings", "stories", ""},
    "api": BASE | {"archive", "articles", "pipeline", "reading", "settings", "stories"},
    "": {"api", "model", "settings"},
    "archive": BASE | {"articles", "engines", "pipeline", "reading", "report", "settings", "stories", ""},
    "evaluation": BASE | {"articles", "engines", "findings", "pipeline", "report", "settings", ""},
    "review": BASE | {"archive", "articles", "engines", "findings", "pipeline", "report", "settings"},
    "training": BASE | {"articles", "claims", "engines"},
    "cli": BASE
    | {
        "archive",
        "articles",
        "engines",
        "evaluation",
        "findings",
        "lsp",
        "pipeline",
        "reading",
        "report",
        "resident",
        "review",
        "rewrites",
        "settings",
        "stories",
        "whole",
        "",
    },
    "__main__": {"cli"},
}
"""The rooms (folders and single modules below the package, "" for the package itself) that each room may import; nothing else."""

ONLY_IN: dict[str, tuple[str, ...]] = {
    "openai": ("engines/openai/",),
    "spacy": ("engines/local/", "training/"),
    "onnxruntime": ("engines/local/", "training/"),
    "en_core_web_sm": ("engines/local/",),
    "torch": ("training/",),
    "transformers": ("training/",),
    "pygls": ("lsp/",),
    "lsprotocol": ("lsp/",),
    "pandas": ("notebook.py", "model.py"),
    "pypdf": ("articles/formats/",),
    "feedparser": ("articles/formats/",),
    "striprtf": ("articles/formats/",),
    "sqlite3": ("archive/",),
    "sqlalchemy": ("archive/",),
    "psycopg": ("archive/",),
    "procrastinate": ("archive/",),
    "rich": ("report/terminal.py", "report/write.py", "review/terminal.py"),
}


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def room_of(path: Path) -> str:
    name = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if name == "__init__" else name


ROOMS = {room_of(path) for path in MODULES}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports(path: Path) -> None:
    room, place, names = room_of(path), path.relative_to(PACKAGE).as_posix(), imports(path)
    seen = {name.split(".")[1] if name.split(".")[1] in ROOMS else "" for name in names if name.startswith("factcheck.")}
    assert seen - {room} <= MAY_SEE[room]
    for package, homes in ONLY_IN.items():
        loaded = any(name == package or name.startswith(f"{package}.") for name in names)
        assert not loaded or place.startswith(homes), package


def test_the_list_names_every_room_and_no_other() -> None:
    assert set(MAY_SEE) == ROOMS


def test_no_two_rooms_see_each_other() -> None:
    def reached(room: str, seen: frozenset[str] = frozenset()) -> set[str]:
        return {room}.union(*(reached(below, seen | {room}) for below in MAY_SEE[room] if below not in seen and below != ""))

    assert not [(room, below) for room in MAY_SEE for below in MAY_SEE[room] - {""} if room in reached(below, frozenset({room})) - {below}]


@pytest.mark.parametrize("door", [path for path in MODULES if path.name == "__init__.py"], ids=lambda path: path.parent.name)
def test_no_name_of_a_front_door_is_that_of_a_module_behind_it(door: Path) -> None:
    behind = {path.stem for path in door.parent.glob("*.py")} | {path.parent.name for path in door.parent.glob("*/__init__.py")}
    room, bound = ".".join(door.parent.relative_to(PACKAGE.parent).parts), set[str]()
    for node in ast.parse(door.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module != room:
            bound |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            bound.add(node.name)
        elif isinstance(node, ast.Assign):
            bound |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    assert not bound & behind  # whichever is loaded last would hide the other


def test_only_one_module_asks_what_day_it_is() -> None:
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        if path != PACKAGE / "clock.py":
            assert "date.today" not in text
            assert "datetime.now" not in text


def test_the_start_loads_nothing_heavy() -> None:
    heavy = ("pandas", "pypdf", "feedparser", "spacy", "onnxruntime", "openai", "trafilatura", "rich", "pydantic", "jinja2")
    code = f"import sys, factcheck, factcheck.cli; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_module_says_what_lives_in_it() -> None:
    for path in MODULES:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path
