"""What the environment holds stays there unless the user chose the server; a key that a server sends back is neither told nor kept."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from asking import KEY, Listed, answer, asker, questions, refused, right
from fault_server import Body, Fault, FaultServer, completion, faithful, serving
from model_running import _apart, _articles  # noqa: F401  fixtures

from factcheck.engines import Asking
from factcheck.engines.openai.asker import Asker, Problem
from factcheck.engines.openai.server import Server, server
from factcheck.errors import UsageError
from tests_support import call

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
PRIVATE = {
    "OPENAI_API_KEY": KEY,
    "OPENAI_ADMIN_KEY": "admin-secret",
    "OPENAI_ORG_ID": "org-secret",
    "OPENAI_PROJECT_ID": "proj-secret",
    "OPENAI_WEBHOOK_SECRET": "hook-secret",
    "OPENAI_CUSTOM_HEADERS": "X-Team: team-secret\nAuthorization: Bearer other-secret\nUser-Agent: agent-secret\nAccept: accept-secret",
}


@pytest.fixture(name="private")
def _private(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in PRIVATE.items():
        monkeypatch.setenv(name, value)


def sent(found: FaultServer) -> str:
    return json.dumps([found.headers, found.bodies])


@pytest.mark.usefixtures("private", "articles")
def test_a_server_that_only_a_file_names_gets_nothing_of_the_environment() -> None:
    with serving(lambda _, body: faithful(body)) as found:
        Path("factcheck.toml").write_text(f'base-url = "{found.url}"\nmodel = "m"\nengine = "openai"\n')
        done = call("check", "articles")
        assert found.headers
        assert "secret" not in sent(found)
        assert set(found.headers[0]) <= {
            "host",
            "accept",
            "accept-encoding",
            "connection",
            "user-agent",
            "authorization",
            "content-type",
            "content-length",
        }
    names = "OPENAI_API_KEY and OPENAI_CUSTOM_HEADERS and OPENAI_ORG_ID and OPENAI_PROJECT_ID"
    assert f"{names} were not sent to {found.url}" in done.err
    assert "secret" not in done.err + done.out


@pytest.mark.usefixtures("private", "articles")
@pytest.mark.parametrize("by_option", [True, False])
def test_a_server_that_the_user_names_gets_them(by_option: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda _, body: faithful(body)) as found:
        Path("factcheck.toml").write_text(f'base-url = "{found.url}"\nmodel = "m"\nengine = "openai"\n')
        if not by_option:
            monkeypatch.setenv("OPENAI_BASE_URL", found.url)
        done = call("check", "articles", *(["--base-url", found.url] if by_option else []))
        headers = found.headers[0]
    assert (headers["openai-organization"], headers["openai-project"], headers["x-team"]) == ("org-secret", "proj-secret", "team-secret")
    assert "not sent" not in done.err


@pytest.mark.parametrize(
    ("address", "trusted"),
    [
        ("https://api.openai.com/v1", True),
        ("http://api.openai.com/v1", False),
        ("https://api.openai.com.evil.example/v1", False),
        ("https://evil.example/api.openai.com/v1", False),
    ],
)
def test_of_addresses_in_a_file_only_openais_own_is_trusted(address: str, trusted: bool) -> None:
    assert server(Asking(base_url=address, model="m").address_from_file(), PRIVATE).trusted == trusted


ESCAPED = "".join(f"\\u{ord(letter):04X}" for letter in KEY)
TWICE = ESCAPED.replace("\\", "\\\\")
WAYS: dict[str, Callable[[], str | Fault | Body]] = {
    "refusal": lambda: completion(None, refusal=f"no, {KEY}"),
    "a field's name": lambda: json.dumps({KEY: 1}),
    "a field's name, escaped": lambda: f'{{"{ESCAPED}": 1}}',
    "a field's name, escaped in the whole": lambda: Fault(200, json.dumps(completion("{}")).replace('"{}"', f'"{{\\"{TWICE}\\": 1}}"')),
    "an error": lambda: Fault(400, json.dumps({"error": {"message": KEY, "param": KEY, "code": KEY}})),
    "an error, escaped": lambda: Fault(400, f'{{"error": {{"message": "{ESCAPED}"}}}}'),
    "an error in UTF-16": lambda: Fault(400, json.dumps({"error": {"message": KEY}}).encode("utf-16-le")),
    "an error in UTF-7": lambda: Fault(
        400, b'{"error": {"message": "+AHM-k-secret"}}', {"Content-Type": "application/json; charset=utf-7"}
    ),
    "no choice": lambda: {"error": {"message": KEY}},
    "another model": lambda: completion("{}", model=f"other {KEY}"),
    "no JSON": lambda: Fault(500, KEY),
    "a header": lambda: Fault(429, headers={"Retry-After": KEY, "X-Request-Id": KEY, "Set-Cookie": KEY}),
    "no header": lambda: Fault(200, "", {"a b": KEY}),
    "a redirection": lambda: Fault(302, headers={"Location": f"http://127.0.0.1:9/{KEY}"}),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_key_that_comes_back_is_neither_told_nor_kept(way: str, tmp_path: Path) -> None:
    with serving(lambda _n, _b: WAYS[way]()) as found:
        asking = asker(found, tmp_path, retries=0)
        (problem,) = asking.ask(questions(1))
        assert isinstance(problem, Problem)
        assert not any(KEY in body["messages"][-1]["content"] for body in found.bodies)
    assert KEY not in f"{problem} {asking.known}"
    assert not list(tmp_path.rglob("*.json"))


@pytest.mark.parametrize("spelled", [KEY, ESCAPED, TWICE, f"Bearer {KEY}", KEY.replace("s", "\\u0073")])
def test_a_key_in_a_good_answer_is_not_kept(spelled: str, tmp_path: Path) -> None:
    with serving(lambda _n, _b: answer(0).replace("q0", spelled)) as found:
        (known,) = asker(found, tmp_path).ask(questions(1))
        assert isinstance(known, Listed)
    (kept,) = tmp_path.rglob("*.json")
    assert "secret" not in json.dumps(json.loads(json.loads(kept.read_text())["text"])) + str(known)
    assert "***" in known.claims[0].quote


@pytest.mark.usefixtures("private")
def test_a_secret_in_a_header_of_the_environment_is_not_told_either() -> None:
    said = json.dumps({"error": {"message": f"no {KEY}, no team-secret, no Bearer other-secret"}})
    with serving(lambda _n, _b: Fault(400, said)) as found:
        chosen = server(Asking(base_url=found.url, model="m"), PRIVATE)
        (problem,) = Asker(chosen, Asking(model="m", retries=0), None, dry=False).ask(questions(1))
        assert found.headers[0]["x-team"] == "team-secret"
    assert isinstance(problem, Problem)
    assert problem.message.endswith("no ***, no ***, no Bearer ***")
    assert "secret" not in repr(chosen)


def test_a_word_that_the_article_holds_is_no_key() -> None:
    """Servers that need no key are given any word."""
    with serving(lambda _, body: right(body)) as found:
        asking = Asker(Server(base_url=found.url, key="q", model="m"), Asking(model="m"), None, dry=False)
        (known,) = asking.ask(questions(1))
    assert isinstance(known, Listed)
    assert known.claims[0].quote == "q0"


@pytest.mark.parametrize("key", ["a.b*c(d", "back\\slash", 'quo"te', "x" * 500, "a/b+c=="])
def test_any_key_is_found_however_json_spells_it(key: str) -> None:
    hidden = Server(base_url="http://a", key=key, model="m").hidden
    once = json.dumps(key)[1:-1]
    for spelled in (key, once, json.dumps(once)[1:-1], "".join(f"\\u{ord(letter):04x}" for letter in key), key.replace("/", "\\/")):
        assert hidden(f"<{spelled}>") == "<***>"
    assert hidden(key[1:]) == key[1:]


@pytest.mark.parametrize("address", ["http://a.example/v1?key=abc", "http://a.example/v1#abc", "http://a.example?api-version=1"])
def test_an_address_with_a_query_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(UsageError, match="OPENAI_API_KEY") as raised:
        server(Asking(base_url=address, model="m"), {})
    assert address not in str(raised.value)


@pytest.mark.parametrize(
    "proxy", ["http://u:hidden1@127.0.0.1:99999", "socks5://u:hidden1@127.0.0.1:9", "ftp://u:hidden1@x", "http://u:hidden1@[x"]
)
def test_a_proxy_that_cannot_be_used_is_told_in_a_line_without_its_password(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    with pytest.raises(UsageError, match="proxy") as raised:
        list(asker("http://server.invalid/v1").ask(questions(1)))
    assert "hidden1" not in str(raised.value)


def test_the_proxy_of_the_environment_is_used_and_its_exceptions_are(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda _n, _b: answer(0)) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url.removesuffix("/v1"))
        (known,) = asker("http://server.invalid/v1").ask(questions(1))
        assert isinstance(known, Listed)
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        with serving(lambda _n, _b: Fault(400)) as direct:
            refused(direct, retries=0)
            assert direct.bodies
        assert len(proxy.bodies) == 1
