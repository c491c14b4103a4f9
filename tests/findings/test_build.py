"""What a finding says: the article's own words, and names that tell the two articles apart."""

from collections.abc import Callable
from datetime import date

import pytest

from factcheck.comparison import SentencePair, StorySentence, Verdict
from factcheck.findings.build import from_verdict
from factcheck.findings.draft import Draft
from factcheck.model import Article, Claim

FIRST = "The mill in Selm didn't close in May."
SECOND = "The mill in Selm closed in May."


@pytest.fixture(name="finding")
def _finding(article: Callable[..., Article], claims_of: Callable[..., list[Claim]]) -> Callable[..., Draft]:
    def finding(
        sources: tuple[str | None, str | None], names: tuple[str, str] = ("a.txt", "b.txt"), relation: str = "contradicts"
    ) -> Draft:
        a, b = (claims_of(text, date(2024, 6, 4), name)[0] for text, name in zip((FIRST, SECOND), names, strict=True))
        articles = {
            claim.article: article(text, date(2024, 6, 4), name).model_copy(update={"source": source})
            for claim, text, name, source in zip((a, b), (FIRST, SECOND), names, sources, strict=True)
        }
        sides = [StorySentence(claim.article, 1, 0, len(claim.quote) + 1, f"{claim.quote}.", (claim,)) for claim in (a, b)]
        verdict = Verdict(
            pair=SentencePair(sides[0], sides[1], "unknown", 1.0),
            relation=relation,
            code="FC105" if relation == "contradicts" else "FC205",
            claims=(a, b),
            a_spans=((FIRST.index("didn't"), FIRST.index(" in May")),),
            b_spans=((SECOND.index("closed"), SECOND.index(" in May")), (SECOND.index("in May"), SECOND.index("."))),
            rationale="One denies it.",
            by="rule",
        )
        draft = from_verdict(verdict, articles)
        assert draft is not None
        return draft

    return finding


def test_the_message_has_the_words_of_the_article(finding: Callable[..., Draft]) -> None:
    told = finding(("Post", "Herald")).finding
    assert '"didn\'t close"' in told.message
    assert '"closed", "in May"' in told.message
    assert [FIRST[start:end] for statement in told.statements for start, end in statement.clashing if statement.article == "a_a.txt"] == [
        "didn't close"
    ]


@pytest.mark.parametrize(
    "sources",
    [("Post", "Herald"), ("Post", None), ("Post", "Post"), (None, None)],
)
def test_the_advice_names_files_that_can_be_opened(sources: tuple[str | None, str | None], finding: Callable[..., Draft]) -> None:
    assert finding(sources).finding.suggestion.endswith("The two are b.txt and a.txt.")


def test_what_is_overtaken_in_one_article_is_not_linked_to_itself(finding: Callable[..., Draft]) -> None:
    assert finding(("Post", "Herald"), relation="supersedes").finding.suggestion == "Update b.txt, or link it to a.txt."
    assert finding(("Post", "Post"), ("a.txt", "a.txt"), "supersedes").finding.suggestion == "Say in a.txt which of the two holds."
