"""What an archive holds: for new articles, found by indexes alone, so that the work grows with what is found; and for the review."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, Row, func, insert, select

import factcheck
from factcheck.archive import Archive, Place, Watch, shown
from factcheck.archive.entries import hashed, identity, prominent, unpacked
from factcheck.archive.schema import among, articles, claims, decisions, findings, keys, marks, newest_of_each, revisions, runs, timed
from factcheck.archive.schema import prominent as prominent_terms
from factcheck.errors import ArchiveError
from factcheck.model import Article, Claim, Decision, Finding, Interval, Run, TimeSensitivity
from factcheck.stories import Held, Key, LookUp, common
from factcheck.stories import keys as keys_of
from factcheck.stories.affairs import LEAST_IN_COMMON, Others, Profile, profiles
from factcheck.stories.likeness import Encode, exact, likeness
from factcheck.stories.nearest import ELSEWHERE, MOST_SHARING

_ROWS = 4096
_SHORT = 2 * LEAST_IN_COMMON
"""Articles with fewer prominent names and words are found by less than others; an index holds them."""
_MOST_HAVING = 2000
"""How many current articles, the last ones, are asked about of those that have a prominent name or word."""
_MOST_WHOLE = 32
"""How many articles of one affair are laid beside a new one with all their claims; others are met by keys."""
_KINDS = TypeAdapter(tuple[TimeSensitivity, ...])


def look_up(archive: Archive, encoder: str) -> LookUp:
    """The function that a check asks. Raises ArchiveError where articles were stored for another encoder than the one named."""
    with archive.reading() as connection:
        others = connection.scalar(
            select(func.count()).select_from(revisions).where(revisions.c.current == 1, revisions.c.encoder != encoder)
        )
    if others:
        raise ArchiveError(f"{archive.name}: {others} of its articles were read by another version; run factcheck archive reindex")
    return partial(_held, archive)


def _held(archive: Archive, new: Sequence[Article], own: Mapping[str, Sequence[Claim]], encode: Encode) -> Held:
    """The current articles of one affair with a new one, and of all others the claims that a new one may meet.

    What is stored of the new articles themselves is left out.
    """
    with archive.reading() as connection:
        known = [identity(article, archive.root) for article in new]
        statement = select(revisions.c.id).join(articles, articles.c.id == revisions.c.article)
        itself = set(connection.scalars(statement.where(among(connection, articles.c.identity, known))))
        whole = _of_one_affair(connection, profiles(new, own, encode), itself)
        told = [claim for article in new for claim in own[article.id]]
        met = _near(connection, told, _keys(own.values()), encode)
        some = {revision: found for revision, found in _sentences(connection, met).items() if revision not in whole | itself}
        return _load(connection, archive, whole, some)


def _of_one_affair(connection: Connection, new: Mapping[str, Profile], itself: set[int]) -> set[int]:
    """The revisions of one affair with a new article: of very many those that are most akin to it."""
    found: set[int] = set()
    for story in new.values():
        rows, others = _sharing(connection, story, itself)
        kinship = story.kinship(others) if rows else np.zeros(0)
        akin = sorted((-kinship[place], -rows[place]) for place in np.nonzero(kinship >= 0)[0])
        found.update(-revision for _, revision in akin[:_MOST_WHOLE])
    return found


def _sharing(connection: Connection, story: Profile, itself: set[int]) -> tuple[list[int], Others]:
    """The current revisions that share enough prominent names and words with an article, and what it is laid beside of them."""
    terms = prominent(story.names, story.words)
    named, said = (_counted(connection, [term for term in terms if term.startswith(kind)]) for kind in ("name:", "word:"))
    shared = {revision: named[revision] + said[revision] for revision in {**named, **said} if revision not in itself}
    enough = story.least
    few = [revision for revision, count in shared.items() if count < enough]
    wanted = [*(revision for revision, count in shared.items() if count >= enough), *_short(connection, few, shared)]
    columns = (
        revisions.c.id,
        revisions.c.names,
        revisions.c.words,
        revisions.c.text_vector,
        revisions.c.opening_vector,
        revisions.c.published,
    )
    rows = connection.execute(select(*columns).where(among(connection, revisions.c.id, wanted))).all()
    return [row.id for row in rows], Others(
        text=unpacked([row.text_vector for row in rows]),
        opening=unpacked([row.opening_vector for row in rows]),
        days=[date.fromisoformat(row.published[:10]) if row.published else None for row in rows],
        names=np.array([row.names for row in rows], dtype=np.int64),
        words=np.array([row.words for row in rows], dtype=np.int64),
        named=np.array([named[row.id] for row in rows], dtype=np.int64),
        said=np.array([said[row.id] for row in rows], dtype=np.int64),
    )


def _counted(connection: Connection, terms: Sequence[str]) -> Counter[int]:
    """How many of the terms each revision has; of one that very many have, the last ones."""
    of_each = newest_of_each(connection, prominent_terms.c.term, prominent_terms.c.revision, terms, _MOST_HAVING)
    return Counter(chain.from_iterable(of_each))


def _short(connection: Connection, few: Sequence[int], shared: Mapping[int, int]) -> list[int]:
    """Those of the revisions that have so few prominent names and words that half of them are enough to be asked about it."""
    if not few:
        return []
    told = (revisions.c.names + revisions.c.words).label("told")
    short = select(revisions.c.id, told).where(revisions.c.current == 1, told < _SHORT, among(connection, revisions.c.id, few))
    return [revision for revision, count in connection.execute(short) if shared[revision] * 2 + 1 >= count]


def _keys(own: Iterable[Sequence[Claim]]) -> list[int]:
    """The hashed candidate keys of the claims of several articles."""
    found: set[Key] = set()
    for told in own:
        of_each = [keys_of(claim) for claim in told]
        found.update(frozenset().union(*of_each) - common(of_each))
    return sorted(map(hashed, found))


def _near(connection: Connection, new: Sequence[Claim], wanted: Sequence[int], encode: Encode) -> list[int]:
    """The stored claims that share a key with a new one, and say nearly the same as a new one."""
    if not new:
        return []
    vectors = exact(encode([claim.text for claim in new]))
    found: list[int] = []
    sharing = set(chain.from_iterable(newest_of_each(connection, keys.c.key, keys.c.claim, wanted, MOST_SHARING)))
    statement = select(marks.c.claim, marks.c.vector).where(among(connection, marks.c.claim, sorted(sharing))).order_by(marks.c.claim)
    for part in connection.execute(statement).partitions(_ROWS):
        cosines = likeness(unpacked([row.vector for row in part]), vectors)
        found.extend(part[int(place)].claim for place in np.nonzero(cosines.max(axis=1) >= ELSEWHERE)[0])
    return found


def _sentences(connection: Connection, met: Sequence[int]) -> dict[int, set[int]]:
    """The sentences that hold these claims, by revision."""
    found: dict[int, set[int]] = {}
    for revision, sentence in connection.execute(select(claims.c.revision, claims.c.sentence).where(among(connection, claims.c.id, met))):
        found.setdefault(revision, set()).add(sentence)
    return found


def _load(connection: Connection, archive: Archive, whole: set[int], some: Mapping[int, set[int]]) -> Held:
    ids = sorted(whole | some.keys())
    wanted = select(revisions).where(among(connection, revisions.c.id, ids)).order_by(revisions.c.id)
    stored = {row.id: row for row in connection.execute(wanted)}
    told: dict[int, Claim] = {}
    statement = select(claims.c.id, claims.c.revision, claims.c.sentence, claims.c.document).where(
        among(connection, claims.c.revision, ids)
    )
    try:
        found = {revision: article(row, archive.root) for revision, row in stored.items()}
        for row in connection.execute(statement.order_by(claims.c.id)):
            if row.revision in whole or row.sentence in some[row.revision]:
                told[row.id] = claim(row.document, found[row.revision])
        own_timed = [
            (told[row.claim], _KINDS.validate_json(row.document))
            for row in connection.execute(select(timed).where(among(connection, timed.c.revision, ids)).order_by(timed.c.id))
            if row.claim in told
        ]
    except ValidationError as error:
        raise ArchiveError(f"{archive.name}: an article was stored by another version; run factcheck archive reindex") from error
    return Held(
        articles=tuple(found.values()),
        claims=tuple(told.values()),
        timed=tuple(own_timed),
        common={found[revision].id: _common(stored[revision]) for revision in some},
    )


def stored(archive: Archive, revision: int) -> Held:
    """One revision with all its claims; nothing where it is gone."""
    with archive.reading() as connection:
        return _load(connection, archive, {revision}, {})


def _common(row: Row[Any]) -> frozenset[Key]:
    return frozenset((first, second) for first, second in json.loads(row.common))


def article(row: Row[Any], root: Path) -> Article:
    """The article of a row of revisions, with the path from the working folder; its file may be gone."""
    document = {**json.loads(row.document), "path": shown(row.path, root), "archived": row.added}
    return Article.model_validate_json(json.dumps(document))


def claim(document: str, told: Article) -> Claim:
    """A stored claim; where nothing tells when it was made, not after the day on which the archive got its article.

    Raises ValueError where its words do not stand in the article.
    """
    found = Claim.model_validate_json(document)
    if told.text[found.span.start : found.span.end] != found.quote:
        raise ValueError(f"the words of claim {found.id} do not stand in {told.path}")
    if found.stated_at is not None or told.archived is None or told.archived == date.max:
        return found
    bound = Interval(start=None, end=datetime.combine(told.archived, time()) + timedelta(days=1))
    return found.model_copy(update={"stated_at": bound})


def recorded(archive: Archive, as_of: date) -> Run:
    """The findings that checks have stored whose statements all stand in current articles, with these articles and their claims."""
    latest: dict[str, Finding] = {}
    with archive.reading() as connection:
        try:
            rows = connection.execute(select(revisions).where(revisions.c.current == 1).order_by(revisions.c.path, revisions.c.id)).all()
            articles = {row.id: article(row, archive.root) for row in rows}
            ids = {article.id: article for article in articles.values()}
            for row in connection.execute(select(findings.c.document).order_by(findings.c.id)):
                finding = Finding.model_validate_json(row.document)
                latest[finding.fingerprint] = finding
            found = tuple(f for f in latest.values() if all(side.article in ids for side in f.statements))
            cited = {side.article for finding in found for side in finding.statements}
            wanted = {revision: article for revision, article in articles.items() if article.id in cited}
            told = connection.execute(select(claims.c.revision, claims.c.document).order_by(claims.c.id))
            stated = tuple(claim(row.document, wanted[row.revision]) for row in told if row.revision in wanted)
        except ValidationError as error:
            raise ArchiveError(f"{archive.name}: was stored by another version; run factcheck archive reindex") from error
        last = connection.execute(select(runs.c.extractor, runs.c.judge).order_by(runs.c.id.desc())).first()
    return Run(
        version=factcheck.__version__,
        as_of=as_of,
        extractor=last.extractor if last else "",
        judge=last.judge if last else "",
        models=(),
        articles=tuple(wanted.values()),
        claims=stated,
        findings=found,
        agreements=(),
        left_out=(),
        failures=(),
        pairs=0,
    )


# The decisions of editors in an archive: one row each, only ever added.


class ArchiveDecisions:
    """Keeps decisions in an archive, beside the articles that they are about."""

    def __init__(self, archive: Archive, watch: Watch | None = None) -> None:
        self._archive, self._watch = archive, watch
        self._lock, self._turn = Lock(), 0
        self._newest: int | None = None
        """The last row's number, unless there may be a newer one; `_turn` counts how often there might have been."""
        self.name = archive.name

    def add(self, decision: Decision) -> None:
        """Stores the decision on the disk; raises ArchiveError where that fails."""
        with self._archive.writing(durable=True) as connection:
            self._archive.decide(connection)
            connection.execute(insert(decisions).values(**decision.model_dump(mode="json")))
        with self._lock:  # a server's word of it may come later than this
            self._newest, self._turn = None, self._turn + 1

    def since(self, position: int) -> tuple[list[Decision], int]:
        """The decisions with row numbers above `position`, in the order in which they were stored, and the last row's number."""
        with self._lock, self._archive.told():
            if self._watch is None or self._watch.changed():
                self._newest, self._turn = None, self._turn + 1
            turn = self._turn
            if self._newest == position:  # asked very often, and most times there is nothing new
                return [], position
        found, last = self._read(position)
        with self._lock:
            if self._turn == turn:
                self._newest = last
        return found, last

    def _read(self, position: int) -> tuple[list[Decision], int]:
        with self._archive.reading() as connection:
            rows = connection.execute(select(decisions).where(decisions.c.id > position).order_by(decisions.c.id)).mappings().all()
        try:
            found = [Decision.model_validate({key: value for key, value in row.items() if key != "id"}) for row in rows]
        except ValidationError as error:
            message = f"{self.name}: holds a decision that factcheck did not write; restore it from a copy"
            raise ArchiveError(message) from error
        return found, max((row["id"] for row in rows), default=position)


def opened(place: Place, root: Path, *, write: bool) -> ArchiveDecisions:
    """The decisions in the archive; raises ArchiveError where it cannot be used."""
    archive = Archive(place, root, write=write)
    return ArchiveDecisions(archive, archive.watch() if write else None)
