"""Where the links of a page lead; a face with pages of its own brings its own class with the same methods."""

from __future__ import annotations

from factcheck.model import Frozen


class Links(Frozen):
    """Anchors in one page, by the numbers of articles, claims and findings."""

    def finding(self, number: int) -> str:
        """The finding."""
        return f"#finding-{number}"

    def claim(self, number: int) -> str:
        """The claim's details."""
        return f"#claim-{number}"

    def said(self, number: int) -> str:
        """The claim's first words in its article."""
        return f"#said-{number}"

    def article(self, number: int) -> str:
        """The article."""
        return f"#article-{number}"

    def stated(self, anchor: str) -> str:
        """The sentence of one side of a finding in its article."""
        return f"#stated-{anchor}"

    def rule(self, code: str) -> str:
        """The rule's documentation."""
        return f"#rule-{code}"

    def between(self, story: int, key: str) -> str:
        """On what two outlets meet in a story."""
        return f"#between-{story}-{key}"
