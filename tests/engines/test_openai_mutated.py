"""Answers that are broken in every way: none brings up words that do not stand in both sentences, and nothing crashes."""

import json
import random
from collections.abc import Callable
from itertools import cycle
from typing import Any

import pytest
from asking import asker
from fault_server import Body, completion, serving
from telling import LATER, MONDAY, SAILS, STAYS, TUESDAY, Letters, conflict, conflicts, developments, told

from factcheck.engines.openai.answers import Conflicts, Developments, prompt
from factcheck.engines.openai.asker import Problem, Question
from factcheck.engines.openai.numbering import Nearness, Numbering
from factcheck.engines.openai.reader import Sieve

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
STORY = told(SAILS, STAYS, LATER, days=(MONDAY, MONDAY, TUESDAY))
GOOD = (
    conflicts(
        conflict("A2", "B3", ("340 passengers", "520 passengers")),
        conflict("A1", "B1", ("sails again", "stayed in dock")),
        conflict("A1", "C1", ("sails again", "sank"), "updates"),
    ),
    developments(("A1", "C1", "sails again", "sank"), ("B1", "C1", "stayed in dock", "sank in the harbour")),
)
ODD = ("", "\x00", "\ud800", "B" * 100_000, "Z999999999999", "-1", "A1 B1", "§", "340", "…", "sank … sails", None, 7, [], {}, True)
Mutate = Callable[[random.Random, str], Any]


def _entries(text: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    answer = json.loads(text)
    return answer, answer.get("conflicts", answer.get("developments"))


def _field(draw: random.Random, text: str) -> str:
    answer, entries = _entries(text)
    entry = draw.choice(entries)
    entry[draw.choice(list(entry))] = draw.choice(ODD)
    return json.dumps(answer)


def _words(draw: random.Random, text: str) -> str:
    """Words of another sentence, a slice of the right ones, or the right ones with a letter changed."""
    answer, entries = _entries(text)
    entry = draw.choice(entries)
    key = draw.choice([name for name in entry if name.endswith("_words")])
    other = draw.choice(STORY.sentences).text
    start = draw.randrange(len(other))
    entry[key] = draw.choice(
        [other[start : start + draw.randrange(1, 20)], entry[key][1:], entry[key][:-1], entry[key].replace("a", "e"), other]
    )
    return json.dumps(answer)


def _numbers(draw: random.Random, text: str) -> str:
    answer, entries = _entries(text)
    entry = draw.choice(entries)
    keys = [key for key in ("first", "second", "earlier", "newer") if key in entry]
    entry[draw.choice(keys)] = f"{draw.choice('ABCDZ')}{draw.randrange(-1, 12)}"
    return json.dumps(answer)


def _many(draw: random.Random, text: str) -> str:
    answer, entries = _entries(text)
    entries *= draw.choice([2, 14, 3334])
    return json.dumps(answer)


def _structure(draw: random.Random, text: str) -> str:
    answer, entries = _entries(text)
    change = draw.randrange(5)
    if change == 0:
        answer["more"] = entries
    elif change == 1:
        del answer[draw.choice(list(answer))]
    elif change == 2:
        del entries[0][draw.choice(list(entries[0]))]
    elif change == 3:
        return json.dumps([answer])
    else:
        return json.dumps({**answer, draw.choice(list(answer)): draw.choice(ODD)})
    return json.dumps(answer)


def _characters(draw: random.Random, text: str) -> str:
    at = draw.randrange(len(text))
    return draw.choice([text[:at], text[:at] + draw.choice('{}[]",\\:x0\u2028') + text[at + 1 :], text[at:] + text[:at], text * 2])


def _wrapped(draw: random.Random, text: str) -> str:
    return draw.choice(["```json\n{}\n```", "<think>{{}}</think>{}", "Here: {}", "{}\n{}", "[" * 5000 + "{}"]).replace("{}", text)


def _whole(draw: random.Random, text: str) -> Body:
    return completion(
        draw.choice([text, None, ""]), finish=draw.choice(["stop", "length", "content_filter", ""]), refusal=draw.choice([None, "no"])
    )


MUTATIONS: tuple[Mutate, ...] = (
    _field,
    _words,
    _words,
    _numbers,
    _many,
    _structure,
    _characters,
    _wrapped,
    _whole,
    lambda _draw, text: text,
)


@pytest.mark.parametrize("count", [150, pytest.param(1000, marks=pytest.mark.slow)])
def test_no_mutated_answer_brings_up_what_the_sentences_do_not_hold(count: int) -> None:
    draw = random.Random(7)
    kinds = list(zip(range(count), cycle([(Conflicts, "conflicts.v1"), (Developments, "developments.v1")]), strict=False))
    sieve = Sieve(STORY, Numbering(STORY), STORY.sentences, Nearness(STORY, Letters()).between, "m")
    questions = [Question[Any](prompt(name), f"{n}", schema, sieve.objection, sieve.settle) for n, (schema, name) in kinds]

    def script(_: int, body: Body) -> Any:  # noqa: ANN401
        text = GOOD[int(body["messages"][1]["content"]) % 2]
        return draw.choice(MUTATIONS)(draw, text)

    with serving(script) as server:
        found = list(asker(server, concurrency=16, retries=0).ask(questions))
    assert len(found) == count
    answers = [item for item in found if not isinstance(item, Problem)]
    checked = [sieve.checked(answer) for answer in answers]
    proposals = [proposal for one in checked for proposal in one.proposals]
    assert len(answers) >= count // 4
    assert len(proposals) >= count // 4
    assert sum(len(one.wrong) for one in checked) >= count // 20
    for proposal in proposals:
        for sentence, span in zip(proposal.pair.sentences, (proposal.a_span, proposal.b_span), strict=True):
            assert sentence in STORY.sentences
            assert sentence.start <= span[0] < span[1] <= sentence.end
            assert STORY.by_id[sentence.article].text[slice(*span)].strip()
        assert proposal.pair.a.place != proposal.pair.b.place
    assert all(len({frozenset(s.place for s in p.pair.sentences) for p in one.proposals}) == len(one.proposals) for one in checked)
