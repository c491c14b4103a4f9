"""How many requests and tokens a model is asked for an article, over the packs: run it, it is no test.

python tests/benchmarks/asking.py [PACKS]      the server names five conflicts and two developments a story, as a strong model does
"""

import json
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "engines")]

from fault_server import Body, completion, extraction, faithful, kind_of, numbered, serving  # noqa: E402  from the folders above
from telling import conflict, conflicts, developments  # noqa: E402

from tests_support import call  # noqa: E402

CONFLICTS, DEVELOPMENTS = 5, 2
NOTES = 12
"""Facts that are told more than once, as a strong model notes them in one story."""


def answer(body: Body) -> Body:
    """An answer of the usual length; tokens are counted by the program, four characters each."""
    return completion(_answer(body), usage=None)


def _answer(body: Body) -> str:
    kind, told = kind_of(body), numbered(body)
    if kind == "Extraction":
        return extraction(dict.fromkeys(told, ""))
    by_article: dict[str, list[str]] = {}
    for number in told:
        by_article.setdefault(number.rstrip("0123456789"), []).append(number)
    first, *others = by_article.values() or [[]]
    second = others[0] if others else first[::-1]
    pairs = [(a, b) for a, b in zip(first, second, strict=False) if a != b]
    words = {number: " ".join(text.split()[:6]) for number, text in told.items()}
    if kind == "Conflicts":
        named = conflicts(*(conflict(a, b, (words[a], words[b])) for a, b in pairs[:CONFLICTS]))
        notes = [{"about": "what is told here more than once", "sentences": list(told)[:3]}] * NOTES
        return json.dumps({**json.loads(named), "notes": notes})
    if kind == "Developments":
        named = developments(*((b, a, words[b], words[a]) for a, b in pairs[CONFLICTS : CONFLICTS + DEVELOPMENTS]))
        noted = [{"sentence": number, "what": "may change", "later": []} for number in list(told)[:NOTES]]
        return json.dumps({**json.loads(named), "open": noted})
    return faithful(body)


def measured(packs: Path, *arguments: str) -> tuple[int, int, int, Counter[str]]:
    """Articles, requests, tokens, and requests by the type of their answers."""
    articles = requests = tokens = 0
    kinds: Counter[str] = Counter()
    with serving(lambda _, body: answer(body)) as server:
        for pack in sorted(path.parent for path in packs.glob("*/gold.json")):
            names = json.loads((pack / "gold.json").read_text(encoding="utf-8"))["articles"]
            paths = [str(pack / name) for name in names]
            asked = ("--engine", "openai", "--base-url", server.url, "--model", "m", "--format", "json", "--no-cache")
            told = json.loads(call("check", *paths, *asked, *arguments).out)
            articles += len(names)
            requests += told["usage"]["requests"]
            tokens += told["usage"]["tokens"]
        kinds.update(kind_of(body) for body in server.bodies)
    return articles, requests, tokens, kinds


if __name__ == "__main__":
    chosen = Path(sys.argv[1] if len(sys.argv) > 1 else HERE.parent.parent / "fixtures" / "packs").resolve()
    os.chdir(tempfile.mkdtemp())
    for arguments in ((), ("--extractor", "local"), ("--extractor", "local", "--reader", "local")):
        articles, requests, tokens, kinds = measured(chosen, *arguments)
        print(
            f"{' '.join(arguments) or 'all parts':40} {requests / articles:5.2f} requests and {tokens / articles:7,.0f} tokens an article {dict(kinds)}"
        )
