"""Time, memory and pairs of one run on many articles: `python tests/benchmarks/scale.py [--jobs 1,2] FILE|story 250 500 1000`.

Articles are the first of a JSON Lines file, or made-up ones of one story with three sentences each. Each number of articles is checked
by the program in a new process, to a JSON report that is thrown away. User and system time, of all its processes together, are what
counts where the machine has other work to do. Memory is the most that all its processes had at once (Linux), looked at twice a second;
a page that they share counts once.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

WHO = ("The fire service", "Police", "The ferry company", "Ilse Brandt", "The harbour master", "Survivors", "The mayor of Harrow", "Divers")
DID = ("found", "counted", "questioned", "treated", "rescued", "named", "searched for", "identified")
WHOM = ("passengers", "sailors", "witnesses", "cars", "lifeboats", "containers", "guests of the hotel", "members of the crew")
WHERE = ("in the car deck", "near the lighthouse", "at the northern pier", "under the bridge", "in the engine room", "on the beach of Selm")


def told(count: int, seed: int = 7) -> Iterator[str]:
    """Articles of one story as JSON lines; most of their sentences are told by one article alone."""
    chance = random.Random(seed)
    for number in range(count):
        day = chance.randint(4, 28)
        sentences = [f"The ferry Aurora sank off Harrow with {chance.randint(180, 420)} people on board, the ferry company said."]
        for _ in range(2):
            who, did, whom, where = (chance.choice(words) for words in (WHO, DID, WHOM, WHERE))
            sentences.append(f"{who} {did} {chance.randint(3, 90)} {whom} {where} after the ferry Aurora had sunk.")
        published = f"2024-03-{day:02}"
        yield json.dumps({"title": f"Ferry Aurora, report {number}", "published": published, "text": " ".join(sentences)}) + "\n"


def _tree(root: int) -> list[int]:
    """The process and all that it started."""
    parents: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents.setdefault(int(status.read_text().rsplit(")", 1)[1].split()[1]), []).append(int(status.parent.name))
        except OSError:
            continue
    found = [root]
    for one in found:
        found += parents.get(one, [])
    return found


def _megabytes(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / 1e6


def measured(lines: Path, jobs: int) -> dict[str, Any]:
    """Seconds on the clock and of the processors, most memory in MB, and what the report counts."""
    report = lines.with_suffix(".json")
    command = [sys.executable, "-m", "factcheck", "check", str(lines), "--format", "json", "--output", str(report), "--as-of", "2026-01-01"]
    before, begun, most = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter(), 0.0
    program = subprocess.Popen([*command, "--jobs", str(jobs), "--quiet"])
    while program.poll() is None:
        most = max(most, sum(map(_megabytes, _tree(program.pid))))
        time.sleep(0.5)
    seconds, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "jobs": jobs,
        "clock": round(seconds, 1),
        "user": round(after.ru_utime - before.ru_utime, 1),
        "system": round(after.ru_stime - before.ru_stime, 1),
        "most_mb": round(most),
        **json.loads(report.read_text(encoding="utf-8"))["summary"],
        "sha256": sha256(report.read_bytes()).hexdigest()[:12],
    }


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("file", help="JSON lines, or `story` for made-up articles of one story")
    asked.add_argument("counts", type=int, nargs="+")
    asked.add_argument("--jobs", default="1", help="numbers of processes, with commas between them")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for count in given.counts:
            part = Path(folder) / f"{count}.jsonl"
            if given.file == "story":
                part.write_text("".join(told(count)), encoding="utf-8")
            else:
                with Path(given.file).open(encoding="utf-8") as lines:
                    part.write_text("".join(islice(lines, count)), encoding="utf-8")
            for jobs in map(int, given.jobs.split(",")):
                print(json.dumps(measured(part, jobs)), flush=True)


if __name__ == "__main__":
    main()
