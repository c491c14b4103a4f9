"""What several tests need: a parser that is loaded once, and a way to make articles."""

import signal
from collections.abc import Callable, Iterator, Sequence
from datetime import date

import pytest

import archiving
import postgresql
from factcheck.claims import parse
from factcheck.claims.gate import admit
from factcheck.engines import load
from factcheck.engines.local.parser import SpacyParser
from factcheck.model import Article, Claim, ClaimDraft, SourceMap
from factcheck.syntax import Syntax

MakeArticle = Callable[..., Article]
PARSE: Callable[[SpacyParser, Sequence[str]], list[Syntax]] = SpacyParser.__call__
_MOST_RECALLED = 10_000


@pytest.fixture(scope="session", autouse=True)
def _parsed_once() -> Iterator[None]:
    """No sentence is parsed twice by the tests of one process; how each is parsed depends on no other."""
    known: dict[str, Syntax] = {}

    def recalled(parser: SpacyParser, texts: Sequence[str]) -> list[Syntax]:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        found = dict(zip(new, PARSE(parser, new), strict=True)) if new else {}
        answer = [found[text] if text in found else known[text] for text in texts]
        known.update(found)
        while len(known) > _MOST_RECALLED:
            del known[next(iter(known))]
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SpacyParser, "__call__", recalled)
        yield


def make_article(text: str, published: date | None = None, name: str = "a.txt") -> Article:
    return Article(
        id=f"a_{name}",
        path=name,
        title=None,
        source=None,
        published=published,
        published_from="configuration" if published else "none",
        text=text,
        sha256="0" * 64,
        source_map=SourceMap.of_lines(text),
    )


@pytest.fixture(name="article")
def _article() -> MakeArticle:
    return make_article


@pytest.fixture(scope="session", name="parse_sentence")
def _parse_sentence() -> Callable[[str], Syntax]:
    parser = load("local").parser
    return lambda text: parser([text])[0]


@pytest.fixture(scope="session", name="claims_of")
def _claims_of() -> Callable[..., list[Claim]]:
    engine = load("local")

    def claims(text: str, published: date | None = None, name: str = "a.txt") -> list[Claim]:
        parsed = parse(make_article(text, published, name), engine.parser, {})
        drafts = [draft for draft in engine.extractor(parsed) if isinstance(draft, ClaimDraft)]
        return admit(drafts, parsed)[0]

    return claims


@pytest.fixture(scope="session", name="server")
def _server() -> Iterator[postgresql.Server]:
    """One PostgreSQL server for the whole session."""
    if reason := postgresql.missing():
        pytest.skip(reason)
    with postgresql.serving() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def each_store(request: pytest.FixtureRequest) -> Iterator[None]:
    """Archives are files in the one run of a test, and databases on a server in the other."""
    if request.param == "sqlite":
        yield
        return
    archiving.SERVERS.append(request.getfixturevalue("server"))
    yield
    archiving.SERVERS.clear()
    archiving.PLACES.clear()


def pytest_configure() -> None:
    """A shell that starts the tests in the background lets them, and the programs they start, ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
