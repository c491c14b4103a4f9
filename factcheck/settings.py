"""Finds and reads the configuration: the nearest factcheck.toml or [tool.factcheck]; says where each value came from."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import ConfigDict, Field, ValidationError, field_validator

from factcheck.engines import Asking, Chosen
from factcheck.errors import SettingsError
from factcheck.findings import PathRules, Policy
from factcheck.model import Frozen, Severity

BASELINE = ".factcheck-baseline.json"
"""The name of the baseline, which lies beside the configuration."""
DECISIONS = ".factcheck-decisions.jsonl"
"""The name of the file of editors' decisions, which lies beside the configuration, where no archive holds them."""


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class Settings(Asking):
    """What a run can be told; in a file, keys are written with hyphens ("stale-after-days")."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, alias_generator=_kebab, populate_by_name=True)

    select: tuple[str, ...] = Field(default=(), description="rules to report; none named = all")
    ignore: tuple[str, ...] = Field(default=(), description="rules to leave out")
    fail_on: Literal["error", "warning", "note", "contradiction", "never"] = Field(
        default="error", description="severity from which the exit code is 1, or contradiction for these alone"
    )
    min_severity: Severity = Field(default="warning", description="severity from which findings are shown; JSON holds all")
    min_confidence: float = Field(default=0.0, ge=0, le=1, description="confidence from which findings that have a number for it are shown")
    severity: dict[str, Severity] = Field(default_factory=dict, description="how grave rules are: rule = severity")
    paths: dict[str, PathRules] = Field(default_factory=dict, description="select, ignore and severity for patterns of paths")
    trusted: tuple[str, ...] = Field(default=(), description="outlets that are shown first and named in the advice")
    soon_days: int = Field(default=90, ge=1, le=36500, description="days for which a plan without a date is relied on")
    stale_after_days: int = Field(default=180, ge=1, le=36500, description="days for which a present or dated state is relied on")
    engine: str = Field(default="local", description="engine for everything that none is named for")
    extractor: str = Field(default="", description="engine that reads sentences into claims; empty = engine")
    reader: str = Field(default="", description="engine that proposes what may conflict; empty = engine")
    comparator: str = Field(default="", description="engine that weighs each proposal; empty = engine")
    fields: dict[Literal["text", "title", "source", "published", "url"], str] = Field(
        default_factory=dict, description="what JSON and CSV call the fields of an article: ours = theirs"
    )
    aliases: dict[str, str] = Field(default_factory=dict, description="other names of one thing: found form = canonical form")

    @field_validator("select", "ignore", "trusted", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        """Lists will do, as in a file."""
        return tuple(value) if isinstance(value, list) else value

    @property
    def policy(self) -> Policy:
        """Which rules are told where, and how grave each is; raises UsageError where a selector names no rule."""
        return Policy(self.select, self.ignore, self.severity, self.paths)

    @property
    def mapped(self) -> dict[str, str]:
        """What JSON and CSV call the fields of an article: ours -> theirs."""
        return {str(name): theirs for name, theirs in self.fields.items()}

    @property
    def chosen(self) -> Chosen:
        """The engine for each part."""
        return Chosen(*(part or self.engine for part in (self.extractor, self.reader, self.comparator)))


class Configuration(Frozen):
    """Settings with the origin of each ("default", a file, "option"), the folder that paths are relative to, and the baseline there.

    Without a configuration file that folder is the nearest one that has a baseline or decisions, else the working folder.
    """

    settings: Settings
    origins: dict[str, str]
    root: Path

    @property
    def baseline(self) -> Path:
        """Where the baseline is, or would be."""
        return self.root / BASELINE

    @property
    def decisions(self) -> Path:
        """Where the file of decisions is, or would be."""
        return self.root / DECISIONS


def load(
    start: Path, explicit: Path | None = None, options: Mapping[str, Any] | None = None, baseline: Path | None = None
) -> Configuration:
    """The configuration for work in the folder `start`; `options` (by field name, None = not given) win over files.

    Where there is no file, paths are relative to the folder of the `baseline` that is named, else to that of the nearest one.

    Raises SettingsError for a file that cannot be read, an unknown key or a wrong value.
    """
    path, table = _read(explicit) if explicit else _nearest(start)
    values = {key.replace("-", "_"): _frozen(value) for key, value in table.items()}
    unknown = [key for key in table if key.replace("-", "_") not in Settings.model_fields or "_" in key]
    if unknown:
        raise SettingsError(f"{path}: unknown key {unknown[0]!r}{_suggestion(unknown[0])}")
    folder = values.get("cache_folder")
    if path is not None and isinstance(folder, str) and folder:
        values["cache_folder"] = str(_below(path, "cache-folder", folder))
    given = {key: value for key, value in (options or {}).items() if value is not None}
    try:
        settings = Settings(**{**values, **given})
    except ValidationError as error:
        raise SettingsError(f"{path or 'options'}: {_explained(error)}") from error
    origins = {key: "option" if key in given else str(path) if key in values else "default" for key in Settings.model_fields}
    if settings.base_url and origins["base_url"] not in {"option", "default"}:
        settings = settings.address_from_file()
    return Configuration(settings=settings, origins=origins, root=(path or baseline or _nearest_baseline(start.resolve())).parent.resolve())


def _below(file: Path, key: str, name: str) -> Path:
    """The folder that a file names, below its own: a file that came with the articles must not have anything written elsewhere.

    Raises SettingsError for every other place, and for one that is, or lies in, a link.
    """
    root = file.parent.resolve()
    parts = Path(name).parts
    if Path(name).is_absolute() or Path(name).drive or ".." in parts or "\0" in name:
        raise SettingsError(
            f"{file}: {key}: {name!r} is no folder below that of the file; name one that is, such as {'.factcheck-cache'!r}"
        )
    for count in range(1, len(parts) + 1):
        if root.joinpath(*parts[:count]).is_symlink():
            raise SettingsError(f"{file}: {key}: {str(Path(*parts[:count]))!r} is a link; name a folder itself")
    return root.joinpath(*parts)


def _nearest_baseline(start: Path) -> Path:
    """The place for a baseline in the nearest folder from `start` upwards that has one or decisions, else in `start`."""
    kept = (folder for folder in (start, *start.parents) if any((folder / name).is_file() for name in (BASELINE, DECISIONS)))
    return next(kept, start) / BASELINE


def _frozen(value: object) -> object:
    """TOML's lists as tuples, whole numbers as they are."""
    if isinstance(value, dict):
        return {key: _frozen(member) for key, member in value.items()}
    return tuple(value) if isinstance(value, list) else value


