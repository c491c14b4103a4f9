"""The archive's tables as the newest migration leaves them, in either kind of database, and how very many values are asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Dialect,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    any_,
    cast,
    column,
    func,
    literal,
    select,
    text,
    true,
)
from sqlalchemy.types import TypeDecorator, TypeEngine

METADATA, QUEUE = MetaData(), MetaData()
"""The tables of every archive, and those that only one on a server has."""
_ESCAPE = "\ufdd0"
"""A character that stands for no text: after it NUL is written as "0", and itself twice."""


class Words(TypeDecorator[str]):
    """Any text; PostgreSQL takes no NUL, so there it is escaped."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """To the database."""
        if value is None or dialect.name == "sqlite" or not {"\x00", _ESCAPE} & set(value):
            return value
        return value.replace(_ESCAPE, 2 * _ESCAPE).replace("\x00", f"{_ESCAPE}0")

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401  a damaged file holds other types
        """From the database."""
        if dialect.name == "sqlite" or value is None or _ESCAPE not in value:
            return value
        return "\ufdd0".join(part.replace(f"{_ESCAPE}0", "\x00") for part in value.split(2 * _ESCAPE))


Number = BigInteger().with_variant(Integer, "sqlite")
"""64 bits with a sign: ids and hashed keys."""


def _table(
    name: str, *columns: tuple[str, type[TypeEngine[Any]] | TypeEngine[Any]], keyed: tuple[str, ...] = ("id",), within: MetaData = METADATA
) -> Table:
    return Table(name, within, *(Column(column, kind, primary_key=column in keyed) for column, kind in columns))


articles = _table("articles", ("id", Number), ("identity", Words))
"""`identity` is what stays when an article is changed: its address or its path from the configuration's folder."""

revisions = _table(
    "revisions",
    ("id", Number),
    ("article", Number),
    ("number", Integer),
    ("current", Integer),
    ("content", Words),
    ("added", Words),
    ("path", Words),
    ("title", Words),
    ("source", Words),
    ("published", Words),
    ("extractor", Words),
    ("encoder", Words),
    ("claims", Integer),
    ("text_vector", LargeBinary),
    ("opening_vector", LargeBinary),
    ("common", Words),
    ("document", Words),
    ("names", Integer),
    ("words", Integer),
)
"""One wording of an article. `content` is a hash of all that is read of it, `document` the article as JSON, `names` and `words` how
many prominent ones it has, `common` the candidate keys that too many of its claims have. Only current revisions have rows in `marks`,
`keys` and `prominent`."""

claims = _table(
    "claims",
    ("id", Number),
    ("revision", Number),
    ("claim", Words),
    ("sentence", Integer),
    ("about_start", Words),
    ("about_end", Words),
    ("stated_start", Words),
    ("stated_end", Words),
    ("expires_on", Words),
    ("document", Words),
)
"""`claim` is the claim's own id, `sentence` where its sentence starts, `document` the claim as JSON."""

marks = _table("marks", ("claim", Number), ("vector", LargeBinary), ("keys", LargeBinary), keyed=("claim",))
"""What a current claim is found by: its exact vector as int16, and its hashed candidate keys as int64."""

keys = _table("keys", ("key", Number), ("claim", Number), keyed=("key", "claim"))
prominent = _table("prominent", ("term", Words), ("revision", Number), keyed=("term", "revision"))

timed = _table(
    "timed",
    ("id", Number),
    ("revision", Number),
    ("claim", Number),
    ("sentence", Integer),
    ("line", Integer),
    ("kind", Words),
    ("words", Words),
    ("quote", Words),
    ("expires_on", Words),
    ("because", Words),
    ("document", Words),
)
"""One row for each time-sensitive sentence: its strongest kind and its trigger, and as `document` all of them as JSON."""

runs = _table(
    "runs",
    ("id", Number),
    ("at", Words),
    ("command", Words),
    ("version", Words),
    ("extractor", Words),
    ("judge", Words),
    ("articles", Integer),
    ("claims", Integer),
    ("pairs", Integer),
)
findings = _table(
    "findings",
    ("id", Number),
    ("run", Number),
    ("fingerprint", Words),
    ("code", Words),
    ("severity", Words),
    ("message", Words),
    ("document", Words),
)
sides = _table("sides", ("finding", Number), ("revision", Number), keyed=("finding", "revision"))
"""Which revisions a finding quotes."""

decisions = _table(
    "decisions",
    ("id", Number),
    ("fingerprint", Words),
    ("label", Words),
    ("code", Words),
    ("right_side", Words),
    ("reason", Words),
    ("until", Words),
    ("revokes", Words),
    ("author", Words),
    ("at", Words),
)
"""What editors say of findings, in the order of `id`; triggers refuse every change."""

waiting = _table(
    "waiting",
    ("id", Number),
    ("identity", Words),
    ("content", Words),
    ("path", Words),
    ("added", Words),
    ("document", Words),
    ("tries", Integer),
    ("failure", Words),
    within=QUEUE,
)
"""Articles that wait for a worker, as they were given; `failure` is why none could store it, as JSON."""
queue_migrations = _table("queue_migrations", ("name", Words), keyed=("name",), within=QUEUE)
"""What was done of the migrations of the queue's own tables."""


# What is asked with very many values at once, in either kind of database.

Values = Sequence[str] | Sequence[int]


def among(connection: Connection, wanted: ColumnElement[Any], values: Values) -> ColumnElement[bool]:
    """The column's value is one of these, of which there may be very many."""
    words = bool(values) and isinstance(values[0], str)
    if connection.dialect.name == "sqlite":
        kind = Text if words else Integer
        return wanted.in_(select(func.json_each(json.dumps(list(values))).table_valued(column("value", kind)).c.value))
    return cast(wanted, Text if words else BigInteger) == any_(_array(values, words=words)) if words else wanted == any_(_array(values))


def newest_of_each(connection: Connection, by: Column[Any], of: Column[Any], values: Values, most: int) -> Iterator[list[int]]:
    """For each value of the column `by` up to `most` numbers of `of` beside it, the greatest; both are of one table's key.

    What is read does not grow with the number of rows that have a value.
    """
    if not values:
        return
    table = by.table
    if connection.dialect.name == "sqlite":
        inner = f"SELECT {of.name} AS found FROM {table.name} WHERE {by.name} = wanted.value ORDER BY {of.name} DESC LIMIT :most"  # noqa: S608  our own names
        statement = text(f"SELECT (SELECT json_group_array(found) FROM ({inner})) FROM json_each(:values) AS wanted")  # noqa: S608
        for (found,) in connection.execute(statement, {"most": most, "values": json.dumps(list(values))}):
            yield json.loads(found)
        return
    words = isinstance(values[0], str)
    value = column("value", Text if words else BigInteger)
    each = func.unnest(_array(values, words=words)).table_valued(value, name="wanted").render_derived()
    inner_rows = select(of.label("found")).where(by == each.c.value).order_by(of.desc()).limit(most).subquery().lateral("newest")
    grouped = select(func.array_agg(inner_rows.c.found)).select_from(each.join(inner_rows, true())).group_by(each.c.value)
    for (found,) in connection.execute(grouped):
        yield list(found)


def _array(values: Values, *, words: bool = False) -> Any:  # noqa: ANN401  SQLAlchemy's own type of a value
    return literal(list(values), ARRAY(Text if words else BigInteger))
