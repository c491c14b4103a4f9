"""How much faster eight requests at a time are than one, against a server that takes 200 ms for each: run it, it is no test."""

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "engines"))

from fault_server import Body, serving

from factcheck.engines import Asking
from factcheck.engines.openai.answers import Extraction, prompt
from factcheck.engines.openai.asker import Asker, Problem, Question
from factcheck.engines.openai.server import Server

CALLS, LATENCY = 96, 0.2


def seconds(concurrency: int) -> float:
    """Wall time of all calls."""

    def script(_number: int, _body: Body) -> str:
        return json.dumps({"sentences": [], "untied": []})

    with serving(script, latency=LATENCY) as server:
        asking = Asking(model="m", concurrency=concurrency)
        asker = Asker(Server(base_url=server.url, key="none", model="m"), asking, None, dry=False)
        questions = [Question(prompt("extract.v2"), f"1: {n}", Extraction) for n in range(CALLS)]
        begun = time.perf_counter()
        answers = list(asker.ask(questions))
        taken = time.perf_counter() - begun
    assert not any(isinstance(answer, Problem) for answer in answers)
    return taken


if __name__ == "__main__":
    one, eight = seconds(1), seconds(8)
    print(f"{CALLS} calls of {LATENCY:g} s: {one:.1f} s one at a time, {eight:.1f} s eight at a time, {one / eight:.1f} times as fast")
