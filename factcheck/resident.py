"""The resident core: what has been read stays read, so that a check after a change takes only what the change takes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np

from factcheck import pipeline
from factcheck.articles.formats.records import Mapped
from factcheck.articles.inputs import Input, find
from factcheck.articles.read import Inputs, failure, read_input, read_inputs
from factcheck.engines import Engines, Parser
from factcheck.errors import InputError
from factcheck.model import Article, Claim, Failure, Run
from factcheck.reading import Progress, Reading, read, silent
from factcheck.settings import Settings
from factcheck.stories import Held, Key, LookUp, Timed, common, keys
from factcheck.stories.affairs import Profile, profiles
from factcheck.stories.likeness import Encode, exact, likeness
from factcheck.stories.nearest import ELSEWHERE
from factcheck.syntax import Syntax

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Answers that are kept from one check to the next.

A = TypeVar("A")


class Remembered(Generic[A]):
    """Answers by question, of which those that were needed last are kept: `most` of them at least, twice as many at most."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._young: dict[str, A] = {}
        self._old: dict[str, A] = {}

    def get(self, question: str) -> A | None:
        """The answer; None where it is not known."""
        found = self._young.get(question)
        if found is None and (found := self._old.get(question)) is not None:
            self.put(question, found)
        return found

    def put(self, question: str, answer: A) -> None:
        """Keeps the answer."""
        if len(self._young) >= self._most and question not in self._young:
            self._young, self._old = {}, self._young
        self._young[question] = answer


class RememberingParser:
    """Parses only sentences that it has not parsed lately: where one word changes, one sentence is parsed."""

    def __init__(self, parser: Parser, most: int) -> None:
        self.name = parser.name
        self._parser = parser
        self._known: Remembered[Syntax] = Remembered(most)

    def __call__(self, texts: Sequence[str]) -> list[Syntax]:
        """One `Syntax` for each text; raises EngineError where the parser fails."""
        return answered(texts, self._known, self._parser)


def answered(questions: Sequence[str], known: Remembered[A], ask: Callable[[Sequence[str]], Sequence[A]]) -> list[A]:
    """The answers in the order of the questions, of which only those that are not known are asked, each once."""
    found = {question: known.get(question) for question in questions}
    unknown = [question for question, answer in found.items() if answer is None]
    for question, answer in zip(unknown, ask(unknown) if unknown else (), strict=True):
        known.put(question, answer)
        found[question] = answer
    return [answer for answer in map(found.__getitem__, questions) if answer is not None]


# Files that are read again only where they changed, and texts that are not saved yet.

Mark = tuple[int, ...]
"""What tells that a file is not what it was: device, number, size and time of its last change."""


class Files:
    """Gives the articles of a file as they were read, until the file changes; `unsaved` holds texts by the real paths of their files.

    `fields` says how JSON and CSV call what an article has.
    """

    def __init__(self, fields: Mapped | None = None) -> None:
        self._fields = fields
        self.unsaved: dict[str, bytes] = {}
        self._known: dict[tuple[str, date | None], tuple[Mark, list[Article | InputError]]] = {}

    def __call__(self, item: Input, root: Path, published: date | None, content: bytes | None) -> Iterator[Article | InputError]:
        """The articles in one file, and errors in the place of what cannot be read."""
        content = self.unsaved.get(os.path.realpath(item.path)) if content is None else content
        now = mark(item.path) if content is None else None
        if now is None:
            yield from read_input(item, root, published, content, self._fields)
            return
        then, read = self._known.get((item.path, published), (None, []))
        if then != now:
            read = list(read_input(item, root, published, fields=self._fields))
            self._known[item.path, published] = now, read
        yield from read


def mark(path: str) -> Mark | None:
    """What tells that the file is not what it was; None where there is none."""
    with suppress(OSError):
        found = Path(path).stat()
        return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
    return None


def marks(paths: Sequence[str]) -> dict[str, Mark | None]:
    """The same for every file that some paths, folders and globs name; None for what is not there."""
    found = {path: None for path in paths if not Path(path).is_dir()}
    return {**found, **{item.path: mark(item.path) for item in find(paths).files}}


# The core: all that some paths name, or one open article against the others; nothing is read twice.

