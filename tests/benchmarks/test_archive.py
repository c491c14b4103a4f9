"""How the archive grows: a check does not get slower as the archive does, and adding a made-up article costs little."""

import statistics
from pathlib import Path

import pytest

from archive import checking, filled, peak, staleness


@pytest.mark.slow
def test_a_check_of_ten_times_the_archive_takes_less_than_two_and_a_half_times_as_long(tmp_path: Path) -> None:
    small, large = filled(tmp_path / "small.sqlite", 10_000), filled(tmp_path / "large.sqlite", 100_000)
    few, many = checking(small), checking(large)
    assert max(many) < 3
    assert statistics.mean(many) < 2.5 * statistics.mean(few)
    assert statistics.median(many) < 2.5 * statistics.median(few)
    assert staleness(large)[0] < 1
    assert peak() < 1500
