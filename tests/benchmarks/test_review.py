"""The review page with 5,000 findings and five editors at once."""

import pytest

from review import high, measured


@pytest.mark.slow
@pytest.mark.enable_socket
@pytest.mark.parametrize("archived", [False, True])
def test_the_first_page_takes_less_than_a_second_and_a_decision_less_than_a_tenth(archived: bool) -> None:
    found = measured(5000, 5, archived=archived)
    assert found.first < 1
    assert high(found.decisions) < 0.1
