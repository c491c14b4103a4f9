"""The baseline's file: read, written, and compared with what a run found."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import ValidationError

from factcheck.articles.read import identifying_path
from factcheck.errors import UsageError
from factcheck.findings.baseline import Baseline, Entry, stale
from factcheck.model import Run
from factcheck.report.text import escaped
from factcheck.whole import write_whole


def read(path: Path) -> Baseline:
    """The baseline in the file; raises UsageError where it cannot be read or is none."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: the baseline cannot be read ({error.strerror}); write one with factcheck baseline write") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: the baseline is no valid JSON ({_reason(error)}); restore it, or write it anew") from error
    if isinstance(document, dict) and document.get("version", 1) != 1:
        raise UsageError(f"{path}: the baseline has version {document['version']!r}, and this factcheck reads version 1; update factcheck")
    try:
        return Baseline.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"{path}: the baseline has a wrong entry ({place}: {first['msg']}); correct it, or write it anew") from error


def _reason(error: Exception) -> str:
    return f"{error.msg}, line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "nested too deeply or no UTF-8"


def write(path: Path, baseline: Baseline) -> None:
    """Writes the baseline in one step, so that a failure leaves the former file; raises OSError."""
    text = escaped(json.dumps(baseline.model_dump(mode="json"), ensure_ascii=False, indent=2)) + "\n"
    write_whole(path, text)


def outdated(baseline: Baseline, run: Run, paths: Sequence[str], root: Path, selected: frozenset[str]) -> tuple[Entry, ...]:
    """The entries that match nothing, although their articles were read (or are gone from the folders that `paths` name)."""
    return stale(baseline, run, _scanned(run, paths, root), selected)


def _scanned(run: Run, paths: Sequence[str], root: Path) -> Callable[[str], bool]:
    failed = {failure.subject for failure in run.failures}
    read_whole = {identifying_path(article, root) for article in run.articles if article.path not in failed and article.archived is None}
    folders = [Path(path).resolve() for path in paths if path != "-" and Path(path).is_dir()]

    def scanned(path: str) -> bool:
        place = Path(os.path.normpath(root / path))
        gone = "://" not in path and not place.exists() and any(folder in place.parents for folder in folders)
        return path in read_whole or gone

    return scanned
