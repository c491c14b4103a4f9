"""What is asked with very many values at once, in either kind of database."""

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
    Integer,
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
