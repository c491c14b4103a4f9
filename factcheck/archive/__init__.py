"""The archive: published articles and what they state, in a file or on a server; here, where one is and what it calls its articles."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from factcheck.errors import UsageError

_SCHEMES = ("postgresql", "postgres")
_REFUSED = "the address of the server cannot be read; write it as postgresql://user@host/database"


@dataclass(frozen=True)
class Server:
    """A database on a PostgreSQL server. `parameters` are libpq's, a password among them; they are in no text that is made of this."""

    name: str
    parameters: dict[str, str] = field(repr=False, hash=False, compare=False)

    def __str__(self) -> str:
        return self.name


Place = Path | Server


def place(text: str) -> Place:
    """What an option names; raises UsageError, which quotes nothing, for an address that cannot be read."""
    if not text.startswith(tuple(f"{scheme}:" for scheme in _SCHEMES)):
        return Path(text)
    try:
        parts = urlsplit(text)
        port = parts.port
        query = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
    except ValueError as error:
        raise UsageError(_REFUSED) from error
    database = unquote(parts.path.removeprefix("/"))
    if not database and "dbname" not in query:
        raise UsageError(f"the address of the server names no database; {_REFUSED.rpartition('; ')[2]}")
    given = {
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "host": unquote(parts.hostname or ""),
        "port": str(port) if port else "",
        "dbname": database,
    }
    parameters = {key: value for key, value in {**given, **query}.items() if value}
    return Server(_name(parameters), parameters)


def served(place: Place, option: str) -> Server:
    """The server that an option needs; raises UsageError for a file."""
    if not isinstance(place, Server):
        raise UsageError(f"{option}: an archive in a file has no queue; name one on a server (postgresql://user@host/database)")
    return place


def _name(parameters: dict[str, str]) -> str:
    """Who, where and which database, as an address."""
    user = f"{quote(parameters['user'], safe='')}@" if "user" in parameters else ""
    host = parameters.get("host", "")
    where = "" if host.startswith("/") else f"[{host}]" if ":" in host else host
    port = f":{parameters['port']}" if where and "port" in parameters else ""
    return f"postgresql://{user}{where}{port}/{quote(parameters['dbname'], safe='')}"


# How the paths of articles are stored: from the configuration's folder, so that an archive can be used from any other.


def stored(path: str, line: int, root: Path) -> str:
    """A path of the working folder as one from the folder `root`, with the line where there is one."""
    relative = path if path == "-" else Path(os.path.relpath(path, root)).as_posix()
    return storable(f"{relative}:{line}" if line else relative)


def shown(path: str, root: Path) -> str:
    """A stored path as one from the working folder."""
    return path if path == "-" else os.path.relpath(root / path)


def storable(path: str) -> str:
    """The path with bytes that are no UTF-8 as escapes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
