"""A server's worse faults, over real HTTP: endless, huge, late, out of credit, another model; and what a healed one is asked again."""

import email.utils
import gzip
import json
import time
import tracemalloc
import zlib
from pathlib import Path
from typing import Any

import pytest
from asking import Listed, answer, asked, asker, one, questions, refused, right
from fault_server import Body, Fault, completion, serving

from factcheck.engines import Price
from factcheck.engines.openai.asker import Problem

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
WRONG = ["{", "", '{"claims": [], "extra": 1}', completion("x", finish="length"), completion(None, refusal="no"), completion(None)]
NO_CREDIT = {"error": {"message": "You exceeded your current quota", "type": "insufficient_quota", "code": "insufficient_quota"}}


def in_the_body(text: str, **headers: str) -> Fault:
    """A good answer, whatever else the server says."""
    return Fault(200, json.dumps(completion(text)), headers=headers)


@pytest.mark.parametrize("wrong", WRONG)
def test_a_server_that_healed_is_asked_again(wrong: str | Body, tmp_path: Path) -> None:
    with serving(lambda _n, _b: wrong) as server:
        refused(server, cache=tmp_path)
        assert not list(tmp_path.rglob("*.json"))
        server.script = lambda _, body: right(body)
        assert isinstance(one(server, tmp_path), Listed)
        asked_so_far = len(server.bodies)
        assert isinstance(one(server, tmp_path), Listed)
        assert len(server.bodies) == asked_so_far


def test_a_mended_answer_is_kept_and_the_broken_one_is_not(tmp_path: Path) -> None:
    with serving(lambda n, _b: "{" if n == 0 else answer(0)) as server:
        assert one(server, tmp_path) == one(server, tmp_path)
        assert len(server.bodies) == 2
    (kept,) = tmp_path.rglob("*.json")
    assert json.loads(kept.read_text())["text"] == answer(0)


def test_a_kept_answer_that_cannot_be_used_is_asked_for_again(tmp_path: Path) -> None:
    with serving(lambda _, body: right(body)) as server:
        one(server, tmp_path)
        (kept,) = tmp_path.rglob("*.json")
        kept.write_text(json.dumps({**json.loads(kept.read_text()), "text": "{"}))
        assert isinstance(one(server, tmp_path), Listed)
        assert len(server.bodies) == 2


@pytest.mark.parametrize("fault", [Fault(200, " " * 200 + "{}", drip=0.05), Fault(500, "x" * 200, drip=0.05), Fault(hang=5)])
def test_the_limit_of_seconds_holds_for_the_whole_of_a_request(fault: Fault) -> None:
    with serving(lambda _n, _b: fault) as server:
        begun = time.monotonic()
        found = refused(server, timeout_seconds=0.3, retries=1)
        assert time.monotonic() - begun < 2.5
        assert len(server.bodies) == 2
    assert (found.kind, found.retryable) == ("timeout", True)


@pytest.mark.parametrize("fault", [Fault(hang=5), Fault(500), Fault(429), Fault(200, "<html>"), Fault(200, " " * 500, drip=0.05)])
def test_a_server_that_never_answers_is_given_up(fault: Fault) -> None:
    with serving(lambda _n, _b: fault) as server:
        found = list(asker(server, timeout_seconds=0.2, retries=0).ask(questions(40)))
        assert len(server.bodies) <= 2 * 3
    assert len(found) == 40
    assert all(isinstance(item, Problem) and item.retryable for item in found)


def test_three_questions_that_a_server_refuses_are_no_reason_to_give_up() -> None:
    with serving(lambda _, body: Fault(400) if asked(body) < 3 else right(body)) as server:
        found = list(asker(server, concurrency=1).ask(questions(8)))
    assert [isinstance(item, Problem) for item in found] == [True] * 3 + [False] * 5


def test_a_slow_answer_within_the_limit_is_read() -> None:
    with serving(lambda _n, _b: Fault(200, json.dumps(completion(answer(0))), drip=0.0005)) as server:
        assert isinstance(one(server, timeout_seconds=10), Listed)


BOMB = b" " * 100_000_000


