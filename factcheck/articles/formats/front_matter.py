"""Front matter: the fields at the head of a file, as YAML between lines of three hyphens or as TOML between lines of three pluses."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from factcheck.errors import InputError

_LONGEST = 50_000
_OPENED = re.compile(r"\s*?^(?P<mark>---|\+\+\+)[ \t]*\n", re.MULTILINE)
_CLOSED = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE),
}
_CALLED = {"---": "hyphens", "+++": "pluses"}


def front_matter(path: str, text: str) -> tuple[dict[str, Any], int]:
    """The fields and the offset at which the body begins; ({}, 0) without front matter."""
    opened = _OPENED.match(text)
    if opened is None:
        return {}, 0
    mark = opened["mark"]
    closed = _CLOSED[mark].search(text, opened.end())
    if closed is None:
        end = f"end it with a line of three {_CALLED[mark]}"
        raise InputError(path, "front matter", f"{path}: its front matter has no closing line; {end}")
    written = text[opened.end() : closed.start()]
    if len(written) > _LONGEST:
        raise InputError(path, "front matter", f"{path}: its front matter is longer than {_LONGEST:,} characters; shorten it")
    fields = _yaml(path, written) if mark == "---" else _toml(path, written)
    if fields is not None and not isinstance(fields, dict):
        raise InputError(path, "front matter", f"{path}: its front matter is no list of fields; write it as 'key: value' lines")
    return fields or {}, closed.end()


def _yaml(path: str, text: str) -> object:
    """Plain YAML; anchors and aliases are refused, for a few lines of them can stand for gigabytes."""
    import yaml  # noqa: PLC0415  loaded only where a file has front matter

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=loader)):
            raise InputError(path, "front matter", f"{path}: its front matter uses YAML aliases, which are not read; write the values out")
        return yaml.load(text, Loader=loader)  # noqa: S506  either loader is a safe one
    except (yaml.YAMLError, ValueError, TypeError, AttributeError, RecursionError) as error:
        reason = " ".join(str(error).split())[:160]
        raise InputError(path, "front matter", f"{path}: its front matter is no valid YAML ({reason}); correct it") from error


def _toml(path: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(path, "front matter", f"{path}: its front matter is no valid TOML ({error}); correct it") from error
