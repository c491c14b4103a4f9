"""The prompt files agree with the types of their answers."""

from typing import get_args

import pytest
from pydantic import BaseModel

from factcheck.engines.openai import answers
from factcheck.errors import EngineError

FILES = sorted(path.name.removesuffix(".md") for path in answers.folder().iterdir() if ".v" in path.name)


def fields(schema: type[BaseModel]) -> list[str]:
    """Names in the order of the schema, those of list members after the list's own."""
    found = []
    for name, field in schema.model_fields.items():
        found.append(name)
        for inner in get_args(field.annotation):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                found.extend(fields(inner))
    return found


@pytest.mark.parametrize("name", FILES)
def test_every_field_is_named_in_the_order_of_the_schema(name: str) -> None:
    prompt = answers.prompt(name)
    assert name == f"{prompt.id}.v{prompt.version}"
    places = [prompt.text.index(f'"{field}"') for field in fields(getattr(answers, prompt.output))]
    assert places == sorted(places)
    assert len(places) >= 5


def test_reasons_are_asked_for_before_labels_and_no_confidence_at_all() -> None:
    names = list(answers.Verification.model_fields)
    assert names[-1] == "relation"
    assert list(answers.Conflict.model_fields).index("why") < list(answers.Conflict.model_fields).index("relation")
    assert not any("confidence" in name or "score" in name for name in (*names, *answers.Conflict.model_fields))


def test_two_prompts_have_two_digests_and_a_missing_one_is_told() -> None:
    assert len({answers.prompt(name).digest for name in FILES}) == len(FILES) >= 2
    with pytest.raises(EngineError, match=r"extract\.v0\.md"):
        answers.prompt("extract.v0")
