"""Time and memory of an archive of made-up claims: `python tests/benchmarks/archive.py 10000 100000`; with `--articles FILE`, of adding those."""

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

from factcheck.archive import adding, listing, store
from factcheck.archive.file import Archive
from factcheck.articles.read import read_paths
from factcheck.pipeline import check
from factcheck.settings import Settings

AFFAIRS = 12
"""New articles that are checked, each of another affair."""


def filled(path: Path, claims: int, seed: int = 1) -> Archive:
    """An archive of so many claims that no parser has made."""
    archive = Archive(path, path.parent, write=True, create=True)
    reads = adding.reader(Settings(), adding.reading(Settings()))
    for entry in Newsroom(seed).entries(claims):
        store.add(archive, entry, reads, on=date(2026, 1, 1))
    return archive


def checking(archive: Archive, affairs: int = AFFAIRS) -> list[float]:
    """Seconds of checking one new article of about 30 claims, for several, with everything loaded."""
    newsroom, root, found = Newsroom(1), archive.root, []
    for affair in range(affairs + 1):
        articles, failures = read_paths([str(new_article(newsroom, affair, root))], root=root)
        begun = time.perf_counter()
        asked = adding.look_up(archive, Settings())
        run = check(articles, failures, settings=Settings(), root=root, as_of=date(2026, 1, 1), archive=asked)
        found.append(time.perf_counter() - begun)
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


def main() -> None:
    """Prints one line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", type=int, nargs="*")
    parser.add_argument("--articles", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for claims in given.claims:
            begun = time.perf_counter()
            archive = filled(Path(folder) / f"{claims}.sqlite", claims)
            stored = (claims // CLAIMS) / (time.perf_counter() - begun)
            seconds, (slow, stale) = checking(archive), staleness(archive)
            told = f"check median {statistics.median(seconds):.2f} s, longest {max(seconds):.2f} s; stale {slow:.2f} s ({stale} sentences)"
            size = archive.path.stat().st_size / 1e6
            sys.stdout.write(f"{claims} claims: {told}; {stored:.0f} articles stored a second; {size:.0f} MB; peak {peak():.0f} MB\n")
        if given.articles is not None:
            sys.stdout.write(_added(given.articles, Path(folder)) + "\n")


if __name__ == "__main__":
    main()