def test_a_small_packed_body_cannot_fill_the_memory() -> None:
    packed = gzip.compress(BOMB, 1)
    with serving(lambda _n, _b: Fault(200, packed, headers={"Content-Encoding": "gzip"})) as server:
        tracemalloc.start()
        found = refused(server)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(server.bodies) == 1
    assert found.kind == "malformed"
    assert "larger than 4 MiB" in found.message
    assert most < 50_000_000


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (Fault(200, gzip.compress(gzip.compress(b"{}")), headers={"Content-Encoding": "gzip, gzip"}), "packed more than once"),
        (Fault(200, b"no gzip", headers={"Content-Encoding": "gzip"}), "cannot be unpacked"),
        (Fault(200, b"x" * 5_000_000), "larger than 4 MiB"),
        (Fault(429, b"x" * 5_000_000), "larger than 4 MiB"),
    ],
)
def test_a_body_that_is_too_much_is_a_problem_and_asked_for_once(fault: Fault, says: str) -> None:
    with serving(lambda _n, _b: fault) as server:
        found = refused(server)
        assert len(server.bodies) == 1
    assert says in found.message


@pytest.mark.parametrize(("packing", "packed"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("identity", bytes)])
def test_a_packed_answer_of_usual_size_is_read(packing: str, packed: Any) -> None:  # noqa: ANN401
    body = packed(json.dumps(completion(answer(0))).encode())
    with serving(lambda _n, _b: Fault(200, body, headers={"Content-Encoding": packing})) as server:
        assert isinstance(one(server), Listed)


@pytest.mark.parametrize("fault", [Fault(429, json.dumps(NO_CREDIT)), Fault(402, '{"error": {"message": "Insufficient credits"}}')])
@pytest.mark.parametrize("answered", [0, 3])
def test_an_account_without_credit_ends_the_run_at_once(fault: Fault, answered: int) -> None:
    with serving(lambda n, body: right(body) if n < answered else fault) as server:
        found = list(asker(server, concurrency=1).ask(questions(10)))
        assert len(server.bodies) == answered + 1
    problems = [item for item in found if isinstance(item, Problem)]
    assert len(problems) == 10 - answered
    assert {(problem.kind, problem.retryable) for problem in problems} == {("no credit", False)}
    assert all("nothing left to spend" in problem.message for problem in problems)


def test_a_rate_limit_that_only_speaks_of_quota_is_tried_again() -> None:
    limited = Fault(429, '{"error": {"message": "insufficient_quota of requests a minute", "code": "rate_limit_exceeded"}}')
    with serving(lambda n, body: limited if n == 0 else right(body)) as server:
        assert isinstance(one(server), Listed)


def a_date(seconds: float) -> str:
    return email.utils.formatdate(time.time() + seconds, usegmt=True)


@pytest.mark.parametrize(
    ("headers", "named"),
    [
        ({"Retry-After": "61"}, "2 min"),
        ({"Retry-After": "3600"}, "1 h"),
        ({"Retry-After": "1e9"}, "11,574 d 1 h 47 min"),
        ({"Retry-After": "1e300"}, "for years"),
        ({"Retry-After": "in 7195"}, "2 h"),
        ({"Retry-After": "Fri, 01 Mar 2024 12:30:00 GMT", "Date": "Fri, 01 Mar 2024 10:00:00 GMT"}, "2 h 30 min"),
        ({"retry-after-ms": "86400000"}, "1 d"),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_for_a_long_wait_ends_the_run_and_the_time_is_named(headers: dict[str, str], named: str, status: int) -> None:
    said = {name: a_date(7195) if value == "in 7195" else value for name, value in headers.items()}
    with serving(lambda n, body: right(body) if n == 0 else Fault(status, headers=said)) as server:
        found = list(asker(server, concurrency=1).ask(questions(5)))
        assert len(server.bodies) == 2
    assert [isinstance(item, Problem) for item in found] == [False, True, True, True, True]
    assert all(f"asks to wait {named}:" in item.message and item.retryable for item in found if isinstance(item, Problem))


@pytest.mark.parametrize(("after", "least"), [("1", 1.0), (1, 0.0), ("1.5", 1.5)])
def test_a_short_wait_is_honoured_as_a_number_and_as_a_date(after: str | int, least: float) -> None:
    def script(number: int, body: Body) -> str | Fault:
        said = after if isinstance(after, str) else a_date(after + 1)
        return Fault(503, headers={"Retry-After": said}) if number == 0 else right(body)

    with serving(script) as server:
        assert isinstance(one(server), Listed)
        assert least or 0.9 <= server.times[1] - server.times[0] < 3
        assert server.times[1] - server.times[0] >= least


@pytest.mark.parametrize(
    "after", ["nan", "inf", "-5", "soon", "", "0", "Fri, 99 Mar 2024 12:30:00 GMT", "9" * 5000, "Mon, 01 Jan 0000 0:0:0"]
)
def test_a_senseless_wait_is_passed_over(after: str) -> None:
    with serving(lambda n, body: Fault(429, headers={"Retry-After": after}) if n == 0 else right(body)) as server:
        assert isinstance(one(server), Listed)
        assert server.times[1] - server.times[0] < 2


def test_a_server_that_wants_a_bad_request_again_is_not_obeyed() -> None:
    with serving(lambda _n, _b: Fault(422, headers={"x-should-retry": "true"})) as server:
        refused(server)
        assert len(server.bodies) == 2


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("m", False),
        ("M", False),
        ("m-2024-08-06", False),
        ("m:latest", False),
        ("vendor/m", False),
        ("/models/m.gguf", False),
        ("", False),
        ("m-mini", True),
        ("m2", True),
        ("other\n\x1b[31mmodel", True),
    ],
)
def test_an_answer_of_another_model_is_noted_also_when_it_is_kept(name: str, told: bool, tmp_path: Path) -> None:
    with serving(lambda _n, _b: completion(answer(0), model=name)) as server:
        for _ in range(2):
            asking = asker(server, tmp_path)
            list(asking.ask(questions(1)))
            assert bool(asking.known.others) == told
            assert not any("\n" in other for other in asking.known.others)
        assert len(server.bodies) == 1