_SENTENCES = 5_000
"""Sentences whose syntax is kept: those of an article that somebody writes on, many times over."""


class Resident:
    """One configuration's articles; `root` is what identities are relative to."""

    def __init__(self, settings: Settings, root: Path) -> None:
        self._settings, self._root = settings, root
        self.files = Files(settings.mapped)
        self._readings: dict[str, Reading] = {}
        self._others = Others()
        self._engines = self._loaded()
        self._parser = RememberingParser(self._engines.parser, _SENTENCES)

    @property
    def asks(self) -> bool:
        """A model is asked, so that each check sends something and may cost something."""
        return bool(self._engines.asked)

    def _loaded(self) -> Engines:
        return Engines(self._settings.chosen, self._settings)

    def _afresh(self) -> Engines:
        """Engines for one check, whose limits and counts begin anew; the embedded ones share what they have loaded."""
        engines = self._loaded()
        engines.parser = self._parser
        return engines

    def inputs(self, paths: Sequence[str], *, published: date | None = None, stdin: bytes | None = None) -> Inputs:
        """The articles that the paths name, of which only those files are read that changed."""
        return read_inputs(paths, root=self._root, published=published, stdin=stdin, one=self.files)

    def opened(self, path: str, content: bytes) -> tuple[list[Article], list[Failure]]:
        """The articles in a text that stands for the file at `path` (or for none, where it is "-"), and what cannot be read."""
        found = list(read_input(Input(path, named=True), self._root, None, content, self._settings.mapped))
        articles = [item for item in found if not isinstance(item, InputError)]
        return articles, [failure(item, named=True) for item in found if isinstance(item, InputError)]

    def check(
        self,
        articles: Sequence[Article],
        failures: Sequence[Failure],
        *,
        as_of: date,
        progress: Progress | None = None,
        archive: LookUp | None = None,
    ) -> Run:
        """A whole run over the articles, in which only those are read that were not read before."""
        return pipeline.check(
            articles,
            failures,
            settings=self._settings,
            root=self._root,
            as_of=as_of,
            progress=progress,
            archive=archive,
            engines=self._afresh(),
            reads=self.reads,
        )

    def check_open(self, articles: Sequence[Article], others: Sequence[Article], *, as_of: date, archive: LookUp | None = None) -> Run:
        """The findings about open articles, compared with those others that have been read, and with what an archive holds.

        The others are not compared with each other.
        """
        known = [article for article in others if self.knows(article)]
        self._others.keep(article.id for article in known)
        for article in known:
            reading = self._readings[_name(article)]
            self._others.add(article, reading.claims, reading.timed, self._engines.encoder)
        run = self.check(articles, (), as_of=as_of, archive=archive or self._others.held)
        own = {article.id for article in articles}
        concerned = tuple(f for f in run.findings if any(statement.article in own for statement in f.statements))
        return run.model_copy(update={"findings": concerned})

    def knows(self, article: Article) -> bool:
        """The article has been read."""
        return _name(article) in self._readings

    def learn(self, article: Article) -> None:
        """Reads an article for later checks."""
        self.reads([article], self._settings, self._afresh(), silent)

    def reads(self, articles: Sequence[Article], settings: Settings, engines: Engines, progress: Progress) -> Reading:
        """As `reading.read` does, where an article that was read before is taken as it was read then."""
        parts: list[Reading] = []
        for done, article in enumerate(articles):
            progress("reading", done, len(articles))
            known = self._readings.get(_name(article))
            if known is None:
                known = read([article], settings, engines, silent)
                if all(one.stage == "reading" for one in known.failures):
                    self._readings[_name(article)] = known
            parts.append(known)
        progress("reading", len(articles), len(articles))
        return joined(parts)

    def keep(self, articles: Iterable[Article]) -> None:
        """Forgets what was read of all articles but these."""
        kept = {_name(article) for article in articles}
        self._readings = {name: reading for name, reading in self._readings.items() if name in kept}


def joined(parts: Iterable[Reading]) -> Reading:
    """All that was read, in the order of the parts."""
    whole = Reading()
    for part in parts:
        whole.claims += part.claims
        whole.timed += part.timed
        whole.left_out += part.left_out
        whole.failures += part.failures
        whole.verdicts += part.verdicts
        whole.read += part.read
    return whole


