"""What the tests of engines with a model share: no key, an empty cache, and two short articles of our own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests_support import Done, call

HARBOUR = """---
title: Harbour ferry back in service
source: Selm Courier
published: 2024-03-05
---
The ferry between Selm and Orrin resumed service on Monday. Harbour master Ida Holm said 340 passengers crossed on the first day.
"""
QUAY = """---
title: Still no boat at Orrin quay
source: Orrin Post
published: 2024-03-05
---
The ferry between Selm and Orrin stayed in dock on Monday. Officials said 520 passengers crossed on the first day.
"""


@pytest.fixture(autouse=True)
def _apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(name="articles")
def _articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "harbour.md").write_text(HARBOUR)
    (folder / "quay.md").write_text(QUAY)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture(name="check")
def _check(articles: Path) -> Callable[..., Done]:
    def check(url: str, *more: str, engine: str = "openai") -> Done:
        return call("check", articles.name, "--engine", engine, "--base-url", url, "--model", "m", *more)

    return check
