"""Articles a minute that workers store and compare: `python tests/benchmarks/workers.py FILE 120 --workers 1,2` on a PostgreSQL server of its own.

Articles are the first of a JSON Lines file. Each number of workers gets an archive of its own, which is empty at first. Starting and
loading, about two seconds for each worker, is in the seconds.
"""

from __future__ import annotations

import argparse
import itertools
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from postgresql import Server, missing, name_of, serving


def measured(server: Server, file: Path, workers: int) -> str:
    """One line: articles, seconds on the clock and of the processors, articles a minute."""
    url = server.database()
    program = [sys.executable, "-m", "factcheck"]
    subprocess.run(
        [*program, "archive", "add", str(file), "--enqueue", "--quiet", "--archive", url],
        check=False,
        cwd=file.parent,
        stdout=subprocess.DEVNULL,
    )
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    working = [*program, "worker", "--archive", url, "--jobs", str(workers), "--until-empty", "--quiet"]
    subprocess.run(working, check=True, cwd=file.parent)
    seconds, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    (stored,) = server.execute("SELECT count(*) FROM factcheck.revisions", name_of(url))[0]
    user = after.ru_utime - before.ru_utime
    return f"{workers} workers: {stored} articles in {seconds:.1f} s ({user:.1f} s of the processors), {60 * stored / seconds:.0f} a minute"


def main() -> None:
    """Prints one line for each number of workers."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("file", type=Path, help="JSON lines")
    asked.add_argument("count", type=int)
    asked.add_argument("--workers", default="1,2", help="numbers of workers, with commas between them")
    given = asked.parse_args()
    if reason := missing():
        sys.exit(reason)
    with tempfile.TemporaryDirectory() as folder, serving() as server:
        part = Path(folder) / "news.jsonl"
        with given.file.open(encoding="utf-8") as lines:
            part.write_text("".join(itertools.islice(lines, given.count)), encoding="utf-8")
        for workers in map(int, given.workers.split(",")):
            print(measured(server, part, workers), flush=True)


if __name__ == "__main__":
    main()
