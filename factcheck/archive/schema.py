"""The archive's tables as the newest migration leaves them, in either kind of database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, Dialect, Integer, LargeBinary, MetaData, Table, Text
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
