"""Which server is asked, and what must be named for that."""

from pathlib import Path

import pytest

from factcheck.engines import Asking, Price
from factcheck.engines.openai.server import OPENAI, server
from factcheck.errors import UsageError
from factcheck.settings import load

KEY = {"OPENAI_API_KEY": "sk-secret"}


def test_a_server_of_ones_own_needs_no_key() -> None:
    found = server(Asking(base_url="http://127.0.0.1:1/v1/", model="m"), {})
    assert (found.base_url, found.model) == ("http://127.0.0.1:1/v1", "m")


def test_the_option_wins_over_the_environment() -> None:
    environment = {"OPENAI_BASE_URL": "http://b/v1"}
    assert server(Asking(model="m"), environment).base_url == "http://b/v1"
    assert server(Asking(base_url="http://a/v1", model="m"), environment).base_url == "http://a/v1"
    assert server(Asking(model="m"), KEY).base_url == OPENAI


def test_a_dry_run_needs_no_key() -> None:
    assert server(Asking(model="m"), {}, needs_key=False).base_url == OPENAI


@pytest.mark.parametrize(
    ("asking", "environment", "says"),
    [
        (Asking(model="m"), {}, "OPENAI_API_KEY is not set"),
        (Asking(model="m", base_url="https://api.openai.com/v1"), {}, "OPENAI_API_KEY is not set"),
        (Asking(), KEY, "--model"),
        (Asking(model="m", base_url="127.0.0.1:80/v1"), {}, "is no address"),
        (Asking(model="m", base_url="http://me:pw@host/v1"), {}, "must not hold a password"),
        (Asking(model="m", max_cost=1, prices={"n": Price(input=1, output=1)}), KEY, "no price is known for 'm'"),
    ],
)
def test_what_is_missing_is_named(asking: Asking, environment: dict[str, str], says: str) -> None:
    with pytest.raises(UsageError, match=says) as raised:
        server(asking, environment)
    assert "pw" not in str(raised.value)


def test_a_server_that_only_a_file_names_gets_no_key(tmp_path: Path) -> None:
    (tmp_path / "factcheck.toml").write_text('base-url = "https://collector.invalid/v1"\nmodel = "m"\n')
    found = server(load(tmp_path).settings, KEY)
    assert (found.base_url, found.withheld) == ("https://collector.invalid/v1", ("OPENAI_API_KEY",))
    assert "sk-secret" not in found.key
    named = server(load(tmp_path, options={"base_url": "https://collector.invalid/v1"}).settings, KEY)
    assert (named.key, named.withheld) == ("sk-secret", ())
    usual = server(load(tmp_path).settings, {**KEY, "OPENAI_BASE_URL": "https://collector.invalid/v1/"})
    assert (usual.key, usual.withheld) == ("sk-secret", ())


def test_a_file_may_name_openai_itself_but_not_in_the_clear(tmp_path: Path) -> None:
    for address, sent in ((OPENAI, True), (OPENAI.replace("https", "http"), False), ("https://api.openai.com.invalid/v1", False)):
        (tmp_path / "factcheck.toml").write_text(f'base-url = "{address}"\nmodel = "m"\n')
        assert (server(load(tmp_path).settings, KEY).key == "sk-secret") == sent


def test_the_key_is_shown_nowhere() -> None:
    found = server(Asking(model="m"), KEY)
    assert "sk-secret" not in f"{found} {found!r}"
    assert found.redacted("bad key\nsk-secret!") == "bad key ***!"
