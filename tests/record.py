"""Records all cassettes anew: python tests/record.py --base-url http://127.0.0.1:8091/v1 --model NAME."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

WEIGHING = "verifying"
HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE / "engines")]


def main() -> None:
    """Runs every scenario against the server; an old cassette is replaced once its scenario has run to the end."""
    from cassettes import FOLDER, MODEL, SCENARIOS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base-url", required=True)
    parser.add_argument("--model", required=True)
    names = [*SCENARIOS, WEIGHING]
    parser.add_argument("--only", choices=names, help="one scenario alone, with the model of the others")
    given = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    MODEL.write_text(f"{given.model}\n", encoding="utf-8")
    for name in [given.only] if given.only else names:
        record(name, given.base_url, given.model)


def record(name: str, base_url: str, model: str) -> None:
    """One scenario in an empty folder with an empty cache."""
    from cassettes import FOLDER, cassette

    target, before = FOLDER / f"{name}.yaml", Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        os.chdir(folder)
        try:
            with cassette(f"{name}.new", "all") as recorded:
                told = _told(name, base_url, model, Path(folder))
        finally:
            os.chdir(before)
    if not len(recorded):
        sys.exit(f"{name}: nothing was recorded: {told}")
    (FOLDER / f"{name}.new.yaml").replace(target)
    print(f"{target.name}: {len(recorded)} answers\n{told}")


def _told(name: str, base_url: str, model: str, folder: Path) -> str:
    """Runs the scenario; what came of it, for whoever records."""
    from cassettes import SCENARIOS, weighed

    from tests_support import call

    if name == WEIGHING:
        return "\n".join(str(item) for item in weighed(base_url, model, folder))
    scenario = SCENARIOS[name]
    scenario.write(folder)
    if scenario.before():
        call(*scenario.before())
    return call(*scenario.command(base_url, model)).err


if __name__ == "__main__":
    main()