def _suggestion(key: str, fields: Iterable[str] = ()) -> str:
    known = [_kebab(name) for name in fields or Settings.model_fields]
    near = get_close_matches(_kebab(key), known, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; known are {', '.join(known)}"


def _explained(error: ValidationError) -> str:
    first = error.errors()[0]
    place = [str(part) for part in first["loc"]]
    if first["type"] == "extra_forbidden":
        return f"{'.'.join(place[:-1])}: unknown key {place[-1]!r}{_suggestion(place[-1], PathRules.model_fields)}"
    reason = (
        first["msg"].replace("a valid tuple", "a list").replace("a valid dictionary", "a table").replace(" or instance of PathRules", "")
    )
    return f"{_kebab(place[0])}{''.join(f'.{part}' for part in place[1:])}: {reason[:1].lower()}{reason[1:]}"


def _nearest(start: Path) -> tuple[Path | None, dict[str, Any]]:
    """The nearest file that has our section, from `start` upwards; (None, {}) without one."""
    for folder in (start.resolve(), *start.resolve().parents):
        for name in ("factcheck.toml", "pyproject.toml"):
            path = folder / name
            if name == "factcheck.toml" and not path.is_file() and (path.is_symlink() or path.exists()):
                raise SettingsError(f"{path}: is no file that can be read; put the configuration there, or rename it")
            if path.is_file():
                found, table = _read(path)
                if name == "factcheck.toml" or table:
                    return found, table
    return None, {}


def _read(path: Path) -> tuple[Path, dict[str, Any]]:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}); check --config") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError(f"{path}: is no valid TOML ({error}); correct it") from error
    tools = document.get("tool", {}) if path.name == "pyproject.toml" else {"factcheck": document}
    table = tools.get("factcheck", {}) if isinstance(tools, dict) else {}
    if not isinstance(table, dict):
        raise SettingsError(f"{path}: [tool.factcheck] is no table; write keys below it")
    return path, table