def test_only_a_few_other_models_are_named() -> None:
    with serving(lambda n, body: completion(right(body), model=f"other-{n}{'x' * 500}")) as server:
        asking = asker(server)
        list(asking.ask(questions(20)))
    assert len(asking.known.others) == 3
    assert all(len(name) <= 80 for name in asking.known.others)


def in_parts(*parts: dict[str, Any]) -> Body:
    body = completion("")
    body["choices"][0]["message"]["content"] = list(parts)
    return body


def test_an_answer_in_parts_is_read_without_the_thoughts() -> None:
    first, second = answer(0)[:20], answer(0)[20:]
    thought = {"type": "thinking", "thinking": [{"type": "text", "text": "{"}]}
    with serving(lambda _n, _b: in_parts(thought, {"type": "text", "text": first}, {"type": "text", "text": second})) as server:
        assert isinstance(one(server), Listed)
        server.script = lambda _n, _b: in_parts(thought)
        assert refused(server).kind == "empty"


def test_an_answer_that_begins_with_a_byte_order_mark_is_read() -> None:
    with serving(lambda _n, _b: Fault(200, b"\xef\xbb\xbf" + json.dumps(completion(answer(0))).encode())) as server:
        assert isinstance(one(server), Listed)


@pytest.mark.parametrize("size", [1, 2])
def test_an_answer_in_very_many_pieces_is_limited_all_the_same(size: int) -> None:
    """Answered in chunks of so many bytes, as fast as they go."""
    chunk = f"{size:x}\r\n{'x' * size}\r\n" * 20_000
    body = f"{chunk}0\r\n\r\n"
    with serving(lambda _n, _b: Fault(200, body, headers={"Transfer-Encoding": "chunked", "Content-Length": ""})) as server:
        assert refused(server, timeout_seconds=20).kind == "malformed"


THOUGHT = '<think>\nIs it {"claims": []}? No.\n</think>\n'
CLAIMS = answer(0)


@pytest.mark.parametrize(
    "text",
    [
        f"```json\n{CLAIMS}\n```",
        f"```\n{CLAIMS}\n```\n",
        f"Here it is:\n\n```JSON\n{CLAIMS}\n```\nAnything else?",
        f"{THOUGHT}{CLAIMS}",
        f"{THOUGHT}```json\n{CLAIMS}\n```",
        f"<THINKING>a</THINKING>\n<reasoning>b</reasoning>{CLAIMS}",
        f'Is it {{"claims": []}}?\n</think>\n\n{CLAIMS}',
        f"\ufeff{CLAIMS}",
        CLAIMS.replace("q0", "q0 </think> ```"),
        f"```json\n{CLAIMS.replace(', ', ',' + chr(10) + '  ')}\n  ```",
    ],
)
@pytest.mark.parametrize("schemas", [True, False])
def test_json_in_a_fence_or_after_thoughts_is_read_with_a_schema_and_without(text: str, schemas: bool) -> None:
    def script(_: int, body: Body) -> str | Fault:
        return text if schemas or body["response_format"]["type"] == "json_object" else Fault(400)

    with serving(script) as server:
        found = one(server, retries=0)
        assert len(server.bodies) == 2 - schemas
    assert isinstance(found, Listed)
    assert found.claims[0].quote.startswith("q0")


