"""What an archive holds for new articles: found by indexes alone, so that the work grows with what is found and not with the archive."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import ColumnElement, Connection, Integer, Row, Text, column, func, or_, select

from factcheck.archive.entries import hashed, identity, prominent, unpacked
from factcheck.archive.file import Archive
from factcheck.archive.paths import shown
from factcheck.archive.schema import articles, claims, keys, marks, revisions, timed
from factcheck.archive.schema import prominent as prominent_terms
from factcheck.errors import ArchiveError
from factcheck.model import Article, Claim, Interval, TimeSensitivity
from factcheck.stories.affairs import profiles
from factcheck.stories.held import Held, Key, LookUp
from factcheck.stories.keys import common
from factcheck.stories.keys import keys as keys_of
from factcheck.stories.likeness import Encode, exact, likeness
from factcheck.stories.nearest import ELSEWHERE
from factcheck.stories.profile import Profile

_ROWS = 4096
_KINDS = TypeAdapter(tuple[TimeSensitivity, ...])


def look_up(archive: Archive, encoder: str) -> LookUp:
    """The function that a check asks. Raises ArchiveError where articles were stored for another encoder than the one named."""
    with archive.reading() as connection:
        others = connection.scalar(
            select(func.count()).select_from(revisions).where(revisions.c.current == 1, revisions.c.encoder != encoder)
        )
    if others:
        raise ArchiveError(f"{archive.path}: {others} of its articles were read by another version; run factcheck archive reindex")
    return partial(_held, archive)


def _held(archive: Archive, new: Sequence[Article], own: Mapping[str, Sequence[Claim]], encode: Encode) -> Held:
    """The current articles of one affair with a new one, and of all others the claims that a new one may meet.

    What is stored of the new articles themselves is left out.
    """
    with archive.reading() as connection:
        known = [identity(article, archive.root) for article in new]
        statement = select(revisions.c.id).join(articles, articles.c.id == revisions.c.article)
        itself = set(connection.scalars(statement.where(_among(articles.c.identity, known))))
        whole = _of_one_affair(connection, profiles(new, own, encode)) - itself
        told = [claim for article in new for claim in own[article.id]]
        met = _near(connection, told, _keys(own.values()), encode)
        some = {revision: found for revision, found in _sentences(connection, met).items() if revision not in whole | itself}
        return _load(connection, archive, whole, some)


def _among(wanted: ColumnElement[Any], values: Sequence[str] | Sequence[int]) -> ColumnElement[bool]:
    """The column's value is one of these, of which there may be very many."""
    kind = Text if values and isinstance(values[0], str) else Integer
    return wanted.in_(select(func.json_each(json.dumps(values)).table_valued(column("value", kind)).c.value))


def _of_one_affair(connection: Connection, new: Mapping[str, Profile]) -> set[int]:
    found: set[int] = set()
    for story in new.values():
        terms = prominent(story.names, story.words)
        shared = (
            select(prominent_terms.c.revision, func.count().label("count"))
            .where(_among(prominent_terms.c.term, terms))
            .group_by(prominent_terms.c.revision)
            .subquery()
        )
        enough = or_(shared.c.count >= story.least, shared.c.count * 2 + 1 >= _told_in(revisions.c.story))
        columns = (revisions.c.id, revisions.c.story, revisions.c.text_vector, revisions.c.opening_vector, revisions.c.published)
        for row in connection.execute(select(*columns).join(shared, shared.c.revision == revisions.c.id).where(enough)):
            if row.id not in found and story.one_affair(_story(row)):
                found.add(row.id)
    return found


def _told_in(story: ColumnElement[str]) -> ColumnElement[int]:
    """How many prominent names and words an article has: of a short one, half of them are enough to be asked about it."""
    return func.json_array_length(story, "$.names") + func.json_array_length(story, "$.words")


def _story(row: Any) -> Profile:  # noqa: ANN401  SQLAlchemy types a row by its columns
    told = json.loads(row.story)
    return Profile(
        names=frozenset(told["names"]),
        words=frozenset(told["words"]),
        text=unpacked([row.text_vector])[0],
        opening=unpacked([row.opening_vector])[0],
        day=date.fromisoformat(row.published[:10]) if row.published else None,
    )


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
    sharing = select(keys.c.claim).where(_among(keys.c.key, wanted)).distinct()
    statement = select(marks.c.claim, marks.c.vector).where(marks.c.claim.in_(sharing))
    for part in connection.execute(statement).partitions(_ROWS):
        cosines = likeness(unpacked([row.vector for row in part]), vectors)
        found.extend(part[int(place)].claim for place in np.nonzero(cosines.max(axis=1) >= ELSEWHERE)[0])
    return found


def _sentences(connection: Connection, met: Sequence[int]) -> dict[int, set[int]]:
    """The sentences that hold these claims, by revision."""
    found: dict[int, set[int]] = {}
    for revision, sentence in connection.execute(select(claims.c.revision, claims.c.sentence).where(_among(claims.c.id, met))):
        found.setdefault(revision, set()).add(sentence)
    return found


def _load(connection: Connection, archive: Archive, whole: set[int], some: Mapping[int, set[int]]) -> Held:
    ids = sorted(whole | some.keys())
    stored = {row.id: row for row in connection.execute(select(revisions).where(_among(revisions.c.id, ids)))}
    told: dict[int, Claim] = {}
    statement = select(claims.c.id, claims.c.revision, claims.c.sentence, claims.c.document).where(_among(claims.c.revision, ids))
    try:
        found = {revision: article(row, archive.root) for revision, row in stored.items()}
        for row in connection.execute(statement.order_by(claims.c.id)):
            if row.revision in whole or row.sentence in some[row.revision]:
                told[row.id] = claim(row.document, found[row.revision])
        own_timed = [
            (told[row.claim], _KINDS.validate_json(row.document))
            for row in connection.execute(select(timed).where(_among(timed.c.revision, ids)).order_by(timed.c.id))
            if row.claim in told
        ]
    except ValidationError as error:
        raise ArchiveError(f"{archive.path}: an article was stored by another version; run factcheck archive reindex") from error
    return Held(
        articles=tuple(found.values()),
        claims=tuple(told.values()),
        timed=tuple(own_timed),
        common={found[revision].id: _common(stored[revision]) for revision in some},
    )


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
