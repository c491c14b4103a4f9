"""Which server is asked, and what must be named for that."""

import pytest

from factcheck.engines.asking import Asking, Price
from factcheck.engines.openai.server import OPENAI, server
from factcheck.errors import UsageError

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


def test_the_key_is_shown_nowhere() -> None:
    found = server(Asking(model="m"), KEY)
    assert "sk-secret" not in f"{found} {found!r}"
    assert found.redacted("bad key\nsk-secret!") == "bad key ***!"
