"""The archive's tables as the newest migration leaves them."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

METADATA = MetaData()


def _table(name: str, *columns: tuple[str, type[Integer | Text | LargeBinary]]) -> Table:
    return Table(name, METADATA, *(Column(column, kind) for column, kind in columns))


articles = _table("articles", ("id", Integer), ("identity", Text))
"""`identity` is what stays when an article is changed: its address or its path from the configuration's folder."""

revisions = _table(
    "revisions",
    ("id", Integer),
    ("article", Integer),
    ("number", Integer),
    ("current", Integer),
    ("content", Text),
    ("added", Text),
    ("path", Text),
    ("title", Text),
    ("source", Text),
    ("published", Text),
    ("extractor", Text),
    ("encoder", Text),
    ("claims", Integer),
    ("story", Text),
    ("text_vector", LargeBinary),
    ("opening_vector", LargeBinary),
    ("common", Text),
    ("document", Text),
)
"""One wording of an article. `content` is a hash of all that is read of it, `document` the article as JSON, `story` its prominent
names and words, `common` the candidate keys that too many of its claims have. Only current revisions have rows in `marks`, `keys`
and `prominent`."""

claims = _table(
    "claims",
    ("id", Integer),
    ("revision", Integer),
    ("claim", Text),
    ("sentence", Integer),
    ("about_start", Text),
    ("about_end", Text),
    ("stated_start", Text),
    ("stated_end", Text),
    ("expires_on", Text),
    ("document", Text),
)
"""`claim` is the claim's own id, `sentence` where its sentence starts, `document` the claim as JSON."""

marks = _table("marks", ("claim", Integer), ("vector", LargeBinary), ("keys", LargeBinary))
"""What a current claim is found by: its exact vector as int16, and its hashed candidate keys as int64."""

keys = _table("keys", ("key", Integer), ("claim", Integer))
prominent = _table("prominent", ("term", Text), ("revision", Integer))

timed = _table(
    "timed",
    ("id", Integer),
    ("revision", Integer),
    ("claim", Integer),
    ("sentence", Integer),
    ("line", Integer),
    ("kind", Text),
    ("words", Text),
    ("quote", Text),
    ("expires_on", Text),
    ("because", Text),
    ("document", Text),
)
"""One row for each time-sensitive sentence: its strongest kind and its trigger, and as `document` all of them as JSON."""

runs = _table(
    "runs",
    ("id", Integer),
    ("at", Text),
    ("command", Text),
    ("version", Text),
    ("extractor", Text),
    ("judge", Text),
    ("articles", Integer),
    ("claims", Integer),
    ("pairs", Integer),
)
findings = _table(
    "findings",
    ("id", Integer),
    ("run", Integer),
    ("fingerprint", Text),
    ("code", Text),
    ("severity", Text),
    ("message", Text),
    ("document", Text),
)
sides = _table("sides", ("finding", Integer), ("revision", Integer))
"""Which revisions a finding quotes."""

decisions = _table(
    "decisions",
    ("id", Integer),
    ("fingerprint", Text),
    ("label", Text),
    ("code", Text),
    ("right_side", Text),
    ("reason", Text),
    ("until", Text),
    ("revokes", Text),
    ("author", Text),
    ("at", Text),
)
"""What editors say of findings, in the order of `id`; triggers refuse every change."""
