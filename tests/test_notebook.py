"""The notebook of the documentation runs, and shows what it says it shows; `python tests/test_notebook.py` writes its outputs anew."""

import ast
import contextlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parent.parent / "docs" / "notebook.ipynb"


def ran(source: str, scope: dict[str, Any]) -> list[dict[str, Any]]:
    """What a cell shows: what it prints, and its last line where that is an expression."""
    body = ast.parse(source).body
    last = body.pop() if isinstance(body[-1], ast.Expr) else None
    printed = io.StringIO()
    shown = None
    with contextlib.redirect_stdout(printed):
        exec(compile(ast.Module(body, []), "cell", "exec"), scope)  # noqa: S102  a cell is there to be run
        if last is not None and isinstance(last, ast.Expr):
            shown = eval(compile(ast.Expression(last.value), "cell", "eval"), scope)  # noqa: S307
    outputs: list[dict[str, Any]] = []
    if printed.getvalue():
        outputs.append({"output_type": "stream", "name": "stdout", "text": printed.getvalue().splitlines(keepends=True)})
    if hasattr(shown, "_repr_html_"):
        data = {"text/html": shown._repr_html_().splitlines(keepends=True)}
        outputs.append({"output_type": "execute_result", "execution_count": None, "metadata": {}, "data": data})
    elif shown is not None:
        outputs.append({"output_type": "execute_result", "execution_count": None, "metadata": {}, "data": {"text/plain": [repr(shown)]}})
    return outputs


def again() -> dict[str, Any]:
    """The notebook as it is when all its cells have run in their order."""
    notebook: dict[str, Any] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    scope: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = ran("".join(cell["source"]), scope)
    return notebook


def test_the_notebook_shows_what_its_cells_give() -> None:
    pytest.importorskip("pandas")
    assert again() == json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert "error FC101" in NOTEBOOK.read_text(encoding="utf-8")


if __name__ == "__main__":
    NOTEBOOK.write_text(json.dumps(again(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
