"""Time and memory of an archive of made-up claims: `python tests/benchmarks/archive.py 10000 100000`; with `--articles FILE`, of adding those.

`--on postgresql://user@host/database` fills that database, which must be empty, instead of a file; so it takes one size.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from synthetic_archive import CLAIMS, Newsroom, new_article

from factcheck.archive import Archive, Place, adding, listing, place, store
from factcheck.articles.read import read_paths
from factcheck.pipeline import check
from factcheck.settings import Settings

AFFAIRS = 12
"""New articles that are checked, each of another affair."""


PART = 500
"""Articles of which the first and the last are timed, to see whether storing gets slower."""


def filled(where: Place, root: Path, claims: int, seed: int = 1) -> tuple[Archive, list[float]]:
    """An archive of so many claims that no parser has made, and the seconds that each of its articles took to be stored."""
    archive = Archive(where, root, write=True, create=True)
    reads = adding.reader(Settings(), adding.reading(Settings()))
    seconds = []
    for entry in Newsroom(seed).entries(claims):
        begun = time.perf_counter()
        store.add(archive, entry, reads, on=date(2026, 1, 1))
        seconds.append(time.perf_counter() - begun)
    return archive, seconds


def checking(archive: Archive, affairs: int = AFFAIRS) -> list[tuple[float, float]]:
    """Seconds on the clock and of this process's own work to check one new article of about 40 claims, for several, everything loaded."""
    newsroom, root, found = Newsroom(1), archive.root, []
    for affair in range(affairs + 1):
        articles, failures = read_paths([str(new_article(newsroom, affair, root))], root=root)
        begun, worked = time.perf_counter(), time.process_time()
        asked = adding.look_up(archive, Settings())
        run = check(articles, failures, settings=Settings(), root=root, as_of=date(2026, 1, 1), archive=asked)
        found.append((time.perf_counter() - begun, time.process_time() - worked))
        assert run.pairs
    return found[1:]


def staleness(archive: Archive) -> tuple[float, int]:
    """Seconds of listing what is stale, and how many sentences that is."""
    begun = time.perf_counter()
    found = listing.stale(archive, date(2016, 6, 1), 14)
    return time.perf_counter() - begun, len(found)


def peak() -> float:
    """The most memory that this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _added(file: Path, folder: Path) -> str:
    articles, _ = read_paths([str(file)], root=folder)
    archive = Archive(folder / "articles.sqlite", folder, write=True, create=True)
    begun, used = time.perf_counter(), time.process_time()
    done = adding.add(archive, articles, settings=Settings(), on=date(2026, 1, 1))
    seconds, used = time.perf_counter() - begun, time.process_time() - used
    counted = listing.stats(archive)
    return (
        f"{done.counts}: {counted['claims']} claims in {seconds:.0f} s ({used:.0f} s of one core), {len(articles) / seconds:.1f} articles"
        f" a second, {counted['bytes'] / 1e6:.0f} MB, peak {peak():.0f} MB"
    )


def measured(archive: Archive) -> str:
    """What checks and the list of what is stale take."""
    checks, (slow, stale) = checking(archive), staleness(archive)
    clock, own = ([one[at] for one in checks] for at in range(2))
    told = f"check median {statistics.median(clock):.2f} s (own work {statistics.median(own):.2f} s), longest {max(clock):.2f} s"
    return f"{told}; stale {slow:.2f} s ({stale} sentences); peak {peak():.0f} MB"


def main() -> None:
    """Prints one line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", type=int, nargs="*")
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--on", metavar="URL")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for claims in given.claims:
            where = place(given.on) if given.on else Path(folder) / f"{claims}.sqlite"
            archive, stored = filled(where, Path(folder), claims)
            told = measured(archive)
            first, last = (1000 * statistics.median(part) for part in (stored[:PART], stored[-PART:]))
            size = archive.size() / (claims // CLAIMS * CLAIMS)
            sys.stdout.write(
                f"{claims} claims: {told}; stored in {first:.0f} ms at first, {last:.0f} ms at last; {size:.0f} bytes a claim\n"
            )
        if given.articles is not None:
            sys.stdout.write(_added(given.articles, Path(folder)) + "\n")


if __name__ == "__main__":
    main()
