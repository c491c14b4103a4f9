"""The language server's core: what is open, what it is compared with, and the checks of it; knows nothing of how an editor speaks."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from factcheck.articles.characters import decode
from factcheck.articles.inputs import READERS
from factcheck.errors import InputError
from factcheck.model import Article, Failure, Frozen, Run
from factcheck.report import Showing
from factcheck.resident import Resident, marks
from factcheck.rewrites import Rewrite, is_plain, rewrites
from factcheck.settings import Configuration
from factcheck.stories.held import LookUp

_CONFIGURED = ("factcheck.toml", "pyproject.toml")


@dataclass(frozen=True)
class Given:
    """What the command line says; all that can fail is called when it is needed, and raises FactcheckError."""

    paths: tuple[str, ...]
    configure: Callable[[], Configuration]
    archive: Callable[[Configuration], LookUp | None]
    """What an archive holds; where one is named, it takes the place of the folder."""
    settled: Callable[[Configuration, Run], Run]
    """Marks the findings that are known or decided."""
    as_of: Callable[[], date]


class Checked(Frozen):
    """What came of checking one open file: its articles by id, the run, the rewrites in it, and what could not be read."""

    own: Mapping[str, Article]
    run: Run | None
    rewrites: tuple[Rewrite, ...]
    failures: tuple[Failure, ...]


class Session:
    """Checks open files; works in the workspace's folder, as a check there would. Raises SettingsError for a wrong configuration."""

    def __init__(self, given: Given, folders: Sequence[Path]) -> None:
        self._given = given
        self.found = given.configure()
        self._configured = self._marks()
        self._core = Resident(self.found.settings, self.found.root)
        self._look_up = given.archive(self.found)
        self._folders = [folder.resolve() for folder in folders]
        self._paths: list[str] = [] if self._look_up else list(given.paths) or [_shown(folder) for folder in self._folders]
        self._open: dict[str | None, list[Article]] = {}

    @property
    def outdated(self) -> bool:
        """The configuration is not what it was."""
        return self._marks() != self._configured

    def _marks(self) -> object:
        return marks([str(self.found.root / name) for name in _CONFIGURED if (self.found.root / name).is_file()])

    @property
    def asks(self) -> bool:
        """A model is asked: files are checked when they are opened and saved, and not at every pause."""
        return self._core.asks

    @property
    def showing(self) -> Showing:
        """Which findings are shown, as the configuration says."""
        return Showing(min_severity=self.found.settings.min_severity, min_confidence=self.found.settings.min_confidence)

    def write(self, path: str, text: str) -> None:
        """The file at the path is open, with this text."""
        self._core.files.unsaved[os.path.realpath(path)] = text.encode("utf-8", "surrogatepass")

    def close(self, path: str | None) -> None:
        """The file is not open any more: what is on disk counts."""
        if path is not None:
            self._core.files.unsaved.pop(os.path.realpath(path), None)
        self._open.pop(path, None)

    def text(self, path: str) -> str:
        """What the file holds, by what is open if it is; "" where it cannot be read."""
        try:
            return decode(path, self._core.files.unsaved.get(os.path.realpath(path)) or Path(path).read_bytes())
        except (OSError, InputError):
            return ""

    def check(self, path: str | None, text: str) -> Checked | None:
        """Checks an open text; None where its format is none that holds articles. `path` is None for a text that is no file yet."""
        if path is not None and Path(path).suffix.lower() not in READERS:
            return None
        shown = "-" if path is None else _shown(Path(path))
        articles, failures = self._core.opened(shown, text.encode("utf-8", "surrogatepass"))
        own = {article.id: article for article in articles}
        if not articles:
            return Checked(own=own, run=None, rewrites=(), failures=tuple(failures))
        self._open[path] = articles
        others = self._others(path) if path is None or self._belongs(path) else []
        run = self._core.check_open(articles, others, as_of=self._given.as_of(), archive=self._look_up)
        self._core.keep([*self._named(), *(article for opened in self._open.values() for article in opened)])
        run = self._given.settled(self.found, run)
        made = rewrites(run)[0] if path is None or is_plain(path) else []
        return Checked(own=own, run=run, rewrites=tuple(made), failures=(*failures, *run.failures))

    def _named(self) -> list[Article]:
        """The articles that others are compared with, as they are now."""
        return self._core.inputs(self._paths).articles

    def _others(self, path: str | None) -> list[Article]:
        own = path and os.path.realpath(path)
        return [article for article in self._named() if os.path.realpath(article.place[0]) != own]

    def unread(self) -> list[Article]:
        """The articles that have to be read before others can be compared with them."""
        return [article for article in self._named() if not self._core.knows(article)]

    def learn(self, article: Article) -> None:
        """Reads one."""
        self._core.learn(article)

    def _belongs(self, path: str) -> bool:
        """The file is one of those that are written together: it lies in the workspace, or what to compare with was named."""
        place = Path(os.path.realpath(path))
        return bool(self._given.paths) or any(place.is_relative_to(folder) for folder in self._folders)


def _shown(path: Path) -> str:
    """From the folder of the workspace where it lies there, as a check in that folder would call it."""
    found = os.path.relpath(path)
    return str(path) if found.startswith("..") else Path(found).as_posix()