def _name(article: Article) -> str:
    """What everything that is read of an article depends on."""
    return "\x1f".join([article.id, article.path, str(article.published)])


# The articles that an open one is compared with, laid out so that what they hold for it is found without going through all of it.

Place = tuple[str, int]
"""A claim by the id of its article and its place among the claims there."""


@dataclass(frozen=True, eq=False)
class Laid:
    """One article with its claims; `vectors` are those of the claims, exact (n, d), `dull` the keys that too many of them have."""

    article: Article
    claims: tuple[Claim, ...]
    timed: tuple[Timed, ...]
    vectors: NDArray[np.float32]
    profile: Profile
    keys: frozenset[Key]
    dull: frozenset[Key]


class Others:
    """Gives of the articles that were laid out those of one affair with a new one, and of all others the claims that it may meet."""

    def __init__(self) -> None:
        self._laid: dict[str, Laid] = {}
        self._having: dict[Key, set[Place]] = {}

    def keep(self, ids: Iterable[str]) -> None:
        """Forgets all articles but these."""
        for gone in self._laid.keys() - set(ids):
            for key in self._laid.pop(gone).keys:
                self._having[key] = {place for place in self._having[key] if place[0] != gone}

    def add(self, article: Article, claims: Sequence[Claim], timed: Sequence[Timed], encode: Encode) -> None:
        """Lays out an article, once."""
        if article.id in self._laid:
            return
        found = [keys(claim) for claim in claims]
        self._laid[article.id] = Laid(
            article=article,
            claims=tuple(claims),
            timed=tuple(timed),
            vectors=exact(encode([claim.text for claim in claims])),
            profile=profiles([article], {article.id: claims}, encode)[article.id],
            keys=frozenset().union(*found),
            dull=common(found),
        )
        for position, own in enumerate(found):
            for key in own:
                self._having.setdefault(key, set()).add((article.id, position))

    def held(self, new: Sequence[Article], own: Mapping[str, Sequence[Claim]], encode: Encode) -> Held:
        """What is held for the new articles; nothing of what is laid out meets itself."""
        about = profiles(new, own, encode).values()
        beside = [laid for laid in self._laid.values() if any(profile.one_affair(laid.profile) for profile in about)]
        whole = {laid.article.id for laid in beside}
        some = self._met(own, whole, encode)
        claims = [claim for laid in beside for claim in laid.claims] + [claim for met in some.values() for claim in met]
        ids = {claim.id for claim in claims}
        laid_out = [*beside, *map(self._laid.__getitem__, some)]
        return Held(
            articles=tuple(laid.article for laid in laid_out),
            claims=tuple(claims),
            timed=tuple(timed for laid in laid_out for timed in laid.timed if timed[0].id in ids),
            common={article: self._laid[article].dull for article in some},
        )

    def _met(self, own: Mapping[str, Sequence[Claim]], whole: set[str], encode: Encode) -> dict[str, list[Claim]]:
        """Of each other article the claims of the sentences that share a key with a new one and say nearly the same."""
        told = [claim for claims in own.values() for claim in claims]
        wanted: set[Key] = set()
        for claims in own.values():
            found = [keys(claim) for claim in claims]
            wanted |= frozenset().union(*found) - common(found)
        sharing: dict[str, set[int]] = {}
        for article, position in (place for key in wanted for place in self._having.get(key, ())):
            if article not in whole and article not in own:
                sharing.setdefault(article, set()).add(position)
        vectors = exact(encode([claim.text for claim in told])) if sharing else None
        met: dict[str, list[Claim]] = {}
        for article, positions in sorted(sharing.items()):
            laid, places = self._laid[article], sorted(positions)
            assert vectors is not None  # noqa: S101  there is something to compare
            alike = likeness(laid.vectors[places], vectors).max(axis=1) >= ELSEWHERE
            sentences = {laid.claims[place].sentence for place, near in zip(places, alike, strict=True) if near}
            if sentences:
                met[article] = [claim for claim in laid.claims if claim.sentence in sentences]
        return met
