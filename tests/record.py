"""Records all cassettes anew: python tests/record.py --base-url http://127.0.0.1:8091/v1 --model NAME."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE / "engines")]


def main() -> None:
    """Runs every scenario against the server; an old cassette is replaced once its scenario has run to the end."""
    from cassettes import FOLDER, MODEL, SCENARIOS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base-url", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--only", choices=sorted(SCENARIOS), help="one scenario alone, with the model of the others")
    given = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    MODEL.write_text(f"{given.model}\n", encoding="utf-8")
    for name in [given.only] if given.only else SCENARIOS:
        record(name, given.base_url, given.model)


def record(name: str, base_url: str, model: str) -> None:
    """One scenario in an empty folder with an empty cache."""
    from cassettes import FOLDER, SCENARIOS, cassette

    from tests_support import call

    target = FOLDER / f"{name}.yaml"
    with tempfile.TemporaryDirectory() as folder:
        SCENARIOS[name].write(Path(folder))
        os.environ["XDG_CACHE_HOME"] = folder
        before = Path.cwd()
        os.chdir(folder)
        try:
            with cassette(f"{name}.new", "all") as recorded:
                done = call(*SCENARIOS[name].command(base_url, model))
        finally:
            os.chdir(before)
    if not len(recorded):
        sys.exit(f"{name}: nothing was recorded: {done.err}")
    (FOLDER / f"{name}.new.yaml").replace(target)
    print(f"{target.name}: {len(recorded)} answers, exit code {done.code}")
    print(done.err, end="")


if __name__ == "__main__":
    main()
