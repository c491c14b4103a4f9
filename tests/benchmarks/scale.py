"""Time, memory and pairs of one run on the first articles of a JSON Lines file: `python tests/benchmarks/scale.py FILE 250 500 1000`.

Each number of articles is checked in a new process. User time is what counts where the machine has other work to do.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any


def measured(lines: Path) -> dict[str, Any]:
    """Seconds of wall and user time, peak memory in MB, counts and seconds by stage of one run, in a process of its own."""
    done = subprocess.run([sys.executable, __file__, "--one", str(lines)], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _one(lines: Path) -> dict[str, Any]:
    import factcheck

    begun = time.perf_counter()
    run = factcheck.check(lines)
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "articles": len(run.articles),
        "claims": len(run.claims),
        "pairs": run.pairs,
        "wall": round(time.perf_counter() - begun, 1),
        "user": round(used.ru_utime, 1),
        "peak_mb": used.ru_maxrss // 1024,
        "seconds": {stage: round(seconds, 1) for stage, seconds in run.timings},
    }


def main(arguments: list[str]) -> None:
    if arguments[0] == "--one":
        print(json.dumps(_one(Path(arguments[1]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        for count in map(int, arguments[1:]):
            part = Path(folder) / f"{count}.jsonl"
            with Path(arguments[0]).open(encoding="utf-8") as lines:
                part.write_text("".join(islice(lines, count)), encoding="utf-8")
            print(json.dumps(measured(part)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
