"""Questions over real HTTP to a server that fails: everything ends as an answer or a problem, nothing twice, within the limits."""

import asyncio
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from asking import PROMPT, Listed, answer, asked, asker, one, questions, right
from fault_server import Body, Fault, completion, serving

from factcheck.engines import Price
from factcheck.engines.openai.asker import Problem, Question
from factcheck.errors import EngineError

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
LIMITED = Fault(429, headers={"Retry-After": "0.2"})


def test_two_hundred_calls_with_a_fifth_faulty_lose_nothing() -> None:
    faults = [LIMITED, Fault(500), "{", Fault(503), completion("x", finish="length"), completion(None, refusal="no"), Fault(200, "<html>")]

    def script(number: int, body: Body) -> str | Fault | Body:
        return faults[number // 5 % len(faults)] if number % 5 == 4 else right(body)

    with serving(script, latency=0.005) as server:
        found = list(asker(server).ask(questions(200)))
        attempts = Counter(asked(body) for body in server.bodies)
    assert len(found) == 200
    for number, item in enumerate(found):
        assert isinstance(item, Problem) or item.claims[0].quote == f"q{number}"
    problems = [item for item in found if isinstance(item, Problem)]
    kinds = {problem.kind for problem in problems}
    assert {"truncated", "refusal", "malformed"} <= kinds <= {"truncated", "refusal", "malformed", "invalid answer", "server error"}
    assert 10 <= len(problems) <= 40
    assert set(attempts) == set(range(200))
    assert max(attempts.values()) <= 10
    assert server.busiest <= 8


@pytest.mark.parametrize("concurrency", [1, 8])
def test_the_limit_of_requests_counts_retries_and_is_never_passed(concurrency: int) -> None:
    with serving(lambda n, body: Fault(500) if n % 5 == 4 else right(body)) as server:
        found = list(asker(server, max_requests=23, concurrency=concurrency).ask(questions(40)))
        assert len(server.bodies) == 23
    left = [item for item in found if isinstance(item, Problem)]
    assert {problem.kind for problem in left} == {"budget"}
    assert all("--max-requests 23 is reached" in problem.message for problem in left)
    assert 15 <= len(found) - len(left) <= 23


@pytest.mark.parametrize(("limit", "name"), [({"max_tokens": 600}, "--max-tokens 600"), ({"max_cost": 0.0007}, "--max-cost 0.0007")])
def test_tokens_and_cost_are_passed_by_no_more_than_the_calls_in_flight(limit: dict[str, Any], name: str) -> None:
    with serving(lambda _, body: right(body), latency=0.02) as server:
        asking = asker(server, concurrency=4, prices={"m": Price(input=1, output=2)}, **limit)
        found = list(asking.ask(questions(30)))
    assert 5 <= len(server.bodies) <= 5 + 4
    assert asking.budget.tokens == 120 * len(server.bodies)
    assert asking.budget.cost == pytest.approx(140e-6 * len(server.bodies))
    assert all(name in item.message for item in found if isinstance(item, Problem))


def test_retry_after_is_honoured() -> None:
    with serving(lambda n, body: Fault(429, headers={"Retry-After": "1"}) if n == 0 else right(body)) as server:
        assert isinstance(one(server), Listed)
        assert server.times[1] - server.times[0] >= 1


def test_a_server_that_hangs_is_a_problem_after_the_last_retry() -> None:
    with serving(lambda _n, _b: Fault(hang=0.6)) as server:
        found = one(server, timeout_seconds=0.2, retries=1)
        assert len(server.bodies) == 2
    assert isinstance(found, Problem)
    assert (found.kind, found.retryable) == ("timeout", True)


def test_a_wrong_answer_is_shown_to_the_model_once() -> None:
    with serving(lambda n, body: '{"claims": [{"quote": 1}]}' if n == 0 else right({"messages": [0, body["messages"][1]]})) as server:
        assert isinstance(one(server), Listed)
        system, user, wrong, repair = server.bodies[1]["messages"]
    assert (system["role"], user["content"]) == ("system", "unit 0")
    assert wrong == {"role": "assistant", "content": '{"claims": [{"quote": 1}]}'}
    assert "claims.0.quote: Input should be a valid string" in repair["content"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{", "invalid answer"),
        ('{"claims": []} and more', "invalid answer"),
        ('{"claims": [], "extra": 1}', "invalid answer"),
        (json.dumps({"claims": json.loads(answer(1))["claims"] * 9}), "invalid answer"),
        ("", "empty"),
        (completion("{", finish="length"), "truncated"),
        (completion(None, refusal="I cannot"), "refusal"),
        (completion(None, finish="content_filter"), "refusal"),
        ({"choices": []}, "empty"),
        ({"error": {"message": "model is loading"}}, "empty"),
        ({"choices": [{"message": {"content": "{}"}}] * 2}, "malformed"),
        (Fault(200, "[" * 100_000), "malformed"),
        (Fault(400, '{"error": {"message": "too long"}}'), "server error"),
    ],
)
def test_what_is_no_clean_answer_is_a_problem(text: str | Fault | Body, kind: str) -> None:
    with serving(lambda _n, _b: text) as server:
        found = one(server, retries=0)
        assert 1 <= len(server.bodies) <= 2
    assert isinstance(found, Problem)
    assert found.kind == kind
    assert found.message


@pytest.mark.parametrize("status", [400, 404, 422, 500, 501])
def test_a_server_without_schemas_is_asked_in_json_mode_and_that_is_known(status: int) -> None:
    def script(_: int, body: Body) -> str | Fault:
        lacks = body["response_format"]["type"] == "json_schema"
        return Fault(status, '{"error": {"message": "unknown response_format"}}') if lacks else f"Here it is:\n```json\n{right(body)}\n```"

    with serving(script) as server:
        asking = asker(server, retries=0)
        found = list(asking.ask(questions(10)))
        kinds = [body["response_format"]["type"] for body in server.bodies]
    assert all(isinstance(item, Listed) for item in found)
    assert kinds == ["json_schema"] + ["json_object"] * 10
    assert "modality" in server.bodies[1]["messages"][0]["content"]
    assert asking.json_mode
    assert asking.known.lacks_schemas == status


def test_an_error_after_a_good_answer_is_not_taken_for_a_lack_of_schemas() -> None:
    with serving(lambda n, body: Fault(500) if n else right(body)) as server:
        found = list(asker(server, retries=0, concurrency=1).ask(questions(3)))
        assert len(server.bodies) == 3
    assert [isinstance(item, Problem) for item in found] == [False, True, True]


@pytest.mark.parametrize(("refused", "kept"), [("temperature", "max_tokens"), ("max_tokens", "temperature")])
def test_a_parameter_that_the_model_does_not_take_is_left_out(refused: str, kept: str) -> None:
    says = {"temperature": "'temperature' does not support 0", "max_tokens": "Use 'max_completion_tokens' instead of max_tokens"}[refused]

    def script(_: int, body: Body) -> str | Fault:
        return Fault(400, json.dumps({"error": {"message": says}})) if refused in body else right(body)

    with serving(script) as server:
        asking = asker(server)
        assert all(isinstance(item, Listed) for item in asking.ask(questions(5)))
        assert len(server.bodies) == 6
    assert kept in server.bodies[-1]
    assert server.bodies[-1]["response_format"]["type"] == "json_schema"
    assert not asking.json_mode


def test_a_key_that_the_server_repeats_is_not_told(tmp_path: Path) -> None:
    with serving(lambda _n, _b: Fault(401, '{"error": {"message": "bad key sk-secret"}}')) as server:
        found = list(asker(server, tmp_path).ask(questions(20)))
        assert len(server.bodies) == 1
        assert server.headers[0]["authorization"] == "Bearer sk-secret"
    assert all(item.message.endswith("bad key ***") for item in found if isinstance(item, Problem))
    assert len(found) == 20


def test_a_key_in_an_answer_without_a_choice_is_not_told() -> None:
    with serving(lambda _n, _b: {"error": {"message": "no access for sk-secret"}}) as server:
        found = one(server, retries=0)
    assert isinstance(found, Problem)
    assert found.message == "the server sent no choice (no access for ***)"


def test_inside_a_running_loop_it_says_what_to_do() -> None:
    async def inside() -> None:
        list(asker("http://127.0.0.1:9/v1").ask(questions(1)))

    with pytest.raises(EngineError, match=r"asyncio\.to_thread"):
        asyncio.run(inside())


def test_a_server_that_is_not_there_is_tried_once_for_all() -> None:
    with serving(lambda _n, _b: "") as server:
        gone = server.url
    asking = asker(gone, retries=1)
    found = list(asking.ask(questions(50)))
    assert {item.kind for item in found if isinstance(item, Problem)} == {"unreachable"}
    assert (len(found), asking.budget.requests) == (50, 2)


def test_kept_answers_are_not_asked_again_and_the_key_is_in_none(tmp_path: Path) -> None:
    with serving(lambda n, body: "{" if n == 3 else Fault(500) if n == 5 else right(body)) as server:
        first = list(asker(server, tmp_path, concurrency=1, retries=0).ask(questions(10)))
        asked_first = len(server.bodies)
        again = asker(server, tmp_path, concurrency=1)
        second = list(again.ask(questions(10)))
        assert len(server.bodies) == asked_first + 1
    assert sum(isinstance(item, Problem) for item in first) == 1
    assert [item for item in first if not isinstance(item, Problem)] == [s for s, f in zip(second, first, strict=True) if s == f]
    assert not any(isinstance(item, Problem) for item in second)
    assert again.budget.cached == 9
    assert not any("sk-secret" in path.read_text() for path in tmp_path.rglob("*.json"))


@pytest.mark.parametrize("change", [{"answer_tokens": 77}, {"model": "other"}, {"digest": "1" * 64}, {"text": "unit 00"}])
def test_another_prompt_model_parameter_or_input_is_another_question(tmp_path: Path, change: dict[str, Any]) -> None:
    with serving(lambda _n, _b: answer(0)) as server:
        list(asker(server, tmp_path).ask(questions(1)))
        prompt = PROMPT.model_copy(update={"digest": change.get("digest", PROMPT.digest)})
        asking = asker(server, tmp_path, **({"answer_tokens": 77} if "answer_tokens" in change else {}))
        asking.server = asking.server.model_copy(update={"model": change.get("model", "m")})
        list(asking.ask([Question(prompt, change.get("text", "unit 0"), Listed)]))
        assert len(server.bodies) == 2


def test_what_is_asked_first_is_asked_first() -> None:
    with serving(lambda _, body: right(body)) as server:
        found = list(asker(server, concurrency=1, max_requests=2).ask(questions(4), [3, 1, 0, 2]))
        assert [asked(body) for body in server.bodies] == [3, 1]
    assert [isinstance(item, Problem) for item in found] == [True, False, True, False]
