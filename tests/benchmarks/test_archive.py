"""How the archive grows: a check does not get slower as the archive does, and adding a made-up article costs little."""

import statistics
from pathlib import Path

import pytest

from archive import PART, checking, filled, peak, staleness


@pytest.mark.slow
def test_a_check_of_ten_times_the_archive_takes_less_than_one_and_a_half_times_as_long(tmp_path: Path) -> None:
    (small, _), (large, stored) = (filled(tmp_path / f"{claims}.sqlite", tmp_path, claims) for claims in (10_000, 100_000))
    few, many = ([own for _, own in checking(archive)] for archive in (small, large))
    assert statistics.median(many) < 1.5 * statistics.median(few)
    assert max(many) < 3
    assert statistics.median(stored[-PART:]) < 1.5 * statistics.median(stored[:PART])
    assert staleness(large)[0] < 1
    assert peak() < 1500
