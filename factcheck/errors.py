"""The exception tree, and the exit code that each outcome of a run has.

FactcheckError
├── UsageError          2: a wrong option, path, rule code or value
├── SettingsError       2: a configuration that cannot be read or that holds an unknown key
├── InputError          2 or 3: an article that cannot be read (2 where the user named it, 3 inside a folder or glob)
├── ArchiveError         2: an archive that cannot be opened, read or written
└── EngineError         3: an engine that could not be loaded or that failed
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process returns; precedence: interrupted, usage, incomplete, findings, clean."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    INCOMPLETE = 3
    INTERRUPTED = 130


class FactcheckError(Exception):
    """A problem that one line explains: what was wrong with which input, and the remedy."""

    exit_code = ExitCode.INCOMPLETE


class UsageError(FactcheckError):
    """A wrong option, path, rule code or value."""

    exit_code = ExitCode.USAGE


class SettingsError(FactcheckError):
    """A configuration file that cannot be read, or that holds an unknown key or a wrong value."""

    exit_code = ExitCode.USAGE


class InputError(FactcheckError):
    """An article that cannot be read; `kind` is a stable word for the reason."""

    exit_code = ExitCode.USAGE

    def __init__(self, path: str, kind: str, message: str) -> None:
        super().__init__(message)
        self.path = path
        self.kind = kind


class ArchiveError(FactcheckError):
    """An archive that cannot be opened, read or written; what it held before stays whole."""

    exit_code = ExitCode.USAGE


class EngineError(FactcheckError):
    """An engine that is not installed, cannot be loaded, or failed."""


_PRECEDENCE = (ExitCode.INTERRUPTED, ExitCode.USAGE, ExitCode.INCOMPLETE, ExitCode.FINDINGS, ExitCode.CLEAN)


def worst(*codes: ExitCode) -> ExitCode:
    """The exit code that wins where several apply (CLEAN for none)."""
    return next((code for code in _PRECEDENCE if code in codes), ExitCode.CLEAN)
