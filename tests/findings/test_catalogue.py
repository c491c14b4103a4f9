"""The rule catalogue: complete, and forgiving about how a rule is named."""

import pytest

from factcheck.errors import UsageError
from factcheck.findings import RULES, TIME_CODES, expand, rule


def test_every_rule_is_documented_in_whole_sentences() -> None:
    for entry in RULES.values():
        for text in (entry.what, entry.why, entry.remedy):
            assert text[0].isupper()
            assert text.endswith(".")
        assert entry.example
        assert entry.title == entry.title.lower()


def test_every_kind_of_time_has_a_rule() -> None:
    assert {RULES[code].kind for code in TIME_CODES.values()} == {"time_sensitive"}


def test_rules_are_found_by_code_name_and_beginning() -> None:
    assert rule("fc101").name == "number-mismatch"
    assert rule("number-mismatch").code == "FC101"
    assert expand(["FC1"]) == {code for code in RULES if code.startswith("FC1")}
    assert expand([]) == frozenset()


@pytest.mark.parametrize("code", ["FC199", "number-mismatc", "", "X"])
def test_unknown_rules_are_refused(code: str) -> None:
    with pytest.raises(UsageError, match="unknown rule"):
        expand([code])
