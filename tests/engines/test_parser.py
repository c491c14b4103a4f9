"""Sentences are parsed each on its own, in time that grows with their length, whatever they are made of."""

import time

import pytest

from factcheck.engines.local.parser import SpacyParser


@pytest.mark.parametrize("symbol", ["(", "$", "._", "'s"])
def test_runs_of_symbols_take_no_longer_than_words(symbol: str) -> None:
    parse = SpacyParser()
    parse(["It rained."])
    begun = time.process_time()
    text = f"The river rose {symbol * (5000 // len(symbol))} and fell."
    (syntax,) = parse([text])
    assert time.process_time() - begun < 4
    assert syntax.text == text
    assert [token.text for token in syntax.tokens[-3:]] == ["and", "fell", "."]
    assert all(text[token.start : token.end] == token.text for token in syntax.tokens)


def test_short_runs_and_long_words_stay_whole() -> None:
    address = f"https://example.org/{'x' * 300}"
    (syntax,) = SpacyParser()([f"He waited{'.' * 150} at {address} for 340 people."])
    assert address in [token.text for token in syntax.tokens]
    assert " " not in "".join(token.text for token in syntax.tokens)