@pytest.mark.parametrize(
    "text",
    [
        f"```json\n{CLAIMS}\n```\n```json\n{CLAIMS}\n```",
        f"{THOUGHT}",
        f"{CLAIMS} and more",
        f"{CLAIMS}{CLAIMS}",
        "```json\n[]\n```",
        f"```json\n{CLAIMS}",
    ],
)
def test_what_leaves_open_which_object_is_meant_is_no_answer(text: str) -> None:
    with serving(lambda _n, _b: text) as server:
        assert refused(server).kind == "invalid answer"


@pytest.mark.parametrize(
    "text",
    ["<think></think>" * 200_000, "```a\n" * 200_000, "\\" * 1_000_000, "[" * 500_000, "<think>" * 200_000, '{"a":' * 200_000],
    ids=["thoughts", "fences", "backslashes", "brackets", "no end of thoughts", "objects"],
)
def test_a_long_senseless_answer_takes_little_time(text: str) -> None:
    with serving(lambda _n, _b: text) as server:
        begun = time.process_time()
        refused(server)
        assert time.process_time() - begun < 5


MINIMAL = [
    {
        "message": "Unsupported parameter: 'max_tokens' is not supported with this model.",
        "param": "max_tokens",
        "code": "unsupported_parameter",
    },
    {"message": "Unsupported value: 0 is not the default.", "param": "temperature", "code": "unsupported_value"},
]


def test_a_model_that_takes_neither_limit_nor_temperature_keeps_its_schema() -> None:
    def script(_: int, body: Body) -> str | Fault:
        wrong = MINIMAL[0] if "max_tokens" in body else MINIMAL[1] if "temperature" in body else None
        return Fault(400, json.dumps({"error": wrong})) if wrong else right(body)

    with serving(script) as server:
        asking = asker(server, concurrency=1)
        assert all(isinstance(item, Listed) for item in asking.ask(questions(3)))
        assert len(server.bodies) == 5
        last = server.bodies[-1]
    assert (last["max_completion_tokens"], last["response_format"]["type"]) == (4000, "json_schema")
    assert not {"max_tokens", "temperature"} & set(last)
    assert not asking.json_mode


@pytest.mark.parametrize("count", [10**400, -1, True, 1e300, "12", None, [1], 10**12], ids=lambda count: str(count)[:20])
def test_a_senseless_count_of_tokens_is_estimated(count: object) -> None:
    body = completion(answer(0))
    body["usage"] = {"prompt_tokens": count, "completion_tokens": count}
    with serving(lambda _n, _b: body) as server:
        asking = asker(server, prices={"m": Price(input=1, output=1)})
        assert isinstance(next(asking.ask(questions(1))), Listed)
    assert 0 < asking.budget.tokens < 10_000
    assert asking.budget.cost is not None


@pytest.mark.parametrize("text", ["\ud800", '{"claims": [{"quote": "\ud800"}]}', "\x00", "\x1b[31m"])
def test_half_a_character_is_a_problem_and_no_crash(text: str, tmp_path: Path) -> None:
    with serving(lambda _n, _b: text) as server:
        assert refused(server, cache=tmp_path).kind == "invalid answer"


def test_every_question_of_many_ends_as_an_answer_or_a_problem() -> None:
    faults: list[Any] = [
        in_the_body("{}", **{"Content-Encoding": "gzip"}),
        Fault(200, gzip.compress(BOMB[:6_000_000]), headers={"Content-Encoding": "gzip"}),
        Fault(200, "[" * 100_000),
        Fault(302, headers={"Location": "http://127.0.0.1:9/"}),
        Fault(204, ""),
        Fault(200, "\0" * 100),
        completion("x", finish="length"),
    ]

    def script(number: int, body: Body) -> Any:  # noqa: ANN401
        return faults[number // 4 % len(faults)] if number % 4 == 3 else right(body)

    with serving(script) as server:
        found = list(asker(server, retries=0).ask(questions(60)))
        assert {asked(body) for body in server.bodies} == set(range(60))
    assert len(found) == 60
    assert all(item.claims[0].quote == f"q{number}" for number, item in enumerate(found) if isinstance(item, Listed))
    assert 10 <= sum(isinstance(item, Problem) for item in found) <= 20
